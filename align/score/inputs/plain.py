"""Plain text: one segment a line.

An empty line is a segment without words. Lines end with a line feed, with or without a carriage return before it, and
nothing else ends one; white space at their end is left out. That is how sacrebleu reads them.
"""

from __future__ import annotations

from pathlib import Path

from align.score.inputs.sheet import Column, Place, Role, Sheet


def lines_of(text: str) -> list[str]:
    """The lines of a text; what stands behind the last line feed is one only if there is anything."""
    found = [line.rstrip() for line in text.split("\n")]
    return found if found[-1] else found[:-1]


def read(text: str, path: Path, role: Role) -> Sheet:
    """The sheet of a file that holds texts of one role."""
    lines = lines_of(text)
    places = tuple(Place("", "", number) for number in range(1, len(lines) + 1))
    return Sheet(path, places, {Column(role): tuple(lines)})
