"""What the name reader learns from and is tested on: names with their readings, in four tasks.

| task | source | target |
| --- | --- | --- |
| `japanese` | a full name, or a family or given name alone, folded | hiragana, `|` between family and given name |
| `mandarin` | a Chinese name | pinyin without tones, `|` after the family name |
| `transcribed` | a foreign name in Han characters, or a part of one | its letters, `|` between words |
| `katakana` | the same in katakana | the same |

Names are held out by the digest of their writing, so that the same names are held out whoever runs this. Of Japanese
names the full ones are: no full name of the test or the development set, in whatever reading, is learnt from, and
neither are made-up names that happen to be one of them. Of foreign names it is the spellings: a word held out is learnt
from no source in any writing.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Final

import build_japanese_readings
from build_foreign_sources import cedict_entries, glosses, katakana_names
from build_japanese_readings import (
    FITTED_ON,
    ROLES,
    Person,
    counted,
    dictionary,
    listed_parts,
    people,
    write_tables,
)
from japanese_name_sources import ENAMDICT, Names, entries, full_names, names
from reading_likelihoods import fit, likelihoods

from align.names.readings import table
from align.names.readings.composition import FAMILY, GIVEN
from align.names.readings.sounds import letters
from align.text.fold import fold_source
from align.text.scripts import is_han

JAPANESE: Final = "japanese"
FAMILY_ALONE: Final = "family"
GIVEN_ALONE: Final = "given"
MANDARIN: Final = "mandarin"
TRANSCRIBED: Final = "transcribed"
KATAKANA: Final = "katakana"
TASKS: Final = (JAPANESE, FAMILY_ALONE, GIVEN_ALONE, MANDARIN, TRANSCRIBED, KATAKANA)
BREAK: Final = "|"

TESTED: Final = 5000
DEVELOPED_ON: Final = 1000
_ONE_IN: Final = 20
"""One foreign spelling and one Mandarin name in so many is held out."""

_LONGEST: Final = 16
_UNBORNE: Final = 0.1
"""How many bear a listed name that nobody was seen to bear."""
_LEAST_SHARE: Final = 0.002
_FLATTER: Final = 0.7
"""The power of the number of bearers by which family and given names are drawn, so that rare ones are met too."""
_WORD: Final = 0.2
"""How often a word that is no name is shown, beside a name."""
_LETTERS: Final = re.compile("[a-z]+(?:[|][a-z]+)*")


@dataclass(frozen=True, slots=True)
class Example:
    """One thing to learn; `weight` says how often it is shown beside the others of its task."""

    task: str
    source: str
    target: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Corpus:
    """What is learnt from, what is looked at while developing, and what is tested on; the latter two with all right answers."""

    train: list[Example]
    dev: dict[str, dict[str, list[str]]]
    test: dict[str, dict[str, list[str]]]


def digest(text: str) -> str:
    """What decides whether something is held out."""
    return hashlib.sha256(text.encode()).hexdigest()


def corpus(source: Path = ENAMDICT) -> Corpus:
    """Everything, in a fixed order."""
    others = not_japanese(source)
    train = _japanese(source)
    test, dev = held_out(source)
    return Corpus([*train, *others.train], {JAPANESE: dev, **others.dev}, {JAPANESE: test, **others.test})


def not_japanese(source: Path = ENAMDICT) -> Corpus:
    """All names but the Japanese ones."""
    parts = (_mandarin(), _foreign(TRANSCRIBED, _transcribed()), _foreign(KATAKANA, _katakana(source)))
    train = [each for part in parts for each in part.train]
    dev = {task: each for part in parts for task, each in part.dev.items()}
    test = {task: each for part in parts for task, each in part.test.items()}
    return Corpus(train, dev, test)


# --- Japanese ----------------------------------------------------------------------------------------------------


def held_out(source: Path = ENAMDICT) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The full names to test on and to develop on, by digest, each with all readings that ENAMDICT lists."""
    readings: dict[str, set[str]] = defaultdict(set)
    for form, family, given in full_names(source):
        readings[form].add(family + BREAK + given)
    ordered = sorted(readings, key=digest)
    return tuple(  # type: ignore[return-value]
        {form: sorted(readings[form]) for form in part}
        for part in (ordered[:TESTED], ordered[TESTED : TESTED + DEVELOPED_ON])
    )


def known_people(listed: Names, readings: Mapping[str, tuple[str, ...]], source: Path = ENAMDICT) -> list[Person]:
    """The people of ENAMDICT whose names are not held out."""
    test, dev = held_out(source)
    return people(listed, (each for each in full_names(source) if each[0] not in test and each[0] not in dev), readings)


def _japanese(source: Path) -> list[Example]:
    """What is learnt of Japanese names: people, and listed family and given names alone."""
    listed, readings = names(source), dictionary()
    persons = known_people(listed, readings, source)
    train = [
        Example(JAPANESE, person.family + person.given, person.family_kana + BREAK + person.given_kana)
        for person in persons
    ]
    parts = [_parts(role, listed, persons) for role in (FAMILY, GIVEN)]
    train += [Example(FAMILY_ALONE, *part) for part in parts[FAMILY]]
    train += [Example(GIVEN_ALONE, *part) for part in parts[GIVEN]]
    return train


