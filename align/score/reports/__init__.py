"""A finished grading as text: one file a format, each of them telling the same figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType

from align.score.reports.base import Look, Reporter


def _from(module: str, attribute: str) -> Callable[[Look], Reporter]:
    """The reporter that a module defines, loaded when it is asked for."""

    def made(look: Look) -> Reporter:
        reporter: Reporter = getattr(import_module(f"{__name__}.{module}"), attribute)(look)
        return reporter

    return made


REPORTS: Mapping[str, Callable[[Look], Reporter]] = MappingProxyType(
    {
        "text": _from("text", "Text"),
        "json": _from("json", "Json"),
        "csv": _from("csv", "Csv"),
        "html": _from("html", "Html"),
    }
)

__all__ = ["REPORTS", "Look", "Reporter"]
