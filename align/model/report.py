"""The result of a run, ready to be shown: nothing in it is left to decide."""

from __future__ import annotations

from dataclasses import dataclass

from align.model.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What a reporter may say about a rule without importing it; `documentation` is Markdown, its first line a title."""

    code: str
    name: str
    severity: Severity
    summary: str
    mqm: str
    documentation: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """Sizes of a run. Findings that are suppressed count in `suppressed` alone."""

    documents: int
    segments: int
    errors: int
    warnings: int
    infos: int
    suppressed: int


@dataclass(frozen=True, slots=True)
class Report:
    """Findings in the order in which they are shown, with what is needed to show them.

    `documents` are the paths of the files checked, in that order, also of those with nothing to find.
    """

    findings: tuple[Finding, ...]
    counts: Counts
    rules: tuple[RuleInfo, ...]
    signature: str
    documents: tuple[str, ...] = ()
