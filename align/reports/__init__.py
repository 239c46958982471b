"""A finished report as text: one file a format. The same finding tells the same story in each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType

from align.reports.base import Look, Reporter


def _from(module: str, attribute: str) -> Callable[[Look], Reporter]:
    """The reporter that a module defines, loaded when it is asked for: no run prints more than one format."""

    def made(look: Look) -> Reporter:
        reporter: Reporter = getattr(import_module(f"{__name__}.{module}"), attribute)(look)
        return reporter

    return made


REPORTS: Mapping[str, Callable[[Look], Reporter]] = MappingProxyType(
    {
        "full": _from("full", "Full"),
        "concise": _from("concise", "Concise"),
        "json": _from("json", "Json"),
        "jsonl": _from("jsonl", "JsonLines"),
        "sarif": _from("sarif", "Sarif"),
        "junit": _from("junit", "JUnit"),
        "github": _from("github", "GitHub"),
        "gitlab": _from("gitlab", "GitLab"),
        "rdjson": _from("rdjson", "RdJson"),
    }
)

__all__ = ["REPORTS", "Look", "Reporter"]
