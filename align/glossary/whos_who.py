"""The who's who: public figures, and places and organisations not to be taken for people, known before a glossary is.

It proposes and a glossary decides: what a glossary says of a form is asked first, and `--no-lexicon` asks nothing here.
The entries are those of a glossary without offices and forbidden forms, compiled by `scripts/build_whos_who.py`.

Three tables lie beside this file. `whos_who.tsv` has the entities under their folded source forms and is searched where it
lies; a form that is not an entity's own points to it, `=藤井聡太` or, where several bear the name, `=李娜#2`.
`whos_who_english.tsv` points from the letters of English names. `whos_who_forms.tsv` has every form by its first two
characters, which is what a text is searched by; a form that is likelier to be something else is marked `?`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from operator import add
from pathlib import Path
from typing import Final

from align.glossary.entity import Authority, Entity, SourceName
from align.names.order import FAMILY_FIRST, GIVEN_FIRST, join
from align.names.readings.table import Table
from align.names.romanise import hepburn
from align.names.surnames import surname_pinyin
from align.text.fold import fold_source, fold_target

PREFIX: Final = "whos-who:"
"""What the ids of these entities begin with: `whos-who:藤井聡太`, `whos-who:李娜-2`."""

NAME_ONLY: Final = "a name"
"""The note of what is a name of many people, not of one: 亨特 is Hunter."""

_TYPES: Final = {
    "p": "person",
    "l": "place",
    "o": "organisation",
    "w": "work",
    "e": "event",
    "t": "title",
    "x": "other",
}
_CODES: Final = {name: code for code, name in _TYPES.items()}
_GENDERS: Final = {"m": "male", "f": "female", "": ""}
_LANGS: Final = {"z": "zh", "s": "zh-Hans", "t": "zh-Hant", "j": "ja"}
_LANG_CODES: Final = {lang: code for code, lang in _LANGS.items()}
_ALONE: Final = "."
"""Stands in the table of forms for a form that has no characters but the first two."""

_DOUBTFUL: Final = "?"
_BETWEEN: Final = " ・=·\u3000"
_KATAKANA: Final = "ァ-ヺー"
_RUN: Final = re.compile(f"[{_KATAKANA}]+(?:[・=][{_KATAKANA}]+)+")
_IS_KATAKANA: Final = re.compile(f"[{_KATAKANA}・=]+").fullmatch
_SIZES: Final = 24
"""No form is longer: what looks up a 50,000-character line as one form is told no at once."""


@dataclass(frozen=True, slots=True)
class Found:
    """A form of the who's who in a folded text; `doubtful` where it is likelier to be a word, or part of one."""

    start: int
    end: int
    form: str
    doubtful: bool


def form_key(form: str) -> str:
    """What a source form is looked up by: folded, without spaces, and in katakana without the dots between parts."""
    folded = fold_source(form).text.replace(" ", "")
    return folded.replace("・", "").replace("=", "") if _IS_KATAKANA(folded) else folded


def english_keys(form: str) -> tuple[str, ...]:
    """What an English form may be looked up by: all its letters, and those of two parts in the order of the alphabet.

    Words that can be Japanese count by their reading, so that Kouno and Kono are one.
    """
    words = _words(form)[:_SIZES]
    cuts = [(words[:at], words[at:]) for at in (1, len(words) - 1) if len(words) > 1]
    keys = [_letters("".join(words)), *("".join(sorted(_letters("".join(part)) for part in cut)) for cut in cuts)]
    return tuple(filter(None, dict.fromkeys(keys)))


def own_english_keys(entity: Entity) -> Iterator[str]:
    """The keys under which an entity stands: whole names as written, and a person's two parts whatever their order."""
    if entity.is_person and entity.family and entity.given:
        yield "".join(sorted(_letters("".join(_words(part))) for part in (entity.family, entity.given)))
    for form in (entity.full, *entity.accept):
        keys = english_keys(form)
        yield from keys[-1:] if entity.is_person and len(_words(form)) == 2 else keys[:1]


def _words(form: str) -> list[str]:
    return fold_target(form).text.replace("-", "").split()


@lru_cache(maxsize=8192)
def _letters(word: str) -> str:
    return hepburn.canonical(word) if hepburn.is_romaji(word) else "".join(filter(str.isalnum, word))


