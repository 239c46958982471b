"""Plots as SVG: bars with intervals, bars in groups, and stacked bars.

Each plot is a text that stands in HTML as it is. It has a title and a description for those who do not see it, takes its
colours from the page (`currentColor` and custom properties of CSS), and says nothing by colour alone: bars carry their
figures, the best is outlined, parts of stacked bars have a letter and a pattern each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final, NamedTuple

from align.score.reports.base import fitted
from align.score.values import Interval
from align.text.place import printable

_WIDTH: Final = 360
_LABEL: Final = 132
_LABEL_CELLS: Final = 16
_FIGURE: Final = 50
_ROW: Final = 24
_BAR: Final = 14
_AXIS: Final = 22
_PATTERNS: Final = 6


class Bar(NamedTuple):
    """One bar: what stands before and behind it, how long it is, and where its interval lies.

    `value` is None where there was nothing to measure. `strong` is the best one.
    """

    label: str
    figure: str
    value: float | None
    interval: Interval | None = None
    strong: bool = False


class Group(NamedTuple):
    """Bars under one heading."""

    heading: str
    bars: Sequence[Bar]


class Part(NamedTuple):
    """A part of a stacked bar: its letter, how much of the whole it is (from 0 to 100), and what it stands for, with its
    figure, in words."""

    letter: str
    share: float
    words: str


class Stack(NamedTuple):
    """A stacked bar."""

    label: str
    parts: Sequence[Part]


def bars(name: str, title: str, description: str, rows: Sequence[Bar]) -> str:
    """Bars below each other. `name` is that of the plot in its page, from letters, digits and hyphens."""
    return grouped(name, title, description, [Group("", rows)])


def grouped(name: str, title: str, description: str, groups: Sequence[Group]) -> str:
    """Bars in groups, all to one scale from 0 to 100 or, where one is longer, to the longest."""
    highest = max([100.0, *(_reach(bar) for group in groups for bar in group.bars)])
    scale = (_WIDTH - _LABEL - _FIGURE) / highest
    drawn: list[str] = []
    at = 0
    for group in groups:
        if group.heading:
            drawn.append(_text(0, at + _ROW - 8, group.heading, "heading"))
            at += _ROW
        for bar in group.bars:
            drawn += _bar(bar, at, scale)
            at += _ROW
    return _plot(name, title, description, at + _AXIS, (*_grid(at, scale, highest), *drawn))


def stacked(name: str, title: str, description: str, stacks: Sequence[Stack], letters: Sequence[str]) -> str:
    """Stacked bars, each as long as its parts together; `letters` are those of all parts, in the order of their patterns."""
    highest = max([1.0, *(sum(part.share for part in stack.parts) for stack in stacks)])
    scale = (2 * _WIDTH - _LABEL - _FIGURE) / highest
    drawn = list(_definitions(name))
    for number, stack in enumerate(stacks):
        top = number * _ROW
        drawn.append(_text(_LABEL - 6, top + _BAR + 2, fitted(stack.label, _LABEL_CELLS), "label"))
        left = float(_LABEL)
        for part in stack.parts:
            width = part.share * scale
            pattern = letters.index(part.letter) % _PATTERNS
            drawn.append(
                f'<rect class="part" x="{left:.1f}" y="{top + 4}" width="{width:.1f}" height="{_BAR}" '
                f'fill="url(#{name}-{pattern})"><title>{_safe(f"{stack.label}: {part.words}")}</title></rect>'
            )
            if width >= _BAR:
                drawn.append(_disc(left + width / 2, top + 4 + _BAR / 2, part.letter))
            left += width
    height = len(stacks) * _ROW
    return _plot(
        name, title, description, height + _AXIS, (*_grid(height, scale, highest), *drawn), width=2 * _WIDTH, wide=True
    )


def _reach(bar: Bar) -> float:
    return max(bar.value or 0.0, bar.interval.high if bar.interval else 0.0)


def _bar(bar: Bar, at: float, scale: float) -> Iterator[str]:
    """One bar with its label, its figure and its interval."""
    yield _text(_LABEL - 6, at + _BAR + 2, fitted(bar.label, _LABEL_CELLS), "label")
    length = max(0.0, (bar.value or 0.0) * scale)
    kind = "bar best" if bar.strong else "bar"
    if bar.value is not None:
        yield f'<rect class="{kind}" x="{_LABEL}" y="{at + 4}" width="{length:.1f}" height="{_BAR}"/>'
    end = length
    if bar.interval is not None:
        low, high = (max(0.0, value * scale) for value in (bar.interval.low, bar.interval.high))
        end = max(end, high)
        middle = at + 4 + _BAR / 2
        yield (
            f'<path class="interval" d="M{_LABEL + low:.1f} {middle - 4}v8M{_LABEL + low:.1f} {middle}'
            f'H{_LABEL + high:.1f}M{_LABEL + high:.1f} {middle - 4}v8"/>'
        )
    yield _text(_LABEL + end + 6, at + _BAR + 2, bar.figure, "figure strong" if bar.strong else "figure")


def _grid(height: float, scale: float, highest: float) -> Iterator[str]:
    """Thin lines with their numbers, behind everything."""
    step = next(step for step in (1, 2, 5, 10, 20, 25, 50, 100, 250, 1000, 10**9) if highest / step <= 5)
    for number in range(0, int(highest) + 1, step):
        x = _LABEL + number * scale
        yield f'<path class="grid" d="M{x:.1f} 0V{height}"/>'
        yield _text(x, height + 14, str(number), "axis")


def _definitions(name: str) -> Iterator[str]:
    """Patterns that can be told apart without colour."""
    lines = ("", "M0 8L8 0", "M0 0L8 8", "M4 0V8", "M0 4H8", "M0 4H8M4 0V8")
    yield "<defs>"
    for number, line in enumerate(lines):
        yield (
            f'<pattern id="{name}-{number}" width="8" height="8" patternUnits="userSpaceOnUse">'
            f'<rect class="ground ground-{number}" width="8" height="8"/><path class="hatch" d="{line}"/></pattern>'
        )
    yield "</defs>"


def _disc(x: float, y: float, letter: str) -> str:
    return f'<circle class="disc" cx="{x:.1f}" cy="{y:.1f}" r="7"/>' + _text(x, y + 4, letter, "letter")


def _plot(
    name: str,
    title: str,
    description: str,
    height: float,
    drawn: Sequence[str],
    *,
    width: int = _WIDTH,
    wide: bool = False,
) -> str:
    kind = "plot wide" if wide else "plot"
    return (
        f'<svg class="{kind}" role="img" viewBox="0 0 {width} {height:g}" aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{_safe(title)}</title><desc id="{name}-desc">{_safe(description)}</desc>'
        f"{''.join(drawn)}</svg>"
    )


def _text(x: float, y: float, words: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:g}">{_safe(words)}</text>'


def _safe(text: str) -> str:
    """Text that stands in HTML and SVG as itself, whatever is in it."""
    return escape(printable(text), quote=True)
