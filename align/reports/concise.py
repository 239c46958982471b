"""One line a finding, as editors and `grep` like it: `path:line:column: CODE message`."""

from __future__ import annotations

from typing import TextIO

from align.model.report import Report
from align.reports.base import Look, place
from align.text.place import printable


class Concise:
    """Findings that count, a line each, and nothing else."""

    def __init__(self, look: Look | None = None) -> None:
        self._look = look or Look()

    def render(self, report: Report, out: TextIO) -> None:
        """Write a line for each finding that is not suppressed."""
        for finding in report.findings:
            if finding.suppressed is None:
                path, line, column = place(finding)
                out.write(f"{printable(path)}:{line}:{column}: {finding.code} {printable(finding.message)}\n")
