"""What every reporter is: a finished report and a stream go in, text comes out, and nothing is decided on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TextIO

from align.model.finding import Finding
from align.model.report import Report
from align.model.segment import Where
from align.model.span import Span
from align.text.place import line_column


@dataclass(frozen=True, slots=True)
class Look:
    """How results are to look where people read them.

    `width` is the number of terminal cells in a line of quoted text. `summary` asks for a closing line of figures.
    Formats for machines know none of these.
    """

    colour: bool = False
    width: int = 100
    summary: bool = True


class Reporter(Protocol):
    """Writes a report in one format."""

    def render(self, report: Report, out: TextIO) -> None:
        """Write all of `report` to `out`; text from documents reaches it with control characters made visible."""


def position(where: Where, text: str, offset: int) -> tuple[int, int]:
    """Line and column in the file, both from 1, of a code point of a text that stands at `where`.

    Where the text does not stand there verbatim (an escaped string), this is the place of the whole text.
    """
    if not where.exact:
        return where.line, where.column
    begin, first_line, first_column, width = 0, where.line, where.column, 1
    for turn in where.turns:
        if turn.at > offset:
            break
        begin, first_line, first_column, width = turn
    if width > 1:
        return first_line, first_column + (offset - begin) * width
    line, column = line_column(text[begin:], offset - begin) if begin else line_column(text, offset)
    return first_line + line - 1, column if line > 1 else first_column + column - 1


def place(finding: Finding) -> tuple[str, int, int]:
    """Path, line and column that a finding is listed under: in the translation, else in the source.

    A finding that marks nothing in the translation is listed where its segment begins there.
    """
    segment = finding.segment
    if segment.target_at is not None:
        return (segment.target_at.path.as_posix(), *_start(segment.target_at, segment.target, finding.target))
    if segment.source_at is not None:
        return (segment.source_at.path.as_posix(), *_start(segment.source_at, segment.source, finding.source))
    return segment.document, 1, 1


def _start(where: Where, text: str | None, span: Span | None) -> tuple[int, int]:
    if text is None or span is None:
        return where.line, where.column
    return position(where, text, span.start)
