"""Tables: a segment a row, the columns named in the first as `align.score.inputs.fields` knows them.

Cells of a `.tsv` are verbatim, those of a `.csv` may stand in quotation marks and are parted by commas, semicolons or tabs,
whichever tells more columns apart. An empty cell is an empty text; a row that ends too early is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from align.errors import FormatError
from align.formats.stretch import Lines
from align.formats.tables import Dialect, Row, rows
from align.score.inputs.fields import EXAMPLE, Texts, names_text, sheet_of
from align.score.inputs.sheet import Role, Sheet


def begins(text: str) -> bool:
    """Whether the first line has columns parted by tabs, of which one is called as a text."""
    cells = text.split("\n", 1)[0].rstrip("\r").split("\t")
    return len(cells) > 1 and any(map(names_text, cells))


def read_tsv(text: str, path: Path, role: Role) -> Sheet:
    """The sheet of a table with tabs."""
    return sheet_of(_rows(text, path, Dialect("\t", quotes=False)), path, role)


def read_csv(text: str, path: Path, role: Role) -> Sheet:
    """The sheet of a table with quotation marks."""
    lines = Lines(text)
    dialect = max(map(Dialect, _SEPARATORS), key=lambda each: _width(text, each, path, lines))
    return sheet_of(_rows(text, path, dialect), path, role)


def _width(text: str, dialect: Dialect, path: Path, lines: Lines) -> int:
    first = next(rows(text, 0, dialect, path, lines), None)
    return len(first.cells) if first else 0


def _rows(text: str, path: Path, dialect: Dialect) -> Iterator[Texts]:
    lines = Lines(text)
    found = rows(text, 0, dialect, path, lines)
    first = next(found, None)
    if first is None:
        return
    names = [cell.text(text).strip() for cell in first.cells]
    line, _ = lines.place(first.start)
    if doubled := next((name for name in names if name and names.count(name) > 1), None):
        raise FormatError(f"two columns are called {doubled}", path=path, line=line, hint="rename one of them")
    if not any(map(names_text, names)):
        shown = ", ".join(repr(name[:40]) for name in names[:8])
        message = f"the first row does not say which column holds what; its names are {shown}"
        raise FormatError(message, path=path, line=line, hint=f"name the columns: {EXAMPLE}")
    for row in found:
        yield _texts(row, names, text, path, lines)


def _texts(row: Row, names: list[str], text: str, path: Path, lines: Lines) -> Texts:
    line, _ = lines.place(row.start)
    if len(row.cells) != len(names):
        message = f"this row has {len(row.cells)} cells where there are {len(names)} columns"
        raise FormatError(message, path=path, line=line, hint="a separator too many or too few, or a cut line")
    return Texts(line, {name: cell.text(text) for name, cell in zip(names, row.cells, strict=True) if name})


_SEPARATORS: Final = (",", ";", "\t")