def _parts(role: int, listed: Names, persons: Sequence[Person]) -> list[tuple[str, str, float]]:
    """Family or given names with a reading, and how often one meets it: as the tables would have it."""
    bearers = counted(role, listed, persons)
    table = listed.families if role == FAMILY else listed.givens
    weights = fit([person.part(role) for person in persons[:: max(1, len(persons) // FITTED_ON)]], role, table, bearers)
    found = []
    for form, kanas in sorted(table.items()):
        if len(form) <= _LONGEST // 2 and any(marks != {"U"} for marks in kanas.values()):
            borne = sum(bearers.forms[form][kana] for kana in kanas)
            found += [
                (form, kana, share * (borne + _UNBORNE) ** _FLATTER)
                for kana, share in likelihoods(form, role, kanas, bearers, weights)
                if share > _LEAST_SHARE
            ]
    return found


def made_up(train: Sequence[Example], forbidden: Iterable[str], number: int, chance: random.Random) -> list[Example]:
    """Full names put together from family and given names as often as those are met; none that is held out."""
    never = set(forbidden)
    draws = []
    for task in (FAMILY_ALONE, GIVEN_ALONE):
        rows = [each for each in train if each.task == task]
        limits = list(accumulate(each.weight for each in rows))
        draws.append(chance.choices(rows, cum_weights=limits, k=number))
    return [
        Example(JAPANESE, family.source + given.source, family.target + BREAK + given.target)
        for family, given in zip(*draws, strict=True)
        if family.source + given.source not in never
    ]


# --- Mandarin ----------------------------------------------------------------------------------------------------


def _mandarin() -> Corpus:
    """Names of CC-CEDICT, and its other words for characters that no name has, which count a little."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for entry in cedict_entries():
        syllables = [re.sub("[^a-z]", "", each.lower().replace("u:", "v")) for each in entry["pinyin"].split()]
        form = fold_source(entry["simplified"]).text
        if 1 < len(form) <= _LONGEST // 2 and len(syllables) == len(form) and all(map(is_han, form)) and all(syllables):
            is_name = entry["pinyin"][:1].isupper()
            found[form][BREAK.join(syllables)] = 1.0 if is_name else _WORD
    return _split(MANDARIN, found)


def _split(task: str, found: Mapping[str, Mapping[str, float]]) -> Corpus:
    corpus = Corpus([], {task: {}}, {task: {}})
    for form, readings in sorted(found.items()):
        place = int(digest(form)[:8], 16) % (2 * _ONE_IN)
        if place > 1 or max(readings.values()) < 1.0:
            corpus.train.extend(Example(task, form, reading, weight) for reading, weight in readings.items())
        else:
            (corpus.test if place else corpus.dev)[task][form] = sorted(readings)
    return corpus


# --- foreign -----------------------------------------------------------------------------------------------------


def _transcribed() -> Iterator[tuple[str, str]]:
    """Names in Han characters, whole and in parts, with their letters."""
    for gloss in glosses():
        if len(gloss.parts) == len(gloss.words):
            parts = [fold_source(part).text for part in gloss.parts]
            yield from zip(parts, gloss.words, strict=True)
            if len(parts) > 1:
                yield "·".join(parts), BREAK.join(gloss.words)
        elif gloss.sure:
            yield fold_source("".join(gloss.parts)).text, BREAK.join(gloss.words)


def _katakana(source: Path) -> Iterator[tuple[str, str]]:
    for name in katakana_names(source):
        words = [letters(word) for word in re.split(r"[ -]", name.spelling)]
        yield name.kana.replace("・", "·"), BREAK.join(filter(None, words))


def _foreign(task: str, pairs: Iterable[tuple[str, str]]) -> Corpus:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for source, target in pairs:
        if source and len(source) <= _LONGEST and len(target) <= 2 * _LONGEST and _LETTERS.fullmatch(target):
            found[source][target] = None
    corpus = Corpus([], {task: {}}, {task: {}})
    for source, targets in sorted(found.items()):
        places = {int(digest(word)[:8], 16) % (2 * _ONE_IN) for target in targets for word in target.split(BREAK)}
        if min(places) > 1:
            corpus.train.extend(Example(task, source, target, 1 / len(targets)) for target in targets)
        elif len(places) == 1:
            (corpus.test if places == {1} else corpus.dev)[task][source] = sorted(targets)
    return corpus


def held_out_tables(folder: Path, source: Path = ENAMDICT) -> None:
    """Writes the tables of Japanese readings as they are without the names that are held out, and has them read there."""
    build_japanese_readings.FOLDER = table.FOLDER = folder
    listed, readings = names(source), dictionary()
    write_tables(listed, readings, known_people(listed, readings, source))


def with_listed_parts(full: Mapping[str, Sequence[str]], source: Path = ENAMDICT) -> set[str]:
    """The full names among those given that can be cut in one way so that lists have both parts in that reading."""
    listed = names(source)
    found = set()
    for form, kanas in full.items():
        for family, given in (kana.split(BREAK) for kana in kanas):
            cuts = (at for at in range(1, len(form)) if listed_parts(listed, form, at, family, given) == len(ROLES))
            if len(list(cuts)) == 1:
                found.add(form)
    return found


def original_forms(source: Path = ENAMDICT) -> dict[str, str]:
    """How ENAMDICT writes each folded full name; the first writing of several."""
    found: dict[str, str] = {}
    for entry in entries(source):
        if "h" in entry.tags:
            found.setdefault(fold_source(entry.form).text, entry.form)
    return found
