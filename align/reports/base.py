"""What every reporter is: a finished report and a stream go in, text comes out, and nothing is decided on the way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TextIO

from align.model.finding import Edit, Finding
from align.model.report import Report
from align.model.segment import Segment, Turn, Where
from align.model.span import Span
from align.text.place import line_column

# Characters that one format or another does not write as they are: an ampersand in XML, a quotation mark in PO.
_CODED = re.compile('[\x00-\x1f\x7f"&<>\\\\\ufffc\ud800-\udfff]')


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


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a file. Lines and columns count from 1, columns in code points; the end is behind its last character.

    `column` and `end_column` are None where no more than the line is known.
    """

    line: int
    column: int | None
    end_line: int
    end_column: int | None


def position(where: Where, text: str, offset: int) -> tuple[int, int]:
    """Line and column in the file, both from 1, of a code point of a text that stands at `where`.

    Where the text does not stand there verbatim (an escaped string), this is the place of the whole text.
    """
    if not where.exact:
        return where.line, where.column
    found = piece(where, offset)
    if found.width > 1:
        return found.line, found.column + (offset - found.at) * found.width
    begin, first_line, first_column, _ = found
    line, column = line_column(text[begin:], offset - begin) if begin else line_column(text, offset)
    return first_line + line - 1, column if line > 1 else first_column + column - 1


def piece(where: Where, offset: int) -> Turn:
    """The last turn of a text at or before a code point, its own beginning where it has none."""
    found = Turn(0, where.line, where.column)
    for turn in where.turns:
        if turn.at > offset:
            break
        found = turn
    return found


def region(where: Where, text: str, span: Span) -> Region:
    """Where the code points of `span` stand in the file, for a text that stands at `where`."""
    if not where.exact:
        return Region(where.line, None, where.line, None)
    line, column = position(where, text, span.start)
    if span.start == span.end:
        return Region(line, column, line, column)
    if any(turn.at == span.end for turn in where.turns):
        # What comes next stands elsewhere, behind a tag or on another line: the words end behind their last character.
        end_line, last = position(where, text, span.end - 1)
        return Region(line, column, end_line, last + piece(where, span.end - 1).width)
    return Region(line, column, *position(where, text, span.end))


def location(finding: Finding) -> tuple[str, Region]:
    """Path and region that a finding is listed under: in the translation, else in the source.

    A finding that marks nothing there is listed under all of its segment's text.
    """
    where, text, span = listed(finding)
    if where is None:
        return finding.segment.document, Region(1, None, 1, None)
    return where.path.as_posix(), region(where, text, span)


def place(finding: Finding) -> tuple[str, int, int]:
    """Path, line and column where the region of a finding begins; the column of the whole text where only that is known."""
    where, text, span = listed(finding)
    if where is None:
        return finding.segment.document, 1, 1
    return where.path.as_posix(), *position(where, text, span.start)


def listed(finding: Finding) -> tuple[Where | None, str, Span]:
    """The text that a finding is listed under, where it stands, and the part of it that is meant."""
    segment = finding.segment
    if segment.target_at is not None:
        return segment.target_at, *_part(segment.target, finding.target)
    return segment.source_at, *_part(segment.source, finding.source)


def _part(text: str | None, span: Span | None) -> tuple[str, Span]:
    return text or "", span or Span(0, len(text or ""))


def replacement(edit: Edit, segment: Segment) -> Region | None:
    """Where in the file the words stand that an edit replaces; None where they cannot be replaced there as they are.

    They can where the text stands verbatim: its place is known, no tag or escape stands among the words, and neither
    the old words nor the new hold a character that the file may have to write otherwise.
    """
    where, text = segment.target_at, segment.target
    if where is None or text is None or not where.exact or edit.key != segment.key:
        return None
    if (
        any(edit.span.start < turn.at < edit.span.end for turn in where.turns)
        or piece(where, edit.span.start).width > 1
    ):
        return None
    if _CODED.search(edit.span.of(text)) or _CODED.search(edit.replacement):
        return None
    return region(where, text, edit.span)


def numbered(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Each finding with a fingerprint of its own: of equal ones the second ends in `:2`, the third in `:3`.

    Equal ones stand for the same fault in the same words of one segment; viewers would show them once.
    """
    seen: Counter[str] = Counter()
    for finding in findings:
        fingerprint = finding.fingerprint
        seen[fingerprint] += 1
        yield finding, fingerprint if seen[fingerprint] == 1 else f"{fingerprint}:{seen[fingerprint]}"


def notes(finding: Finding) -> Iterator[tuple[str, str]]:
    """What there is to add to the message, each with its label: `expected`, `because`, `fix`."""
    if finding.expected:
        yield "expected", ", ".join(finding.expected)
    for evidence in finding.evidence:
        yield "because", evidence.text
    if finding.fix is not None:
        yield "fix", f"{finding.fix.title} ({finding.fix.safety.value})"
