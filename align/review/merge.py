"""Two people changed one text: what both wanted, or where they cannot both have it.

Lines are compared with their ends. A line end is one of a file; what else Unicode calls a separator is a character.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from align.text.place import LINE_END


@dataclass(frozen=True, slots=True)
class Conflict:
    """Lines that both sides changed, each in another way.

    `line` is where they stand in the base, from 1; `base`, `ours` and `theirs` are the lines with their ends, empty where
    a side has none there.
    """

    line: int
    base: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merge:
    """The text with the changes of both sides, None where there are conflicts."""

    text: str | None
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Hunk:
    """The lines from `start` up to `end` (from 0) of a text become `lines`."""

    start: int
    end: int
    lines: tuple[str, ...]


def merged(base: str, ours: str, theirs: str) -> Merge:
    """What two texts that were made from one base say together.

    Changes that touch are one change: they stand where both sides made the same, and are a conflict otherwise.
    """
    lines = lines_of(base)
    text: list[str] = []
    conflicts: list[Conflict] = []
    done = 0
    for start, end, mine, other in _meetings(hunks(lines, lines_of(ours)), hunks(lines, lines_of(theirs))):
        text += lines[done:start]
        done = end
        our_lines, their_lines = _applied(lines, start, end, mine), _applied(lines, start, end, other)
        if mine and other and our_lines != their_lines:
            conflicts.append(Conflict(start + 1, "".join(lines[start:end]), "".join(our_lines), "".join(their_lines)))
        text += our_lines if mine else their_lines
    text += lines[done:]
    return Merge(None, tuple(conflicts)) if conflicts else Merge("".join(text))


def lines_of(text: str) -> list[str]:
    """The lines of a text with their ends; only the last may have none."""
    lines, begin = [], 0
    for end in LINE_END.finditer(text):
        lines.append(text[begin : end.end()])
        begin = end.end()
    if begin < len(text):
        lines.append(text[begin:])
    return lines


def hunks(old: Sequence[str], new: Sequence[str]) -> list[Hunk]:
    """The changes that make `new` of `old`, from first to last; between two stands at least one line of both."""
    # Most edits touch few lines of a long file, and comparing what is alike at both ends costs most.
    first = _alike(old, new)
    last = _alike(old[first:][::-1], new[first:][::-1])
    left, right = old[first : len(old) - last], new[first : len(new) - last]
    return [
        Hunk(first + start, first + end, tuple(right[begin:stop]))
        for kind, start, end, begin, stop in SequenceMatcher(None, left, right).get_opcodes()
        if kind != "equal"
    ]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines are the same from the first on."""
    number = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        number += 1
    return number


def _meetings(ours: list[Hunk], theirs: list[Hunk]) -> Iterator[tuple[int, int, list[Hunk], list[Hunk]]]:
    """Stretches of the base that are changed, each with the hunks of both sides that touch one another there."""
    waiting = sorted(
        [*((hunk, True) for hunk in ours), *((hunk, False) for hunk in theirs)],
        key=lambda pair: (pair[0].start, pair[0].end),
    )
    at = 0
    while at < len(waiting):
        start, end = waiting[at][0].start, waiting[at][0].end
        sides: tuple[list[Hunk], list[Hunk]] = ([], [])
        while at < len(waiting) and waiting[at][0].start <= end:
            hunk, is_ours = waiting[at]
            sides[0 if is_ours else 1].append(hunk)
            end = max(end, hunk.end)
            at += 1
        yield start, end, *sides


def _applied(lines: Sequence[str], start: int, end: int, changes: Sequence[Hunk]) -> list[str]:
    """The lines from `start` up to `end` with the changes made."""
    result: list[str] = []
    for hunk in changes:
        result += lines[start : hunk.start]
        result += hunk.lines
        start = hunk.end
    return [*result, *lines[start:end]]
