"""The entities of all glossaries of a run, compiled and read-only.

Reading ten thousand YAML entries takes seconds; a compiled lexicon is kept by content (see `cache`) and opened in
milliseconds, its entries decoded one by one when they are asked for.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import align
from align.glossary import cache as store
from align.glossary.entity import Entity, Forbidden, Role, SourceName
from align.glossary.files import glossary_files, read_bytes

_LAYOUT = "2"
_FIELDS = {kind: tuple(field.name for field in fields(kind)) for kind in (Entity, Forbidden, Role, SourceName)}


class Lexicon:
    """Entities by number (their place in reading order) and by id.

    `digest` names their content, the same on every machine. `key` is what is compiled from them is kept under: it also
    names the files they stand in and the code that compiles; empty where nothing is to be kept.
    """

    def __init__(self, lines: Sequence[bytes | str], ids: Sequence[str], digest: str, key: str = "") -> None:
        self._lines = lines
        self._decoded: dict[int, Entity] = {}
        self._numbers = {entity_id: number for number, entity_id in enumerate(ids)}
        self.digest = digest
        self.key = key

    @staticmethod
    def empty() -> Lexicon:
        """A lexicon that knows nobody."""
        return Lexicon((), (), "none")

    @staticmethod
    def of(entities: Sequence[Entity], digest: str = "", key: str = "") -> Lexicon:
        """A lexicon of these entities; without a `digest` one is taken from their content."""
        lines = [_encode(entity) for entity in entities]
        digest = digest or content_digest(line.encode() for line in lines)
        return Lexicon(lines, [entity.id for entity in entities], digest, key)

    @staticmethod
    def over(entities: Sequence[Entity], digest: str = "") -> Lexicon:
        """A lexicon of these entities as they are, such as those of one document, with nothing compiled and nothing kept."""
        lexicon = Lexicon(("",) * len(entities), [entity.id for entity in entities], digest)
        lexicon._decoded.update(enumerate(entities))
        return lexicon

    @property
    def declared(self) -> Lexicon:
        """What the glossaries say alone: this lexicon itself, unless a document has added to it (see `Layered`)."""
        return self

    def called(self, english: str) -> tuple[Entity, ...]:
        """Whom an English name means, as far as a who's who beside the glossaries says; empty without one."""
        return ()

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[Entity]:
        return (self.at(number) for number in range(len(self)))

    def __contains__(self, entity_id: object) -> bool:
        return entity_id in self._numbers

    def at(self, number: int) -> Entity:
        """The entity at a place in reading order."""
        entity = self._decoded.get(number)
        if entity is None:
            entity = self._decoded[number] = _decode(self._lines[number])
        return entity

    def entity(self, entity_id: str) -> Entity:
        """The entity of this id; KeyError where there is none."""
        return self.at(self._numbers[entity_id])


class Layered(Lexicon):
    """A lexicon with entities that one document adds. They are found by id; numbers and iteration are the lexicon's own.

    `called` looks English names up in a who's who.
    """

    def __init__(
        self,
        declared: Lexicon,
        added: Iterable[Entity],
        called: Callable[[str], tuple[Entity, ...]] | None = None,
    ) -> None:
        super().__init__(declared._lines, (), declared.digest, declared.key)
        self._numbers = declared._numbers
        self._decoded = declared._decoded
        self._declared = declared
        self._added = {entity.id: entity for entity in added}
        self._called = called

    @property
    def declared(self) -> Lexicon:
        return self._declared

    def called(self, english: str) -> tuple[Entity, ...]:
        return self._called(english) if self._called else ()

    def __contains__(self, entity_id: object) -> bool:
        return entity_id in self._added or super().__contains__(entity_id)

    def entity(self, entity_id: str) -> Entity:
        return self._added.get(entity_id) or super().entity(entity_id)


def load_lexicon(paths: Sequence[Path]) -> Lexicon:
    """The lexicon of these glossary files (a folder means its YAML files); GlossaryError where one cannot be used."""
    return lexicon_of({path: read_bytes(path) for path in glossary_files(paths)})


def lexicon_of(contents: Mapping[Path, bytes]) -> Lexicon:
    """The lexicon of glossary files whose bytes are known; GlossaryError where one cannot be used."""
    digest = content_digest(contents.values())
    key = content_digest([digest.encode(), *(str(path).encode() for path in contents), *_compilers()])
    kept = store.fetch(key, "entities")
    if kept is not None:
        ids, _, lines = kept.partition(b"\n")
        return Lexicon(lines.split(b"\n") if lines else (), json.loads(ids), digest, key)
    # Reading YAML is what a second start must not pay for, not even as an import.
    from align.glossary.load import load_glossaries

    lexicon = Lexicon.of(
        [entry.entity for glossary in load_glossaries((), contents) for entry in glossary.entries], digest, key
    )
    ids = json.dumps(list(lexicon._numbers), ensure_ascii=False).encode()
    store.keep(key, "entities", b"\n".join([ids, *(str(line).encode() for line in lexicon._lines)]))
    return lexicon


def _compilers() -> Iterator[bytes]:
    """What the compiled form depends on besides the glossary: this version, and the code of an editable install."""
    yield f"{align.__version__}/{_LAYOUT}".encode()
    package = Path(align.__file__).parent
    for room in ("glossary", "names", "names/romanise", "match", "text"):
        for file in sorted(os.scandir(package / room), key=lambda file: file.name):
            if not file.name.startswith("_"):
                yield f"{file.name}/{file.stat().st_mtime_ns}".encode()


def content_digest(parts: Iterable[bytes]) -> str:
    """What names the content of some bytes, in their order."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()[:32]


def _encode(entity: Entity) -> str:
    return json.dumps(_record(entity), default=_record, ensure_ascii=False, separators=(",", ":"))


def _record(value: Any) -> dict[str, object]:
    """The fields of a value; `dataclasses.asdict` copies what is below them as well, at three times the cost."""
    return {name: getattr(value, name) for name in _FIELDS[type(value)]}


def _decode(line: bytes | str) -> Entity:
    record = json.loads(line)
    record["accept"] = tuple(record["accept"])
    record["kana"] = tuple(record["kana"])
    record["forbid"] = tuple(Forbidden(**item) for item in record["forbid"])
    record["sources"] = tuple(SourceName(**item | {"accept": tuple(item["accept"])}) for item in record["sources"])
    record["roles"] = tuple(Role(**item) for item in record["roles"])
    return Entity(**record)
