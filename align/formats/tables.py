"""What tables have in common, whatever parts their cells: rows of cells under names, one segment a row.

What the columns hold is told by `align.formats.columns`. The key of a segment is its row's id, or else the number of the row
as a spreadsheet counts: the first row is 1, and a cell with line breaks stands in one row. Of a table with several English
columns the first gives segments as any other table does; those of each further one follow as a text of its own, with the
language behind key and document (`k7/en-GB`). An empty cell is a text that is not there; in a further English column it
says that the first will do, and is no segment.

A note that begins with `align:` speaks to us (`align: ignore=N101 reason="quoted speech"`): it is about its row, and taking
it out empties the cell.

Nothing is done about words that a spreadsheet would take for a formula (`=`, `+`, `-` or `@` at the beginning of a cell): a
translation is text, and is written as it is.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from align.errors import FormatError
from align.formats.base import Keys
from align.formats.columns import Columns, Target
from align.formats.comments import comment_in, directive
from align.formats.languages import source_lang_of
from align.formats.placeholders import may_hold_placeholders, with_placeholders
from align.formats.spliced import SplicedFormat, Unit
from align.formats.stretch import Gap, Gathering, Lines, Patch, Run, Stretch
from align.model.segment import Comment, Document, Segment, Where
from align.model.span import Span
from align.text.place import LINE_END


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the cells of a table are written.

    `quotes` says that a cell may stand in quotation marks, `spaced` that spaces before a cell are none of it.
    """

    separator: str
    quotes: bool = True
    spaced: bool = False


class Cell(NamedTuple):
    """A cell with its quotation marks: where it begins and ends in the file.

    `closed` is the place of its closing quotation mark, -1 where it has none. Words may stand behind it.
    """

    start: int
    end: int
    closed: int = -1

    def text(self, content: str) -> str:
        """What it says, line breaks as they stand in the file."""
        if self.closed < 0:
            return content[self.start : self.end]
        return content[self.start + 1 : self.closed].replace('""', '"') + content[self.closed + 1 : self.end]


