"""The findings alone, suppressed ones included, as JSON, one a line."""

from __future__ import annotations

from typing import TextIO

from align.model.report import Report
from align.reports.base import Look
from align.reports.fields import finding_fields
from align.text.safe_json import dumps


class JsonLines:
    """Findings for scripts that read line by line."""

    def __init__(self, look: Look | None = None) -> None:
        self._look = look or Look()

    def render(self, report: Report, out: TextIO) -> None:
        """Write a line for each finding."""
        for finding in report.findings:
            out.write(f"{dumps(finding_fields(finding))}\n")
