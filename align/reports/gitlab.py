"""GitLab code quality: a JSON array of issues, for `artifacts: reports: codequality`.

Of a place GitLab reads the path and the line where it begins, so that is what it is given, with the last line beside
it; columns it has no use for. Paths are taken from the root of the repository: run align there, with relative paths.

GitLab knows five grades. An error is `major`, a warning `minor`, info `info`; `blocker` and `critical` are left to
faults that stop a program or open it to attackers. Of issues with one fingerprint GitLab keeps the last: each has its own.
There is no way to tell of a suppressed finding: it is left out.
"""

from __future__ import annotations

from typing import TextIO

from align.model.finding import Finding, Severity
from align.model.report import Report
from align.reports.base import Look, location, numbered
from align.text.place import printable
from align.text.safe_json import dumps_whole

_GRADES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


class GitLab:
    """Findings that count, as one array."""

    def __init__(self, look: Look | None = None) -> None:
        self._look = look or Look()

    def render(self, report: Report, out: TextIO) -> None:
        """Write the array, an issue a line; findings are encoded one by one."""
        separator = "[\n"
        for finding, fingerprint in numbered(report.findings):
            if finding.suppressed is None:
                out.write(separator + dumps_whole(_issue(finding, fingerprint)))
                separator = ",\n"
        out.write("[]\n" if separator == "[\n" else "\n]\n")


def _issue(finding: Finding, fingerprint: str) -> dict[str, object]:
    path, region = location(finding)
    return {
        "description": printable(finding.message),
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _GRADES[finding.severity],
        "location": {"path": path, "lines": {"begin": region.line, "end": region.end_line}},
    }
