"""One automaton a side, holding every form of every entity, built once from a lexicon and kept by content.

A pattern is a folded form. It knows the entities that own it, each as a number that holds the entity's place in the
lexicon and the kind of form, so that a glossary of ten thousand entries stays a few flat arrays.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from daachorse import CharwiseDoubleArrayAhoCorasick

from align.glossary import cache
from align.glossary.entity import Entity, SourceName
from align.glossary.lexicon import Lexicon
from align.model.span import Side
from align.names.order import FAMILY_FIRST, GIVEN_FIRST, join
from align.text.fold import fold_source, fold_target

_LAYOUT = 2
_KIND_BITS = 3
_LANG_BITS = 2
ZH, JA = 1, 2
ANY = ZH | JA


class Kind(IntEnum):
    """What a form is to its entity. `TURNED` is the full form with its parts in the other order."""

    FULL = 0
    TURNED = 1
    ACCEPTED = 2
    FORBIDDEN = 3
    FAMILY = 4
    GIVEN = 5

    @property
    def whole(self) -> bool:
        """Whether the form names the entity without what was said before."""
        return self < Kind.FAMILY


Owner = tuple[int, Kind, int]
"""An entity's place in the lexicon, what the form is to it, and the languages it is a form in (`ZH`, `JA` or both)."""


@dataclass(frozen=True, slots=True)
class Owners:
    """Whose form it is, by place in the lexicon: those whom it names by itself, and those of whom it is a part."""

    whole: Mapping[int, Kind]
    parts: Mapping[int, Kind]

    def items(self) -> tuple[tuple[int, Kind], ...]:
        """Everybody, with what the form is to them."""
        return (*self.whole.items(), *self.parts.items())


@dataclass(frozen=True, slots=True)
class Hit:
    """A form found in folded text, with everybody whose form it is."""

    start: int
    end: int
    owners: Owners


def anywhere(text: str, start: int, end: int) -> bool:
    """Lets a form stand wherever it occurs."""
    return True


def as_word(text: str, start: int, end: int) -> bool:
    """Lets a form stand where no letter or digit goes on before or after it."""
    if start and text[start - 1].isalnum() and text[start].isalnum():
        return False
    return end == len(text) or not (text[end].isalnum() and text[end - 1].isalnum())


class Automaton:
    """All forms of one side, searched at once."""

    def __init__(self, search: CharwiseDoubleArrayAhoCorasick | None, starts: array[int], owners: array[int]) -> None:
        self._search = search
        self._starts = starts
        self._owners = owners
        self._unpacked: dict[int, Owners | None] = {}

    def hits(self, folded: str, stands: Callable[[str, int, int], bool] = anywhere, langs: int = ANY) -> list[Hit]:
        """Every occurrence of every form of these languages, overlapping ones too, where `stands` lets it stand."""
        if self._search is None:
            return []
        return [
            Hit(start, end, owners)
            for start, end, form in self._search.find_overlapping(folded)
            if stands(folded, start, end) and (owners := self._owners_of(form, langs))
        ]

    def _owners_of(self, form: int, langs: int) -> Owners | None:
        """Everybody who has the form in these languages, None where nobody has."""
        key = form << _LANG_BITS | langs
        if key not in self._unpacked:
            packed = self._owners[self._starts[form] : self._starts[form + 1]]
            found = {number: kind for number, kind, lang in map(_unpack, packed) if lang & langs}
            whole = {number: kind for number, kind in found.items() if kind.whole}
            parts = {number: kind for number, kind in found.items() if not kind.whole}
            self._unpacked[key] = Owners(whole, parts) if found else None
        return self._unpacked[key]

    def to_bytes(self) -> bytes:
        """A form that `from_bytes` opens without building anything."""
        search = self._search.serialize() if self._search else b""
        sizes = array("Q", [_LAYOUT, len(self._starts), len(self._owners)])
        return sizes.tobytes() + self._starts.tobytes() + self._owners.tobytes() + search

    @classmethod
    def from_bytes(cls, data: bytes) -> Automaton:
        """What `to_bytes` wrote; ValueError where it was something else."""
        sizes, starts, owners = array("Q"), array("I"), array("I")
        head = 3 * sizes.itemsize
        if len(data) < head:
            raise ValueError("too short")
        sizes.frombytes(data[:head])
        if sizes[0] != _LAYOUT:
            raise ValueError("another layout")
        middle = head + sizes[1] * starts.itemsize
        end = middle + sizes[2] * owners.itemsize
        starts.frombytes(data[head:middle])
        owners.frombytes(data[middle:end])
        search = CharwiseDoubleArrayAhoCorasick.deserialize(data[end:]) if len(data) > end else None
        return cls(search, starts, owners)


