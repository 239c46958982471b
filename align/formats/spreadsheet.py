"""CSV, as RFC 4180 describes it and as spreadsheets and programs write it.

Read are cells in quotation marks, with doubled ones, separators and line breaks in them; quotation marks within cells that do
not begin with one; commas, semicolons and tabs between cells, whichever makes sense of the first row, and what a first line
`sep=;` says; every end of line; UTF-16 as spreadsheets write it; empty columns, rows with fewer cells than the first and empty
cells behind the last column. Spaces around a cell belong to it, but for those before cells if the first row has one before each
name. The first row names the columns (`align.formats.columns` has all names); what all tables have in common is told in
`align.formats.tables`.

Refused are a table whose columns have no known names, a row with more cells than there are columns, a quotation mark that is
never closed, and one with a backslash before it within a cell in quotation marks, which some programs write: others read
there another text.

Written are changed words alone, in quotation marks where the cell has them. A cell without any that needs them for its new
words, because there is a separator, a quotation mark or a line break among them, is written anew as a whole.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from align.errors import FormatError
from align.formats.columns import DoubledColumn, columns_of
from align.formats.stretch import Lines
from align.formats.tables import Dialect, Row, Table, TableFormat, rows
from align.text.place import LINE_END

_SEPARATORS = (",", ";", "\t")
_SAYS_SEPARATOR = re.compile(r'"?sep=([^\w"\r\n])"?(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_EXAMPLE = "name them in the first row, for example: id,source,target,note"
_SHOWN = 8


class Csv(TableFormat):
    """Comma-separated values, or such with semicolons or tabs, as a format."""

    name = "csv"

    def begins(self, text: str) -> bool:
        """Whether the first line names columns of source and translation, and the next has as many cells or more."""
        try:
            table = self.table(text, Path(), Lines(text))
        except FormatError:
            return False
        if table is None or table.columns.source is None:
            return False
        line = LINE_END.split(text[table.start :], maxsplit=1)[0]
        return table.dialect.separator in line

    def table(self, content: str, path: Path, lines: Lines) -> Table | None:
        """The columns that the first row names, under the separator that makes most of it."""
        said = _SAYS_SEPARATOR.match(content)
        start = said.end() if said else 0
        found = [
            header
            for separator in ((said[1],) if said else _SEPARATORS)
            if (header := _header(content, start, separator, path, lines))
        ]
        if not found:
            return None
        best = max(found, key=lambda header: (header.is_known, len(header.names)))
        line, _ = lines.place(best.row.start)
        try:
            columns = columns_of(best.names)
        except DoubledColumn as doubled:
            message = f"two columns are called {best.names[doubled.at]}"
            raise FormatError(message, path=path, line=line, hint="rename one of them") from doubled
        if columns is None:
            shown = ", ".join(repr(name[:40]) for name in best.names[:_SHOWN])
            more = " …" if len(best.names) > _SHOWN else ""
            message = (
                f"the first row does not say which columns hold source and translation; its names are {shown}{more}"
            )
            raise FormatError(message, path=path, line=line, hint=_EXAMPLE)
        after = LINE_END.match(content, best.row.end)
        return Table(best.dialect, columns, after.end() if after else len(content), best.row.number + 1)

    def refuse(self, row: Row, table: Table, content: str, path: Path, line: int) -> None:
        """A row has no more cells than there are names, but for empty ones."""
        count = table.columns.count
        if any(cell.text(content).strip() for cell in row.cells[count:]):
            message = f"this row has {len(row.cells)} cells where there are {count} columns"
            hint = f"put a cell that holds {table.dialect.separator!r} in quotation marks"
            raise FormatError(message, path=path, line=line, hint=hint)


class _Header(NamedTuple):
    """The first row of a table, as it is under one dialect."""

    row: Row
    names: list[str]
    dialect: Dialect

    @property
    def is_known(self) -> bool:
        """Whether its names tell what the columns hold, be it twice."""
        try:
            return columns_of(self.names) is not None
        except DoubledColumn:
            return True


def _header(content: str, start: int, separator: str, path: Path, lines: Lines) -> _Header | None:
    """The first row under a separator, None where there is none; spaces before all its cells are told."""
    dialect = Dialect(separator)
    row = next(rows(content, start, dialect, path, lines), None)
    if row is None:
        return None
    if row.cells[1:] and all(content.startswith(" ", cell.start) for cell in row.cells[1:]):
        dialect = Dialect(separator, spaced=True)
        row = next(rows(content, start, dialect, path, lines))
    return _Header(row, [cell.text(content).strip() for cell in row.cells], dialect)
