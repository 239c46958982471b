"""reviewdog's diagnostic format (rdjson), from which reviewdog comments on pull and merge requests.

Its columns count bytes of UTF-8 within a line, ours code points. One becomes the other where all that stands before on the
line is known, and that is where the text begins its line, or the place is on a later line of the text itself. Elsewhere
(the second sentence of a line, a column of a table, behind a tag) columns are left out, and reviewdog comments on
the whole line. A byte order mark is not counted.

A suggestion replaces what its range holds, and each is applied by itself: a fix of several edits is one suggestion that
reaches from the first to the last. It is given only where the columns are known and the words stand in the file as they
are in the text (see `align.reports.base.replacement`).

reviewdog refuses fields that it does not know and halves of characters; there are none. There is no way to tell of a
suppressed finding: it is left out.
"""

from __future__ import annotations

from typing import TextIO

from align.model.finding import Edit, Finding, Fix
from align.model.report import Report
from align.model.segment import Segment, Where
from align.model.span import Span
from align.reports.base import Look, listed, location, piece, region, replacement
from align.text.place import line_column, printable
from align.text.safe_json import dumps_whole


class RdJson:
    """Findings that count, as one DiagnosticResult."""

    def __init__(self, look: Look | None = None) -> None:
        self._look = look or Look()

    def render(self, report: Report, out: TextIO) -> None:
        """Write the object, a diagnostic a line; findings are encoded one by one."""
        out.write('{"source": {"name": "align"}, "diagnostics": [')
        separator = "\n"
        for finding in report.findings:
            if finding.suppressed is None:
                out.write(separator + dumps_whole(_diagnostic(finding)))
                separator = ",\n"
        out.write("\n]}\n")


def _diagnostic(finding: Finding) -> dict[str, object]:
    where, text, span = listed(finding)
    path, found = location(finding)
    lines = {"start": {"line": found.line}, "end": {"line": found.end_line}}
    fields: dict[str, object] = {
        "message": printable(finding.message),
        "location": {"path": path, "range": (_range(where, text, span) if where else None) or lines},
        "severity": finding.severity.word.upper(),
        "code": {"value": finding.code},
    }
    suggestion = _suggestion(finding.fix, finding.segment) if finding.fix else None
    return {**fields, "suggestions": [suggestion]} if suggestion else fields


def _suggestion(fix: Fix, segment: Segment) -> dict[str, object] | None:
    where, text = segment.target_at, segment.target
    if not fix.edits or where is None or text is None:
        return None
    edit = _joined(fix, text)
    found = _range(where, text, edit.span) if edit and replacement(edit, segment) else None
    return {"range": found, "text": edit.replacement} if edit and found else None


def _joined(fix: Fix, text: str) -> Edit | None:
    """All edits of a fix as one; None where they are not of one segment."""
    edits = sorted(fix.edits, key=lambda edit: edit.span)
    key, begin, end = edits[0].key, edits[0].span.start, edits[-1].span.end
    if any(edit.key != key for edit in edits):
        return None
    new, at = [], begin
    for edit in edits:
        new += [text[at : edit.span.start], edit.replacement]
        at = edit.span.end
    return Edit(key, Span(begin, end), text[begin:end], "".join(new))


def _range(where: Where, text: str, span: Span) -> dict[str, dict[str, int]] | None:
    """The range of a span, its columns in bytes; None where not both are known."""
    found = region(where, text, span)
    begin = _column(where, text, span.start)
    if any(turn.at == span.end > span.start for turn in where.turns):
        last = _column(where, text, span.end - 1)
        end = last + _bytes(text[span.end - 1]) if last else None
    else:
        end = _column(where, text, span.end)
    if not (where.exact and begin and end):
        return None
    return {"start": {"line": found.line, "column": begin}, "end": {"line": found.end_line, "column": end}}


def _column(where: Where, text: str, offset: int) -> int | None:
    """The column of a code point in bytes of UTF-8, from 1; None where something unknown stands before it on its line."""
    begin, _, first_column, _ = piece(where, offset)
    line, column = line_column(text[begin:], offset - begin)
    if line == 1 and first_column > 1:
        return None
    return _bytes(text[offset - column + 1 : offset]) + 1


def _bytes(text: str) -> int:
    return len(text.encode(errors="surrogatepass"))