class WhosWho:
    """The tables of one folder, opened when first asked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._entities = Table(folder / "whos_who.tsv")
        self._english = Table(folder / "whos_who_english.tsv")
        self._known: dict[str, tuple[Entity, ...]] = {}
        self._unpacked: dict[str, _Tails] = {}

    def named(self, form: str) -> tuple[Entity, ...]:
        """Whom a full source form names, the best known first; empty for a form that is not listed."""
        if len(form) > 2 * _SIZES:
            return ()
        key = form_key(form)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = tuple(self._listed(key))
        return known

    def english(self, form: str) -> tuple[Entity, ...]:
        """Whom an English form names, in either order of its parts and any spelling of long vowels."""
        if len(form) > 8 * _SIZES:
            return ()
        found: dict[str, Entity] = {}
        for key in english_keys(form):
            for reference in (self._english.get(key) or "").split("\t"):
                entity = self._at(reference) if reference else None
                if entity is not None:
                    found.setdefault(entity.id, entity)
        return tuple(found.values())

    def entity(self, entity_id: str) -> Entity:
        """The entity of an id; KeyError where there is none."""
        form = entity_id.removeprefix(PREFIX)
        for candidate in (form, form.rpartition("-")[0]):
            for entity in self.named(candidate) if entity_id.startswith(PREFIX) and candidate else ():
                if entity.id == entity_id:
                    return entity
        raise KeyError(entity_id)

    def entities_in(self, texts: Iterable[str], lang: str = "") -> tuple[Entity, ...]:
        """Everybody and everything that folded source texts of one language name beyond doubt, in the order of mention.

        Where forms overlap the earlier one counts, and of two that begin together the longer. In Chinese a name such as
        林佳子 says nothing: it is listed for a Japanese, but its bearer here is likelier to be Chinese. What only is a
        name of many people is nobody.
        """
        forms: dict[str, None] = {}
        for text in texts:
            end = 0
            for found in self.find(text):
                if found.start >= end:
                    end = found.end
                    if not found.doubtful:
                        forms[found.form] = None
        bearers = (entity for form in forms for entity in self.named(form))
        likely = (
            one for one in bearers if one.note != NAME_ONLY and not (lang.startswith("zh") and _may_be_chinese(one))
        )
        return tuple({entity.id: entity for entity in likely}.values())

    def find(self, text: str) -> Iterator[Found]:
        """Every listed form in a folded source text, from left to right and at each place the longest first.

        A form in katakana stands where no katakana go on before or after it; the dots between its parts do not count.
        """
        runs = {run.start(): run.end() for run in _RUN.finditer(text)} if "・" in text or "=" in text else {}
        unpacked = self._unpacked
        for at, packed in enumerate(map(self._forms.get, map(add, text, text[1:]))):
            if runs and at in runs:
                yield from self._whole_run(text, at, runs[at])
            if packed is not None:
                tails = unpacked.get(packed) or self._unpack(packed)
                doubtful = tails.doubtful
                for size in tails.sizes:
                    tail = text[at + 2 : at + 2 + size]
                    if tail in doubtful and len(tail) == size and not _cut_from_katakana(text, at, at + 2 + size):
                        yield Found(at, at + 2 + size, text[at : at + 2 + size], doubtful[tail])

    def _whole_run(self, text: str, start: int, end: int) -> Iterator[Found]:
        form = form_key(text[start:end])
        packed = self._forms.get(form[:2])
        if packed is not None and form[2:] in (tails := self._unpack(packed)).doubtful:
            yield Found(start, end, form, tails.doubtful[form[2:]])

    @cached_property
    def _forms(self) -> dict[str, str]:
        lines = (self._folder / "whos_who_forms.tsv").read_text(encoding="utf-8").split("\n")
        return {line[:2]: line for line in lines if line}

    def _unpack(self, line: str) -> _Tails:
        """What may follow two characters, from their line in the table of forms."""
        tails = {tail.rstrip(_DOUBTFUL).replace(_ALONE, ""): tail[-1] == _DOUBTFUL for tail in line.split("\t")[1:]}
        self._unpacked[line] = found = _Tails(tuple(sorted({len(tail) for tail in tails}, reverse=True)), tails)
        return found

    def _listed(self, key: str) -> Iterator[Entity]:
        number = 0
        for item in (self._entities.get(key) or "").split("\t"):
            if item.startswith("="):
                entity = self._at(item[1:])
                if entity is not None:
                    yield entity
            elif item:
                number += 1
                yield decode(key, item, number)

    def _at(self, reference: str) -> Entity | None:
        key, _, number = reference.partition("#")
        items = [item for item in (self._entities.get(key) or "").split("\t") if item and item[0] != "="]
        place = int(number or 1)
        return decode(key, items[place - 1], place) if place <= len(items) else None


@dataclass(frozen=True, slots=True)
class _Tails:
    """What may follow two characters: the lengths, longest first, and for each continuation whether it is doubtful."""

    sizes: tuple[int, ...]
    doubtful: dict[str, bool]


def _may_be_chinese(entity: Entity) -> bool:
    """Whether a name that is listed in Japanese alone reads as a Chinese one too, by a family name of one character."""
    return entity.is_person and all(
        source.lang == "ja" and len(source.family) == 1 and surname_pinyin(source.family) is not None
        for source in entity.sources
    )


def _cut_from_katakana(text: str, start: int, end: int) -> bool:
    before = start and text[start] != "・" and _IS_KATAKANA(text[start]) and _IS_KATAKANA(text[start - 1])
    return bool(before or (end < len(text) and _IS_KATAKANA(text[end - 1]) and _IS_KATAKANA(text[end])))


@cache
def whos_who() -> WhosWho:
    """The who's who that comes with the checker."""
    return WhosWho(Path(__file__).parent)


# --- one entity as a line ------------------------------------------------------------------------------------------


