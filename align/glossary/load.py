"""Reads glossary files: YAML to entries, everything that an entry leaves unsaid filled in.

What cannot be read ends in one GlossaryError that says where, what and what next; entries that can be read but
contradict themselves are for `lint`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError

from align.errors import GlossaryError
from align.glossary.entity import Entity, Forbidden, Role, SourceName
from align.glossary.files import decode, glossary_files, read_bytes
from align.glossary.mistakes import Mistake, mistakes, unknown_key
from align.glossary.schema import English, Entry, Forbid, GlossaryFile, SourceForms, keys_of
from align.glossary.schema import Example as ExampleModel
from align.glossary.schema import Role as RoleModel
from align.glossary.strict_yaml import Blank, Place, Sheet, parse
from align.glossary.unsaid import EnglishParts, english_parts, origin_of, source_parts, type_of

_ENTITIES = "entities"
_KNOWN = frozenset(
    key
    for model in (GlossaryFile, Entry, English, SourceForms, Forbid, RoleModel, ExampleModel)
    for key in keys_of(model)
)
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence by which an entry proves itself.

    `lang` is `zh` or `ja`, empty (as is `source`) for an English sentence alone. `finds` names the rules that must
    report something in it. `date` is the text's date, empty where the example has none.
    """

    lang: str
    source: str
    target: str
    finds: tuple[str, ...]
    date: str = ""


@dataclass(frozen=True, slots=True)
class LoadedEntry:
    """An entry as read. `line` and `column` (from 1) say where it begins.

    `said` is what the entry itself gives, before anything was guessed: lint judges only that.
    """

    entity: Entity
    examples: tuple[Example, ...]
    line: int
    column: int
    said: Entry = field(repr=False)
    number: int = field(repr=False)


@dataclass(frozen=True, slots=True)
class Glossary:
    """One file, read. `digest` is the SHA-256 of its bytes in hexadecimal; `blanks` are keys that are left empty."""

    path: Path
    digest: str
    entries: tuple[LoadedEntry, ...]
    blanks: tuple[Blank, ...] = ()
    _sheet: Sheet | None = field(default=None, repr=False, compare=False)

    def place(self, entry: LoadedEntry, *path: str | int) -> Place:
        """Where in the file a value of an entry stands: `place(entry, "en", "forbid", 0)`."""
        if self._sheet is None or not path:
            return Place(entry.line, entry.column)
        return self._sheet.place(entry.number, path)

    def lines(self) -> Sequence[str]:
        """The lines of the file, to quote from."""
        return self._sheet.lines() if self._sheet else ()


def read_glossary(path: Path) -> Glossary:
    """The glossary in one file; GlossaryError where it cannot be read or an entry is wrong."""
    return _compiled([_read(path)])[0]


