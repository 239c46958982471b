"""The part of a text that a finding points at, cut to what fits on a line of a terminal."""

from __future__ import annotations

from dataclasses import dataclass

from align.model.span import Span
from align.text.place import cell_width, printable

_ELLIPSIS = "…"
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One line, ready to print: `before`, `marked` and `after` follow each other, control characters made visible.

    `offset` is where in the text the marked words begin, or the line where nothing on it is pointed at; `marked` is empty
    then.
    """

    offset: int
    before: str
    marked: str
    after: str

    @property
    def indent(self) -> int:
        """Cells in front of the marked words."""
        return cell_width(self.before)

    @property
    def length(self) -> int:
        """Cells that the marked words take, at least one."""
        return max(1, cell_width(self.marked))


def excerpts(text: str, span: Span, width: int) -> list[Excerpt]:
    """The lines of `text` that `span` touches, at most three, each within `width` cells around what is marked."""
    found: list[Excerpt] = []
    start = text.rfind("\n", 0, span.start) + 1
    while len(found) < _MOST_LINES:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        marked = Span(max(start, span.start) - start, max(min(end, span.end), max(start, span.start)) - start)
        found.append(_around(text[start:end], marked, start, width))
        if span.end <= end + 1:
            break
        start = end + 1
    return found


def opening(text: str, width: int) -> Excerpt:
    """The first line of `text` that says something, unmarked, within `width` cells; … shows that there is more."""
    lines = text.split("\n")
    number = next((at for at, line in enumerate(lines) if line.strip()), 0)
    more = any(line.strip() for line in lines[number + 1 :])
    shown = _head(_visible(lines[number][: width + 1]), width)
    if more and not shown.endswith(_ELLIPSIS):
        shown = _head(shown + " " + _ELLIPSIS, width)
    return Excerpt(sum(len(line) + 1 for line in lines[:number]), shown, "", "")


def _around(line: str, span: Span, begin: int, width: int) -> Excerpt:
    marked = _head(_visible(line[span.start : min(span.end, span.start + width + 1)]), width)
    room = width - cell_width(marked)
    # A visible character takes a cell or more, so that one character more than fits is enough to know of the rest.
    before = _visible(line[max(0, span.start - room - 1) : span.start])
    after = _visible(line[span.end : span.end + room + 1])
    before = _tail(before, max(room // 2, room - cell_width(after)))
    after = _head(after, room - cell_width(before))
    return Excerpt(begin + span.start, before, marked, after)


def _visible(text: str) -> str:
    return printable(text.replace("\t", " "))


def _head(text: str, cells: int) -> str:
    """As much of the beginning of `text` as fits into `cells`; the last is an ellipsis where something is left out."""
    if cell_width(text) <= cells:
        return text
    kept, used = 0, 1
    while kept < len(text) and (used := used + cell_width(text[kept])) <= cells:
        kept += 1
    return text[:kept] + _ELLIPSIS if cells else ""


def _tail(text: str, cells: int) -> str:
    """As much of the end of `text` as fits into `cells`; the first is an ellipsis where something is left out."""
    if cell_width(text) <= cells:
        return text
    kept, used = len(text), 1
    while kept and (used := used + cell_width(text[kept - 1])) <= cells:
        kept -= 1
    return _ELLIPSIS + text[kept:] if cells else ""