def encode(key: str, entity: Entity, sources: str) -> str:
    """An entity as it stands in the table under `key`; `sources` are the initials of the works it is from."""
    english, accept = _written_english(entity), ";".join(entity.accept)
    kinds = _CODES[entity.type] + entity.gender[:1]
    forms = ";".join(_written(source, key) for source in entity.sources)
    fields = (kinds, entity.origin, forms, " ".join(entity.kana), english, accept, entity.note, sources)
    assert not any("|" in field or "\t" in field for field in fields), entity
    return "|".join(fields)


def decode(key: str, line: str, number: int) -> Entity:
    """The entity that `encode` wrote; `number` is its place among those of this key, from 1."""
    kinds, origin, forms, kana, english, accept, note, works = line.split("|")
    sources = tuple(_read(form, key) for form in forms.split(";"))
    suffix = f"-{number}" if number > 1 else ""
    name = _read_english(english, tuple(kana.split()))
    return Entity(
        id=PREFIX + sources[0].full + suffix,
        type=_TYPES[kinds[0]],
        origin=origin,
        full=name.full,
        family=name.family,
        given=name.given,
        order=name.order,
        accept=tuple(filter(None, accept.split(";"))),
        sources=sources,
        kana=tuple(kana.split()) if kinds[0] == "p" else tuple(filter(None, (kana,))),
        gender=_GENDERS[kinds[1:]],
        note=note,
        authority=Authority.KNOWN,
        certainty=_certainty(works, note),
    )


def _certainty(works: str, note: str) -> float:
    """How sure an entry is, by the works that it is from and whether it says who is meant.

    Who of ENAMDICT is in a public knowledge base as well is called so there in 97 cases of 100 with years, 92 without.
    """
    if "s" in works:
        return 0.98
    if len(works) > 1:
        return 0.97
    if note == NAME_ONLY:
        return 0.5
    return 0.95 if note else 0.9


def _written(source: SourceName, key: str) -> str:
    """`j` and the form (left out where it is the key), the size of the family name, and other forms."""
    accepted = ",".join(source.accept)
    full = "" if source.full == key else source.full
    return "=".join((_LANG_CODES[source.lang] + full, _cut(source), accepted)).rstrip("=")


def _read(text: str, key: str) -> SourceName:
    head, cut, accepted = [*text.split("="), "", ""][:3]
    full = head[1:] or key
    family, given = _parts(full, cut)
    return SourceName(_LANGS[head[0]], full, family, given, tuple(filter(None, accepted.split(","))))


def _cut(source: SourceName) -> str:
    """How the parts lie in the form: `2` family first, `-3` family last, `*` nothing but the family name."""
    full, family, given = source.full, source.family, source.given
    for cut in (str(len(family)), str(-len(family)), "*") if family else ():
        if _parts(full, cut) == (family, given):
            return cut
    return ""


def _parts(full: str, cut: str) -> tuple[str, str]:
    if cut == "*":
        return full, ""
    if not cut:
        return "", ""
    at = int(cut)
    if at > 0:
        return full[:at], full[at:].strip(_BETWEEN)
    return full[at:], full[:at].strip(_BETWEEN)


@dataclass(frozen=True, slots=True)
class _English:
    full: str
    family: str = ""
    given: str = ""
    order: str = ""


def _written_english(entity: Entity) -> str:
    """The English form and where its parts lie; for the plain romanisation of the kana nothing but the order."""
    name = _English(entity.full, entity.family, entity.given, entity.order)
    short = "f" if entity.order == FAMILY_FIRST else "g"
    size = len(entity.family.split())
    for written in (short, f"{entity.full}={short}{size}") if entity.family else ():
        if (len(written) > 1 or len(entity.kana) == 2) and _read_english(written, entity.kana) == name:
            return written
    return "=".join((name.full, name.family, name.given, name.order)).rstrip("=")


def _read_english(text: str, kana: tuple[str, ...]) -> _English:
    """What `_written_english` wrote: `g`, `Donald Trump=g1` (the last word is the family name), or all four fields."""
    if text in ("f", "g"):
        order = FAMILY_FIRST if text == "f" else GIVEN_FIRST
        family, given = map(hepburn.romaji, kana)
        return _English(join(family, given, order), family, given, order)
    full, family, given, order = [*text.split("="), "", "", ""][:4]
    if family[:1] in ("f", "g") and family[1:].isdigit():
        words, size = full.split(), int(family[1:])
        at = size if family[0] == "f" else len(words) - size
        parts = " ".join(words[:at]), " ".join(words[at:])
        return _English(full, *parts, FAMILY_FIRST) if family[0] == "f" else _English(full, *parts[::-1], GIVEN_FIRST)
    return _English(full, family, given, order)


def packed_forms(forms: Iterable[tuple[str, bool]]) -> Iterator[str]:
    """The lines of the table of forms, from each form with whether it is doubtful."""
    groups: dict[str, list[str]] = {}
    for form, doubtful in sorted(set(forms)):
        groups.setdefault(form[:2], []).append((form[2:] or _ALONE) + _DOUBTFUL * doubtful)
    for pair in sorted(groups):
        yield "\t".join((pair, *groups[pair]))
