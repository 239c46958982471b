"""The whole report as one JSON object, suppressed findings included; each finding stands on a line of its own."""

from __future__ import annotations

from dataclasses import asdict
from typing import TextIO

import align
from align.model.report import Report
from align.reports.base import Look
from align.reports.fields import finding_fields
from align.text.safe_json import dumps

_VERSION = 1


class Json:
    """One object for scripts."""

    def __init__(self, look: Look | None = None) -> None:
        self._look = look or Look()

    def render(self, report: Report, out: TextIO) -> None:
        """Write the object; findings are encoded one by one, so that a long report needs little memory."""
        tool = {"name": "align", "version": align.__version__}
        out.write(
            f'{{"version": {_VERSION}, "tool": {dumps(tool)}, "signature": {dumps(report.signature)}, "findings": ['
        )
        separator = "\n"
        for finding in report.findings:
            out.write(f"{separator}{dumps(finding_fields(finding))}")
            separator = ",\n"
        out.write(f'\n], "summary": {dumps(asdict(report.counts))}}}\n')