class Row(NamedTuple):
    """A row that is not empty: its number, from 1, its cells, and where it begins and ends without the end of its line."""

    number: int
    cells: list[Cell]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands in a file: `start` is where its first row of values begins, `number` the number of that row."""

    dialect: Dialect
    columns: Columns
    start: int
    number: int


class TableFormat(SplicedFormat):
    """A format of tables that says how a table is written and what may be wrong with a row."""

    @abstractmethod
    def table(self, content: str, path: Path, lines: Lines) -> Table | None:
        """How the table in a file is written, and its columns; None where it has no rows."""

    @abstractmethod
    def refuse(self, row: Row, table: Table, content: str, path: Path, line: int) -> None:
        """FormatError where a row cannot be a row of the table."""

    def parts(self, content: str, path: Path, lines: Lines) -> Iterator[Unit | Segment | Comment]:
        """One segment for each row that is not empty and for each column of translations."""
        table = self.table(content, path, lines)
        if table is None:
            return
        keys = Keys(path)
        later: list[list[Unit | Segment]] = [[] for _ in table.columns.targets[1:]]
        for row in rows(content, table.start, table.dialect, path, lines, table.number):
            if len(row.cells) != table.columns.count:
                self.refuse(row, table, content, path, lines.place(row.start)[0])
            yield from _row(row, table, content, keys, path, lines, later)
        for units in later:
            yield from units

    def units(self, content: str, document: Document, lines: Lines, keys: Collection[str]) -> Iterator[Unit]:
        """Those in the rows at which the segments stand."""
        table = self.table(content, document.path, lines)
        wanted = {
            lines.offset(segment.target_at.line, segment.target_at.column): segment
            for segment in document.segments
            if segment.key in keys and segment.target_at is not None
        }
        if table is None or not wanted:
            return
        places = sorted(wanted)
        for row in rows(content, table.start, table.dialect, document.path, lines, table.number):
            at = bisect_left(places, row.start)
            if at < len(places) and places[at] <= row.end:
                for target in table.columns.targets:
                    stretch = _target(row, target, table, content)
                    segment = wanted.get(stretch.place(0))
                    if segment is not None:
                        yield Unit(segment, None, stretch)


def rows(content: str, start: int, dialect: Dialect, path: Path, lines: Lines, number: int = 1) -> Iterator[Row]:
    """The rows of a table that are not empty, from `start` on, where the row `number` begins.

    FormatError where quotation marks make no sense.
    """
    separator, returns = dialect.separator, "\r" in content
    while start < len(content):
        if returns:
            found = LINE_END.search(content, start)
            end, after = found.span() if found else (len(content), len(content))
        else:
            end = content.find("\n", start)
            end, after = (end, end + 1) if end >= 0 else (len(content), len(content))
        cells: list[Cell] = []
        if not dialect.quotes or content.find('"', start, end) < 0:
            line = content[start:end]
            if line and not line.isspace():
                at = start
                for text in line.split(separator):
                    spaces = len(text) - len(text.lstrip(" ")) if dialect.spaced else 0
                    cells.append(Cell(at + spaces, at + len(text)))
                    at += len(text) + 1
        else:
            cells, end, after = _quoted(content, start, dialect, path, lines)
        if any(cell.text(content).strip() for cell in cells):
            yield Row(number, cells, start, end)
        number, start = number + 1, after


def stretch_of(cell: Cell, content: str, dialect: Dialect) -> CellStretch:
    """The text of a cell."""
    text = cell.text(content)
    whole = Span(cell.start, cell.end)
    bare = cell.closed + 1 != cell.end
    if not text:
        at = cell.start if bare else cell.start + 1
        return CellStretch(
            "", (), (), str if bare else _in_quotes, Gap(at, at), whole=whole, bare=bare, dialect=dialect
        )
    if cell.closed < 0:
        return CellStretch(text, (Run(0, len(text), *cell[:2]),), (), str, whole=whole, bare=bare, dialect=dialect)
    gathering = Gathering()
    begin = cell.start + 1
    for found in _WRITTEN_OTHERWISE.finditer(content, begin, cell.closed):
        gathering.verbatim(content[begin : found.start()], begin)
        gathering.escaped('"' if found[0] == '""' else "\n", *found.span())
        begin = found.end()
    gathering.verbatim(content[begin : cell.closed], begin)
    gathering.verbatim(content[cell.closed + 1 : cell.end], cell.closed + 1)
    stretch = gathering.stretch()
    end = "\r\n" if "\r\n" in text else "\n"
    encode = str if bare else _in_quotes if end == "\n" else _in_quotes_crlf
    return CellStretch(stretch.text, stretch.runs, (), encode, whole=whole, bare=bare, dialect=dialect)


@dataclass(frozen=True, slots=True)
class CellStretch(Stretch):
    """The text of a cell, which stands at `whole`. A `bare` one does not stand in quotation marks, or not all of it."""

    whole: Span = field(kw_only=True)
    bare: bool = field(kw_only=True)
    dialect: Dialect = field(kw_only=True)

    def patches(self, new: str, content: str, where: Where) -> Iterator[Patch]:
        """As for every stretch; a bare cell that needs quotation marks for its new words is written anew as a whole.

        FormatError where the words cannot stand in a table without quotation marks.
        """
        found = list(Stretch.patches(self, new, content, where))
        if found and self.bare and self._needs_quotes(new):
            if not self.dialect.quotes:
                message = "the new translation holds a tab or a line break, which cannot stand in a cell"
                raise FormatError(message, path=where.path, line=where.line, hint="replace it with a space")
            before = self.gap.before if self.gap else ""
            found = [Patch(self.whole.start, self.whole.end, f'{before}"{_in_quotes(new)}"')]
        yield from found

    def _needs_quotes(self, new: str) -> bool:
        if self.dialect.separator in new or "\n" in new or "\r" in new:
            return True
        spaced = self.dialect.spaced and new.startswith(" ")
        quotes = new.startswith('"') or new.count('"') > self.text.count('"') or ('"' in new and len(self.runs) > 1)
        return self.dialect.quotes and (spaced or quotes)


_WRITTEN_OTHERWISE = re.compile('""|\r\n?')


def _in_quotes(text: str) -> str:
    return text.replace('"', '""')


def _in_quotes_crlf(text: str) -> str:
    return _in_quotes(text).replace("\r\n", "\n").replace("\n", "\r\n")


def _row(
    row: Row, table: Table, content: str, keys: Keys, path: Path, lines: Lines, later: list[list[Unit | Segment]]
) -> Iterator[Unit | Segment | Comment]:
    """The segments of a row, those of all columns of translations but the first to `later`, and its comments."""
    columns = table.columns
    line, _ = lines.place(row.start)
    document = _said(row, columns.document, content) or path.name
    identifier = _said(row, columns.identifier, content) or str(row.number)
    source_lang = source_lang_of(_said(row, columns.source_lang_at, content) or columns.source_lang)
    target_lang = _said(row, columns.target_lang_at, content)
    state = _said(row, columns.state, content)
    notes = [cell for at in columns.notes if (cell := _cell(row, at)) and cell.end > cell.start]
    ours = [cell for cell in notes if directive(cell.text(content))]
    note = "\n".join(stretch_of(cell, content, table.dialect).text.strip() for cell in notes if cell not in ours)
    source = _cell(row, columns.source)
    said, source_at = _verbatim(source, content, path, lines)
    found: list[str] = []
    for number, target in enumerate(columns.targets):
        behind = f"/{target.lang}" if number else ""
        text, target_at = _verbatim(_cell(row, target.at), content, path, lines)
        if number and not text:
            continue
        if target_at and may_hold_placeholders(text):
            target_at = None
        plain = target_at is not None and (source_at is not None or not said)
        stretches = None if plain else (_source(source, table, content), _target(row, target, table, content))
        if stretches is not None:
            said, text = stretches[0].text if stretches[0] else "", stretches[1].text
        segment = Segment(
            keys.key(identifier + behind, document + behind, line),
            document + behind,
            said or None,
            text or None,
            source_lang,
            target_lang or target.lang or "en",
            source_at if plain else None,
            target_at if plain else None,
            (),
            state,
            note,
        )
        found.append(segment.key)
        part = segment if stretches is None else Unit(segment, *stretches)
        if number:
            later[number - 1].append(part)
        else:
            yield part
    for cell in ours:
        inside = stretch_of(cell, content, table.dialect)
        yield from comment_in(inside, Span(cell.start, cell.end), found, path, lines)


def _verbatim(cell: Cell | None, content: str, path: Path, lines: Lines) -> tuple[str, Where | None]:
    """What a cell says, and where it says so if it stands there verbatim."""
    text = cell.text(content) if cell else ""
    if cell is None or not text or "\r" in text:
        return text, None
    if cell.closed < 0:
        return text, Where(path, *lines.place(cell.start))
    verbatim = cell.closed + 1 == cell.end and len(text) == cell.closed - cell.start - 1
    return text, Where(path, *lines.place(cell.start + 1)) if verbatim else None


def _source(cell: Cell | None, table: Table, content: str) -> Stretch | None:
    stretch = stretch_of(cell, content, table.dialect) if cell else None
    return stretch if stretch and stretch.text else None


def _target(row: Row, target: Target, table: Table, content: str) -> Stretch:
    """The translation in a row, or where it would go; in a row that ends too early, behind as many separators."""
    cell = _cell(row, target.at)
    if cell is not None:
        return with_placeholders(stretch_of(cell, content, table.dialect))
    separators = table.dialect.separator * (target.at + 1 - len(row.cells))
    gap = Gap(row.end, row.end, separators)
    return CellStretch("", (), (), str, gap, whole=Span(row.end, row.end), bare=True, dialect=table.dialect)


def _cell(row: Row, at: int | None) -> Cell | None:
    """A cell of a row, None where the row has none there."""
    return row.cells[at] if at is not None and at < len(row.cells) else None


def _said(row: Row, at: int | None, content: str) -> str:
    """What a cell says, without spaces around it; empty where there is none."""
    cell = _cell(row, at)
    return cell.text(content).strip() if cell else ""


def _quoted(content: str, start: int, dialect: Dialect, path: Path, lines: Lines) -> tuple[list[Cell], int, int]:
    """The cells of a row that may hold quotation marks, where it ends, and where the next begins."""
    pattern = _cell_pattern(dialect.separator, dialect.spaced)
    cells: list[Cell] = []
    while found := pattern.match(content, start):
        if found["plain"] is None:
            cells.append(Cell(*found.span("cell"), found.end("inside")))
            if found["behind"].strip() and found["inside"].endswith("\\"):
                message = "a quotation mark in a cell has a backslash before it, which says nothing in a table"
                raise _refused(message, found.end("inside"), path, lines, 'write it twice ("")')
        else:
            cells.append(Cell(*found.span("cell")))
            if found["plain"].startswith('"'):
                message = "a quotation mark is opened here and never closed"
                raise _refused(message, found.start("cell"), path, lines, "is the file cut off?")
        start = found.end()
        if found["next"] != dialect.separator:
            break
    return cells, start - len(found["next"]) if found else start, start


def _refused(message: str, at: int, path: Path, lines: Lines, hint: str) -> FormatError:
    line, column = lines.place(at)
    return FormatError(message, path=path, line=line, column=column, hint=hint)


@lru_cache(maxsize=8)
def _cell_pattern(separator: str, spaced: bool) -> re.Pattern[str]:
    """One cell and what ends it; a cell that opens a quotation mark and never closes it is `plain`."""
    spaces, other = " *" if spaced else "", f"[^{re.escape(separator)}\r\n]*+"
    return re.compile(
        rf"""{spaces}(?P<cell>"(?P<inside>[^"]*+(?:""[^"]*+)*+)"(?P<behind>{other})|(?P<plain>{other}))"""
        rf"(?P<next>{re.escape(separator)}|\r\n|\r|\n|\Z)"
    )
