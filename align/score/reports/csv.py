"""The figures in long form for spreadsheets and statistics: one figure a row.

    system,measure,class,value,low,high,n,signature

`class` is empty for a measure over everything. Name accuracy has further rows, one for each class of entities, and
`outcome` one for everything that became of names, its share as the value. `low` and `high` are empty without resampling,
`value` where there was nothing to measure.

Control characters are made visible. A name that a spreadsheet would take for a formula has an apostrophe before it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Final, TextIO

from align.score.reports.base import Look
from align.score.values import Grading, Interval
from align.text.place import printable

_HEADER: Final = ("system", "measure", "class", "value", "low", "high", "n", "signature")
_FORMULA: Final = ("=", "+", "-", "@")
_DIGITS: Final = 6


class Csv:
    """One row a figure."""

    def __init__(self, look: Look | None = None) -> None:
        self._look = look or Look()

    def render(self, grading: Grading, out: TextIO) -> None:
        """Write the table, its lines ended by a line feed."""
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(_HEADER)
        writer.writerows(_rows(grading))


def _rows(grading: Grading) -> Iterator[tuple[str | int, ...]]:
    signature = {score.measure: _text(score.signature) for score in grading.scores}
    for score in grading.scores:
        low, high = _interval(score.interval)
        name = _text(score.system)
        yield name, score.measure, "", _figure(score.value), low, high, score.n, _text(score.signature)
    said = signature.get("names", _text(grading.signature))
    for row in grading.classes:
        low, high = _interval(row.interval)
        yield _text(row.system), "names", _text(row.type), _figure(row.value), low, high, row.counted, said
    for kind in grading.kinds:
        yield _text(kind.system), "outcome", kind.outcome.value, _figure(kind.share), "", "", kind.count, said


def _interval(interval: Interval | None) -> tuple[str, str]:
    return (_figure(interval.low), _figure(interval.high)) if interval else ("", "")


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.{_DIGITS}f}"


def _text(text: str) -> str:
    safe = printable(text)
    return f"'{safe}" if safe.startswith(_FORMULA) else safe
