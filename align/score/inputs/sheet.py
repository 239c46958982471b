"""What one file holds of a test set: sources, references and hypotheses, segment by segment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from align.errors import FormatError


class Role(StrEnum):
    """What a text is to a test set."""

    SOURCE = "source"
    REFERENCE = "reference"
    HYPOTHESIS = "hypothesis"


class Column(NamedTuple):
    """The texts of one kind. `name` is that of the translator or system, empty where the file does not tell it."""

    role: Role
    name: str = ""


class Place(NamedTuple):
    """Where a segment stands: its document and its id, either empty where the file says nothing, and its line, from 1."""

    document: str
    key: str
    line: int

    @property
    def words(self) -> str:
        """The segment as a message names it."""
        named = f"segment {self.key}" if self.key else f"the segment on line {self.line}"
        return f"{named} of document {self.document}" if self.key and self.document else named


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one file holds.

    Every column has a text for each place, None where the file has none. `keyed` says that the file gives its segments ids,
    so that their order need not be that of other files. `source_lang` is empty where it is not said.
    """

    path: Path
    places: tuple[Place, ...]
    columns: Mapping[Column, tuple[str | None, ...]]
    keyed: bool = False
    source_lang: str = ""

    def of(self, role: Role) -> dict[str, tuple[str | None, ...]]:
        """The columns of one kind by their names, in the order of the file."""
        return {column.name: texts for column, texts in self.columns.items() if column.role is role}

    @property
    def has_documents(self) -> bool:
        """Whether the file says which documents its segments belong to."""
        return any(place.document for place in self.places)


class Draft:
    """A sheet while its file is read: texts come in any order, and those of one segment find together."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._places: dict[tuple[str, str], Place] = {}
        self._texts: dict[Column, dict[tuple[str, str], str]] = {}

    def put(self, place: Place, column: Column, text: str) -> None:
        """Take a text. FormatError where the segment has another one of this kind already.

        Sources and references may be said again, in the same words.
        """
        at = (place.document, place.key)
        first = self._places.setdefault(at, place)
        texts = self._texts.setdefault(column, {})
        if at not in texts:
            texts[at] = text
        elif column.role is Role.HYPOTHESIS:
            whose = f" of the system {column.name!r}" if column.name else ""
            message = f"a second hypothesis{whose} for {place.words}; the first stands from line {first.line} on"
            raise FormatError(message, path=self._path, line=place.line, hint="give each segment its own id")
        elif texts[at] != text:
            message = f"another {column.role.value} for {place.words}, which began on line {first.line}"
            hint = f"a segment has one {column.role.value} in all lines; give other segments other ids"
            raise FormatError(message, path=self._path, line=place.line, hint=hint)

    def sheet(self, *, keyed: bool, source_lang: str = "") -> Sheet:
        """All that was taken, in the order in which the segments came; FormatError where nothing was."""
        if not self._places:
            raise FormatError("the file holds no segment", path=self._path, hint="check that this is the right file")
        columns = {column: tuple(map(texts.get, self._places)) for column, texts in self._texts.items()}
        return Sheet(self._path, tuple(self._places.values()), columns, keyed, source_lang)
