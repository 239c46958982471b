"""GitHub annotations: one workflow command a finding, printed in a job's log.

    ::error file=en/summit.txt,line=3,endLine=3,col=42,endColumn=51,title=N301 substituted-name::高市早苗 is rendered …

A command is one line. What would end it or one of its properties is written as percent escapes, which GitHub turns
back: `%`, carriage return and line feed everywhere, in a property also `:` and `,`. A log line is only read as a command
where it begins with one, and every line printed here begins with ours: nothing that a document says can give another.

Columns are only taken where begin and end are on one line. GitHub does not say what it counts and shows whole lines;
these are code points. A path must be one in the repository; text from standard input has none, so that its place
stands before the message. There is no way to tell of a suppressed finding: it is left out.
"""

from __future__ import annotations

from typing import TextIO

from align.model.finding import Finding, Severity
from align.model.report import Report
from align.reports.base import Look, location, notes, place
from align.text.place import printable

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_STDIN = "-"


class GitHub:
    """Findings that count, a workflow command each."""

    def __init__(self, look: Look | None = None) -> None:
        self._look = look or Look()

    def render(self, report: Report, out: TextIO) -> None:
        """Write a line for each finding that is not suppressed."""
        for finding in report.findings:
            if finding.suppressed is None:
                out.write(f"{_annotation(finding)}\n")


def _annotation(finding: Finding) -> str:
    properties = {**_place(finding), "title": f"{finding.code} {finding.rule}"}
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    path, line, column = place(finding)
    before = f"{path}:{line}:{column}: " if path == _STDIN else ""
    message = [before + finding.message, *(f"{label}: {text}" for label, text in notes(finding))]
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(message)}"


def _place(finding: Finding) -> dict[str, str | int]:
    path, region = location(finding)
    if path == _STDIN:
        return {}
    lines: dict[str, str | int] = {"file": path, "line": region.line, "endLine": region.end_line}
    if region.column is None or region.end_column is None or region.end_line != region.line:
        return lines
    return {**lines, "col": region.column, "endColumn": region.end_column}


def _data(lines: list[str]) -> str:
    return "%0A".join(printable(line).replace("%", "%25") for line in lines)


def _property(value: str) -> str:
    return printable(value).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
