"""The entities of all glossaries of a run, compiled and read-only.

Reading ten thousand YAML entries takes seconds; a compiled lexicon is kept by content (see `cache`) and opened in
milliseconds, its entries decoded one by one when they are asked for.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import chain
from pathlib import Path

import align
from align.glossary import cache
from align.glossary.entity import Entity, Forbidden, Role, SourceName
from align.glossary.files import glossary_files, read_bytes

_LAYOUT = "1"


class Lexicon:
    """Entities by number (their place in reading order) and by id."""

    def __init__(self, lines: Sequence[bytes | str], ids: Sequence[str], digest: str) -> None:
        self._lines = lines
        self._decoded: dict[int, Entity] = {}
        self._numbers = {entity_id: number for number, entity_id in enumerate(ids)}
        self.digest = digest

    @classmethod
    def empty(cls) -> Lexicon:
        """A lexicon that knows nobody."""
        return cls((), (), "none")

    @classmethod
    def of(cls, entities: Sequence[Entity], digest: str = "") -> Lexicon:
        """A lexicon of these entities; without a `digest` one is taken from their content."""
        lines = [_encode(entity) for entity in entities]
        digest = digest or _digest(line.encode() for line in lines)
        return cls(lines, [entity.id for entity in entities], digest)

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


def load_lexicon(paths: Sequence[Path]) -> Lexicon:
    """The lexicon of these glossary files (a folder means its YAML files); GlossaryError where one cannot be used."""
    files = glossary_files(paths)
    digest = _digest(_contents(files))
    kept = cache.fetch(digest, "entities")
    if kept is not None:
        ids, _, lines = kept.partition(b"\n")
        return Lexicon(lines.split(b"\n") if lines else (), json.loads(ids), digest)
    # Reading YAML is what a second start must not pay for, not even as an import.
    from align.glossary.load import load_glossaries

    lexicon = Lexicon.of([entry.entity for glossary in load_glossaries(files) for entry in glossary.entries], digest)
    ids = json.dumps(list(lexicon._numbers), ensure_ascii=False).encode()
    cache.keep(digest, "entities", b"\n".join([ids, *(str(line).encode() for line in lexicon._lines)]))
    return lexicon


def _contents(files: Sequence[Path]) -> Iterator[bytes]:
    for path in files:
        yield str(path).encode()
        yield read_bytes(path)


def _compilers() -> Iterator[bytes]:
    """What the compiled form depends on besides the glossary: this version, and the code of an editable install."""
    yield f"{align.__version__}/{_LAYOUT}".encode()
    package = Path(align.__file__).parent
    for room in ("glossary", "names", "names/romanise", "match", "text"):
        for file in sorted(os.scandir(package / room), key=lambda file: file.name):
            if not file.name.startswith("_"):
                yield f"{file.name}/{file.stat().st_mtime_ns}".encode()


def _digest(parts: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    for part in chain(_compilers(), parts):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()[:32]


def _encode(entity: Entity) -> str:
    return json.dumps(asdict(entity), ensure_ascii=False, separators=(",", ":"))


def _decode(line: bytes | str) -> Entity:
    record = json.loads(line)
    record["accept"] = tuple(record["accept"])
    record["kana"] = tuple(record["kana"])
    record["forbid"] = tuple(Forbidden(**item) for item in record["forbid"])
    record["sources"] = tuple(SourceName(**item | {"accept": tuple(item["accept"])}) for item in record["sources"])
    record["roles"] = tuple(Role(**item) for item in record["roles"])
    return Entity(**record)
