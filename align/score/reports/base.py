"""What every reporter is: a finished grading and a stream go in, text comes out, and nothing is computed on the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol, TextIO

from align.score.values import Comparison, Grading, Outcome, Score, Standing
from align.text.place import cell_width, printable

NOTHING: Final = "–"
"""What stands where there was nothing to measure."""

P_VALUE_DIGITS: Final = 4

# Code points in one terminal cell, more than marks can be sensibly stacked: what is longer is cut before it is measured.
_LONGEST: Final = 8


@dataclass(frozen=True, slots=True)
class Look:
    """How a grading is to look where people read it.

    `cells` is the width of a line, `digits` how many follow the decimal point, `entities` how many of those with the most
    errors are shown. Formats for machines know none of these.
    """

    colour: bool = False
    cells: int = 80
    digits: int = 1
    entities: int = 10


class Reporter(Protocol):
    """Writes a grading in one format."""

    def render(self, grading: Grading, out: TextIO) -> None:
        """Write all of `grading` to `out`; names and words reach it with control characters made visible."""


MARKS: Final[Mapping[Standing, str]] = {
    Standing.BETTER: "▲",
    Standing.WORSE: "▼",
    Standing.SAME: "=",
    Standing.UNDECIDED: "",
}
"""The sign behind a figure that was compared."""


def figure(value: float | None, digits: int) -> str:
    """A figure with so many digits behind the point, as sacrebleu prints it."""
    return NOTHING if value is None else f"{value:.{digits}f}"


def difference(value: float | None, digits: int) -> str:
    """The same with its sign; what rounds to nothing has none."""
    if value is None:
        return NOTHING
    found = f"{value:+.{digits}f}"
    return found if float(found) else found[1:]


def p_value(value: float | None) -> str:
    """A p value; one that was not asked for is a dash."""
    return NOTHING if value is None else f"{value:.{P_VALUE_DIGITS}f}"


def fitted(text: str, cells: int) -> str:
    """A name or words, safe to print, cut to a number of terminal cells."""
    safe = printable(text[: _LONGEST * cells])
    if cell_width(safe) <= cells:
        return safe
    safe = safe[: _LONGEST * cells]
    while cell_width(safe) > cells - 1:
        safe = safe[:-1]
    return f"{safe}…"


def padded(text: str, cells: int, *, right: bool = False) -> str:
    """The text with spaces to a number of terminal cells."""
    spaces = " " * (cells - cell_width(text))
    return spaces + text if right else text + spaces


def by_system(scores: Iterable[Score]) -> dict[tuple[str, str], Score]:
    """Scores by system and measure."""
    return {(score.system, score.measure): score for score in scores}


def compared(comparisons: Iterable[Comparison]) -> dict[tuple[str, str], Comparison]:
    """Comparisons by system and measure."""
    return {(each.system, each.measure): each for each in comparisons}


def signatures(grading: Grading) -> dict[str, list[str]]:
    """Every signature once, with the titles of the measures whose figures it repeats."""
    titles = {measure.name: measure.title for measure in grading.measures}
    found: dict[str, list[str]] = {}
    for score in grading.scores:
        titled = found.setdefault(score.signature, [])
        if titles[score.measure] not in titled:
            titled.append(titles[score.measure])
    return found


def several(number: int, noun: str) -> str:
    """A number of things, in words."""
    plural = noun[:-1] + "ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


def extent(grading: Grading) -> str:
    """How much was graded, in words."""
    references = several(len(grading.references), "reference") if grading.references else "no reference"
    return ", ".join((several(grading.segments, "segment"), several(grading.documents, "document"), references))


def rendered(wrong: tuple[str, Outcome, int], cells: int) -> str:
    """How an entity was rendered where it was wrong: the words, cut to so many cells, what is wrong, and how often."""
    words, outcome, count = wrong
    what = f"“{fitted(words, cells)}” ({outcome.value})" if words else outcome.value
    return f"{what} ×{count}" if count > 1 else what


def wrapped(text: str, cells: int) -> list[str]:
    """The text in lines of so many terminal cells, broken at spaces; a longer word has a line of its own."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and cell_width(lines[-1]) + 1 + cell_width(word) > cells:
            lines.append(word)
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return lines