@lru_cache(maxsize=8)
def automaton(lexicon: Lexicon, side: Side) -> Automaton:
    """The automaton of one side of a lexicon, from the store of compiled values where it is there; remembered."""
    kind = f"{side.value}-forms-{_LAYOUT}"
    kept = cache.fetch(lexicon.key, kind) if lexicon.key else None
    if kept is not None:
        try:
            return Automaton.from_bytes(kept)
        except ValueError:
            pass
    built = built_for(lexicon, side)
    if lexicon.key:
        cache.keep(lexicon.key, kind, built.to_bytes())
    return built


def built_for(entities: Iterable[Entity], side: Side) -> Automaton:
    """A new automaton of one side of some entities, in their order."""
    return build(entities, _source_forms if side is Side.SOURCE else _target_forms)


def build(lexicon: Iterable[Entity], forms: Callable[[Entity], Iterator[tuple[str, Kind, int]]]) -> Automaton:
    """An automaton of the folded forms of all entities."""
    patterns: dict[str, dict[int, tuple[Kind, int]]] = {}
    for number, entity in enumerate(lexicon):
        for folded, kind, lang in forms(entity):
            if folded:
                owners = patterns.setdefault(folded, {})
                known, langs = owners.get(number, (kind, 0))
                owners[number] = (min(kind, known), lang | langs)
    starts, owned = array("I", [0]), array("I")
    for owners in patterns.values():
        owned.extend(_pack(number, kind, lang) for number, (kind, lang) in owners.items())
        starts.append(len(owned))
    search = CharwiseDoubleArrayAhoCorasick(list(patterns)) if patterns else None
    return Automaton(search, starts, owned)


def _pack(number: int, kind: Kind, lang: int) -> int:
    return (number << _LANG_BITS | lang) << _KIND_BITS | kind


def _unpack(code: int) -> Owner:
    kind = Kind(code & ((1 << _KIND_BITS) - 1))
    code >>= _KIND_BITS
    return code >> _LANG_BITS, kind, code & ((1 << _LANG_BITS) - 1)


def langs_of(source_lang: str) -> int:
    """The languages whose forms a text in `source_lang` may hold; all where the language is not known."""
    if source_lang.startswith("zh"):
        return ZH
    return JA if source_lang == "ja" else ANY


def _source_forms(entity: Entity) -> Iterator[tuple[str, Kind, int]]:
    written = {langs_of(source.lang) for source in entity.sources}
    for source in entity.sources:
        # A form counts in both languages where the entry has none of the other's own: 高市早苗 needs no second line.
        lang = langs_of(source.lang) if len(written) > 1 else ANY
        yield from ((folded, kind, lang) for folded, kind in _forms_of(source, person=entity.is_person))


def _forms_of(source: SourceName, *, person: bool) -> Iterator[tuple[str, Kind]]:
    yield fold_source(source.full).text, Kind.FULL
    for form in source.accept:
        yield fold_source(form).text, Kind.ACCEPTED
    if person:
        if source.family and source.given:
            # Tables and lists part the two, so that columns line up: 村上 誠.
            yield fold_source(f"{source.family} {source.given}").text, Kind.FULL
        # A name of one character is no name by itself: titles are looked at instead (see `find`).
        if len(source.family) > 1:
            yield fold_source(source.family).text, Kind.FAMILY
        if len(source.given) > 1:
            yield fold_source(source.given).text, Kind.GIVEN


def _parted(form: str) -> bool:
    return " " in form.strip() or "-" in form


def _target_forms(entity: Entity) -> Iterator[tuple[str, Kind, int]]:
    yield from ((fold_target(form).text, kind, ANY) for form, kind in _english_forms(entity))


def _english_forms(entity: Entity) -> Iterator[tuple[str, Kind]]:
    yield entity.full, Kind.FULL
    parted = entity.is_person and bool(entity.family)
    for form in entity.accept:
        # One word of a name that has two is no more than a family name is: it means somebody who has been introduced.
        yield form, Kind.FAMILY if parted and not _parted(form) else Kind.ACCEPTED
    for forbidden in entity.forbid:
        yield forbidden.form, Kind.FORBIDDEN
    if parted:
        if entity.given:
            for order in (FAMILY_FIRST, GIVEN_FIRST):
                yield join(entity.family, entity.given, order), Kind.TURNED
        yield entity.family, Kind.FAMILY
