"""A finished report as text: one file a format. The same finding tells the same story in each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from align.reports.base import Look, Reporter
from align.reports.concise import Concise
from align.reports.full import Full
from align.reports.github import GitHub
from align.reports.gitlab import GitLab
from align.reports.json import Json
from align.reports.jsonl import JsonLines
from align.reports.junit import JUnit
from align.reports.rdjson import RdJson
from align.reports.sarif import Sarif

REPORTS: Mapping[str, Callable[[Look], Reporter]] = MappingProxyType(
    {
        "full": Full,
        "concise": Concise,
        "json": Json,
        "jsonl": JsonLines,
        "sarif": Sarif,
        "junit": JUnit,
        "github": GitHub,
        "gitlab": GitLab,
        "rdjson": RdJson,
    }
)

__all__ = ["REPORTS", "Look", "Reporter"]