def load_glossaries(
    paths: Sequence[Path], contents: Mapping[Path, bytes] = MappingProxyType({})
) -> tuple[Glossary, ...]:
    """The glossaries in these files; a folder means its YAML files at any depth.

    `contents` has bytes that are read in the place of a file's, which need not be there yet.

    Ids are one space: GlossaryError where two entries of any files have the same one, and an id that is made from the
    English form is numbered where it is taken.
    """
    there = {path.resolve(): raw for path, raw in contents.items()}
    files = glossary_files(paths, tuple(contents))
    return tuple(_compiled([_read(path, there.get(path.resolve())) for path in files]))


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A glossary file as read, before its entries have ids."""

    path: Path
    digest: str
    sheet: Sheet
    entries: tuple[Entry, ...]


def _read(path: Path, raw: bytes | None = None) -> ReadFile:
    return read_file(path, read_bytes(path) if raw is None else raw)


def read_file(path: Path, raw: bytes) -> ReadFile:
    """What stands in the bytes of a file; GlossaryError where they cannot be read or an entry is wrong."""
    sheet = parse(decode(raw, path), path, list_key=_ENTITIES)
    if not sheet.keys:
        message = "the file is empty"
        raise GlossaryError(message, path=path, hint=f"begin it with `version: 1` and `{_ENTITIES}:`")
    for blank in sheet.blanks:
        if blank.key and blank.key not in _KNOWN:
            message, hint = unknown_key(blank.key, keys_of(Entry))
            raise GlossaryError(message, path=path, line=blank.place.line, column=blank.place.column, hint=hint)
    try:
        read = GlossaryFile.model_validate(sheet.value)
    except ValidationError as error:
        raise _refusal(mistakes(error), sheet, path) from error
    return ReadFile(path, hashlib.sha256(raw).hexdigest(), sheet, read.entities)


def _refusal(found: Sequence[Mistake], sheet: Sheet, path: Path) -> GlossaryError:
    """The first mistake of the file, with the number of the others."""
    placed = [(_place(mistake, sheet), mistake) for mistake in found[:_PLACED]]
    (line, column), first = min(placed, key=lambda pair: pair[0])
    others = len(found) - 1
    more = f" (and {others} more {'mistakes' if others > 1 else 'mistake'} in this file)" if others else ""
    return GlossaryError(first.message + more, path=path, line=line, column=column, hint=first.hint)


_PLACED = 100
"""How many mistakes are looked at for the first: they come entry by entry, and only within one in another order."""


def _place(mistake: Mistake, sheet: Sheet) -> Place:
    match mistake.path:
        case (str(), int(number), *path):
            return sheet.place(number, path)
        case (str(key), *_):
            return sheet.keys.get(key, Place(1, 1))
        case _:
            return Place(1, 1)


# --- ids ---------------------------------------------------------------------------------------------------------


def slug(text: str) -> str:
    """`text` as an id: small Latin letters and digits joined by hyphens; `entry` where it has none."""
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("'", "").replace("’", "")
    ascii_only = plain.encode("ascii", "ignore").decode()
    return _NOT_A_WORD.sub("-", ascii_only).strip("-") or "entry"


def _given_ids(files: Sequence[ReadFile]) -> dict[str, Place]:
    """The ids that entries have of their own; GlossaryError where one is given twice."""
    found: dict[str, tuple[Path, Place]] = {}
    for file in files:
        for number, entry in enumerate(file.entries):
            if entry.id is None:
                continue
            if entry.id in found:
                other, at = found[entry.id]
                line, column = file.sheet.place(number, ("id",))
                where = f"line {at.line}" if other == file.path else f"{other}:{at.line}"
                message = f"the id `{entry.id}` is taken by the entry in {where}"
                hint = "give each entry an id of its own, or leave `id` out"
                raise GlossaryError(message, path=file.path, line=line, column=column, hint=hint)
            found[entry.id] = (file.path, file.sheet.item_place(number))
    return {name: place for name, (_, place) in found.items()}


def ids_of(files: Sequence[ReadFile], taken: Collection[str] = ()) -> Iterator[tuple[str, ...]]:
    """For each file, an id for each entry; those that are made up are none of `taken`.

    GlossaryError where two entries of these files have the same one.
    """
    used = {*_given_ids(files), *taken}
    last: dict[str, int] = {}
    for file in files:
        found = []
        for entry in file.entries:
            name = entry.id
            if name is None:
                base = slug(entry.en.full)
                count = last.get(base, 0)
                while True:
                    count += 1
                    name = base if count == 1 else f"{base}-{count}"
                    if name not in used:
                        break
                last[base] = count
                used.add(name)
            found.append(name)
        yield tuple(found)


# --- entries to entities -----------------------------------------------------------------------------------------


def _compiled(files: Sequence[ReadFile]) -> list[Glossary]:
    return [
        Glossary(
            file.path,
            file.digest,
            tuple(loaded(file, number, ids[number]) for number in range(len(file.entries))),
            file.sheet.blanks,
            file.sheet,
        )
        for file, ids in zip(files, ids_of(files), strict=True)
    ]


def loaded(file: ReadFile, number: int, name: str) -> LoadedEntry:
    """An entry of a file, by its number from 0, under the id `name`."""
    entry, (line, column) = file.entries[number], file.sheet.item_place(number)
    entity = replace(compile_entry(entry, name), path=str(file.path), line=line)
    return LoadedEntry(entity, tuple(_examples(entry)), line, column, entry, number)


def compile_entry(entry: Entry, name: str) -> Entity:
    """The entity that an entry describes, under the id `name`."""
    kind = type_of(entry)
    origin = origin_of(entry, kind)
    person = kind == "person"
    kana = _kana(entry.kana or "", person=person)
    parts = english_parts(entry, origin) if person else EnglishParts()
    return Entity(
        id=name,
        type=kind,
        origin=origin,
        full=_spaced(entry.en.full),
        family=_spaced(parts.family),
        given=_spaced(parts.given),
        order=parts.order,
        accept=tuple(map(_spaced, entry.en.accept)),
        forbid=tuple(Forbidden(_spaced(forbid.form), forbid.why) for forbid in entry.en.forbid),
        sources=tuple(_sources(entry, origin, kana, parts) if person else _plain_sources(entry)),
        kana=kana,
        gender=entry.gender or "",
        roles=tuple(Role(role.en, role.zh, role.ja, role.start or "", role.end or "") for role in entry.roles),
        note=entry.note,
    )


def _spaced(text: str) -> str:
    """A form folded over several lines of YAML, or typed with two spaces, has one."""
    return " ".join(text.split())


def _kana(kana: str, *, person: bool) -> tuple[str, ...]:
    parts = tuple(kana.split())
    return parts if len(parts) == 2 and person else (kana,) if kana else ()


def _sources(entry: Entry, origin: str, kana: tuple[str, ...], parts: EnglishParts) -> Iterator[SourceName]:
    """The source forms of a person."""
    reading = kana if len(kana) == 2 else ()
    words = tuple(entry.en.full.split())
    for lang, forms in entry.forms():
        family, given = source_parts(forms, origin, reading, parts, words)
        yield SourceName(lang, forms.full, family, given, forms.accept)


def _plain_sources(entry: Entry) -> Iterator[SourceName]:
    """The source forms of what has no parts."""
    return (SourceName(lang, forms.full, accept=forms.accept) for lang, forms in entry.forms())


def _examples(entry: Entry) -> Iterable[Example]:
    for example in entry.examples:
        lang = "zh" if example.zh else "ja" if example.ja else ""
        yield Example(lang, example.zh or example.ja, example.en, example.finds, example.date or "")
