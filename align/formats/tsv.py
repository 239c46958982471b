"""Tab-separated values: one segment a line, its cells verbatim.

A first line of column names is optional: `source` and `target`, or languages (`zh`, `zh-Hant`, `ja`, `en` …), with
`id`, `document`, `source_lang`, `target_lang` and any others beside them (`align.formats.columns` has all names). Without
one, two columns are source and translation, three have an id before them, and four an id and a document. What all tables
have in common is told in `align.formats.tables`.

There is no quoting, as in the registered type text/tab-separated-values: a quotation mark is one, and neither a tab nor
a line break can stand in a cell. Spreadsheets write cells with tabs or line breaks in quotation marks all the same. A file
is read so where it makes no sense otherwise: if rows have different numbers of cells without quoting, and all the same
number with it, every quotation mark being in its place. In a file that no cell needs it for, quotation marks that a
spreadsheet put around a cell are read as a part of it, which hides no name and moves none; they stay when it is written.
"""

from __future__ import annotations

from pathlib import Path

from align.errors import FormatError
from align.formats.columns import WITHOUT_HEADER, DoubledColumn, columns_of
from align.formats.stretch import Lines
from align.formats.tables import Dialect, Row, Table, TableFormat, rows
from align.text.place import LINE_END

_COLUMN_HINT = "write the source, a tab and the translation"
_NAMES = "id, document, source, target, source_lang, target_lang"


class Tsv(TableFormat):
    """Tab-separated values as a format."""

    name = "tsv"

    def begins(self, text: str) -> bool:
        """Whether each of the first lines holds a tab."""
        lines = text.splitlines()
        return bool(lines) and all("\t" in line for line in lines[:3])

    def table(self, content: str, path: Path, lines: Lines) -> Table | None:
        """The columns that the first row names, or those that as many columns hold."""
        dialect = Dialect("\t", quotes=_is_quoted(content, path, lines))
        first = next(rows(content, 0, dialect, path, lines), None)
        if first is None:
            return None
        line, _ = lines.place(first.start)
        count = len(first.cells)
        if count == 1:
            raise FormatError("this row has only one column", path=path, line=line, hint=_COLUMN_HINT)
        names = [cell.text(content) for cell in first.cells]
        try:
            named = columns_of(names)
        except DoubledColumn as doubled:
            message = f"two columns are called {names[doubled.at].strip()}"
            raise FormatError(message, path=path, line=line, hint="rename one of them") from doubled
        if named is not None:
            after = LINE_END.match(content, first.end)
            return Table(dialect, named, after.end() if after else len(content), first.number + 1)
        numbered = WITHOUT_HEADER.get(count)
        if numbered is None:
            message = f"there are {count} columns and no line that names them"
            raise FormatError(message, path=path, line=line, hint=f"begin with a line of names: {_NAMES}")
        return Table(dialect, numbered, first.start, first.number)

    def refuse(self, row: Row, table: Table, content: str, path: Path, line: int) -> None:
        """A row has as many cells as the first."""
        count = len(row.cells)
        if count == 1:
            raise FormatError("this row has only one column", path=path, line=line, hint=_COLUMN_HINT)
        message = f"this row has {count} columns where the first has {table.columns.count}"
        raise FormatError(message, path=path, line=line, hint="each row must have the same number of tabs")


def _is_quoted(content: str, path: Path, lines: Lines) -> bool:
    """Whether the cells of a table can only be told apart if some stand in quotation marks."""
    if '"' not in content or len({line.count("\t") for line in LINE_END.split(content) if line.strip()}) < 2:
        return False
    try:
        counts = set()
        for row in rows(content, 0, Dialect("\t"), path, lines):
            if any(0 <= cell.closed < cell.end - 1 for cell in row.cells):
                return False
            counts.add(len(row.cells))
    except FormatError:
        return False
    return len(counts) == 1
