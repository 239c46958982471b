"""Texts of case files with their names marked: 作家の<綾部|千夏>さん."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from align.match.source_names import SourceName

CASES = Path(__file__).with_name("cases")
_MARK = re.compile(r"<([^|<>]*)\|([^|<>]*)>")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text, and its names: where each begins and ends, its family and its given name."""

    text: str
    names: tuple[tuple[int, int, str, str], ...]


def marked(line: str) -> Marked:
    """The text without the marks, and what they mark."""
    text, done, names = "", 0, []
    for match in _MARK.finditer(line):
        text += line[done : match.start()]
        family, given = match.groups()
        names.append((len(text), len(text) + len(family + given), family, given))
        text += family + given
        done = match.end()
    return Marked(text + line[done:], tuple(names))


def found(names: tuple[SourceName, ...]) -> tuple[tuple[int, int, str, str], ...]:
    """What was found, in the same shape."""
    return tuple((name.span.start, name.span.end, name.family, name.given) for name in names)


def rows(name: str) -> list[tuple[str, str]]:
    """The marked texts of a case file with their translations."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(source, target) for source, target in pairs]
