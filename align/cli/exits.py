"""Exit codes: what scripts may rely on."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from align.model.finding import Finding, Severity


class Exit(IntEnum):
    """How a run ended."""

    CLEAN = 0
    """Nothing at or above the severity of `--fail-on`."""

    FOUND = 1
    """Something is."""

    FAILED = 2
    """The run itself failed: usage, configuration, glossary or input."""

    INTERRUPTED = 130
    """The user pressed Ctrl-C."""


def after(findings: Iterable[Finding], fail_on: str) -> Exit:
    """The exit code for these findings, of which suppressed ones do not count; `fail_on` is as in `config.FAIL_ON`."""
    if fail_on == "never":
        return Exit.CLEAN
    least = Severity[fail_on.upper()]
    counts = any(finding.severity >= least for finding in findings if finding.suppressed is None)
    return Exit.FOUND if counts else Exit.CLEAN
