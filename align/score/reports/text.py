"""For people, in a terminal: systems as rows, measures as columns, in as many tables as the width makes of them.

    System        BLEU        chrF2          TER
    mine    *29.0 ±1.1▲  *56.2 ±0.8▲  *58.9 ±1.4▲
    yours    27.3 ±1.2    55.1 ±0.9    61.0 ±1.5

Then how the systems stand to the baseline, names by class of entity and by what became of them, the entities with the
most errors, and the signatures. Every sign is explained below the first tables, and colour adds nothing to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from typing import Final, NamedTuple, TextIO

from align.score.reports.base import (
    MARKS,
    NOTHING,
    Look,
    by_system,
    compared,
    difference,
    extent,
    figure,
    fitted,
    p_value,
    padded,
    rendered,
    signatures,
    wrapped,
)
from align.score.values import ClassRow, EntityRow, Grading, Measure, Needs, Standing
from align.text.place import cell_width, printable

_BOLD: Final = "1"
_NAME_CELLS: Final = 24
_WRONG_CELLS: Final = 24
_GAP: Final = "  "


class Text:
    """The format for reading in a terminal."""

    def __init__(self, look: Look | None = None) -> None:
        self._look = look or Look()

    def render(self, grading: Grading, out: TextIO) -> None:
        """Write everything but what became of each single mention."""
        sections = (
            self._scores(grading),
            self._comparisons(grading),
            self._classes(grading),
            self._kinds(grading),
            self._entities(grading),
            self._remarks(grading),
            self._signatures(grading),
        )
        out.write(f"{self._bold(printable(grading.test_set))}: {extent(grading)}\n")
        for section in sections:
            lines = list(section)
            if lines:
                out.write("\n")
                out.writelines(f"{line}\n" for line in lines)

    def _scores(self, grading: Grading) -> Iterator[str]:
        """The tables of measures, those of text first, and what their signs mean."""
        for number, (_, measures) in enumerate(groupby(grading.measures, lambda each: each.needs is Needs.REFERENCES)):
            if number:
                yield ""
            yield from self._table("System", grading.systems, self._columns(grading, list(measures)))
        yield from self._legend(grading)

    def _columns(self, grading: Grading, measures: Sequence[Measure]) -> Iterator[_Column]:
        scores, comparisons = by_system(grading.scores), compared(grading.comparisons)
        marked = any(score.best for score in grading.scores)
        stands = any(MARKS[each.standing] for each in grading.comparisons)
        digits = self._look.digits
        for measure in measures:
            found = [scores[system, measure.name] for system in grading.systems]
            values = [figure(score.value, digits) for score in found]
            halves = [f"±{figure(score.interval.half, digits)}" if score.interval else "" for score in found]
            widths = max(map(len, values)), max(map(len, halves))
            cells = []
            for score, value, half in zip(found, values, halves, strict=True):
                comparison = comparisons.get((score.system, measure.name))
                best = ("*" if score.best else " ") if marked else ""
                mark = (MARKS[comparison.standing] if comparison else "") or " "
                shown = f"{best}{value}".rjust(widths[0] + len(best))
                if widths[1]:
                    shown += f" {half.ljust(widths[1])}"
                cells.append(shown + (mark if stands else ""))
            yield _Column(measure.title, cells, [score.best for score in found])

    def _legend(self, grading: Grading) -> Iterator[str]:
        said = []
        if any(score.best for score in grading.scores):
            said.append("* the best")
        if any(score.interval for score in grading.scores):
            said.append("± half of the interval that holds 95 of 100 resamples")
        standings = {each.standing for each in grading.comparisons}
        against = printable(grading.baseline)
        if standings & {Standing.BETTER, Standing.WORSE}:
            said.append(f"▲ better, ▼ worse than {against} (p < 0.05)")
        if Standing.SAME in standings:
            said.append(f"= the same texts as {against}")
        lower = [measure.title for measure in grading.measures if not measure.higher_is_better]
        if lower:
            said.append(f"of {' and '.join(lower)} less is better")
        if any(score.value is None for score in grading.scores):
            said.append(f"{NOTHING} nothing to measure")
        if said:
            yield ""
            yield from wrapped("; ".join(said) + ".", self._look.cells)

    def _comparisons(self, grading: Grading) -> Iterator[str]:
        digits = self._look.digits
        comparisons = compared(grading.comparisons)
        for number, system in enumerate(each for each in grading.systems if each != grading.baseline):
            found = [
                comparison
                for measure in grading.measures
                if (comparison := comparisons.get((system, measure.name))) is not None
            ]
            if not found:
                continue
            if number:
                yield ""
            titles = {measure.name: measure.title for measure in grading.measures}
            yield self._bold(self._fit(f"{printable(system)} against {printable(grading.baseline)}"))
            columns = [_Column("difference", [difference(each.delta, digits) for each in found])]
            if any(each.interval for each in found):
                spans = [
                    f"{difference(each.interval.low, digits)} to {difference(each.interval.high, digits)}"
                    if each.interval
                    else ""
                    for each in found
                ]
                columns.append(_Column("95 of 100", spans))
            if any(each.bootstrap is not None for each in found):
                columns.append(_Column("p bootstrap", [p_value(each.bootstrap) for each in found]))
            if any(each.randomisation is not None for each in found):
                columns.append(_Column("p randomisation", [p_value(each.randomisation) for each in found]))
            columns.append(_Column("", [each.standing.value for each in found], left=True))
            yield from self._table("", [titles[each.measure] for each in found], columns)

    def _classes(self, grading: Grading) -> Iterator[str]:
        if not grading.classes:
            return
        types = list(dict.fromkeys(row.type for row in grading.classes))
        rows = {(row.system, row.type): row for row in grading.classes}
        yield self._bold("Names by class: accepted of counted mentions")
        columns = [
            _Column(name, [self._share(rows.get((system, name))) for system in grading.systems]) for name in types
        ]
        yield from self._table("System", grading.systems, columns)

    def _share(self, row: ClassRow | None) -> str:
        if row is None or row.value is None:
            return NOTHING
        return f"{figure(row.value, self._look.digits)} ({row.accepted}/{row.counted})"

    def _kinds(self, grading: Grading) -> Iterator[str]:
        if not grading.kinds:
            return
        outcomes = list(dict.fromkeys(row.outcome for row in grading.kinds))
        rows = {(row.system, row.outcome): row for row in grading.kinds}
        yield self._bold("What became of the names: mentions and their share")
        digits = self._look.digits
        columns = []
        for system in grading.systems:
            found = [rows.get((system, outcome)) for outcome in outcomes]
            shares = [f"{figure(row.share, digits)} %" if row else "" for row in found]
            widest = max(map(len, shares))
            cells = [
                f"{row.count if row else 0:,}  {share:>{widest}}" for row, share in zip(found, shares, strict=True)
            ]
            columns.append(_Column(fitted(system, _NAME_CELLS), cells))
        yield from self._table("", [outcome.value for outcome in outcomes], columns)

    def _entities(self, grading: Grading) -> Iterator[str]:
        entities = [list(rows) for _, rows in groupby(grading.entities, lambda row: row.entity)]
        if not entities:
            return
        shown = entities[: self._look.entities]
        of = f" ({len(shown)} of {len(entities):,})" if len(shown) < len(entities) else ""
        yield self._bold(f"Entities with the most errors{of}: accepted of counted mentions")
        for rows in shown:
            yield self._fit(f"  {printable(rows[0].name)}  {printable(rows[0].source)}  {rows[0].type}")
            names = max(cell_width(fitted(row.system, _NAME_CELLS)) for row in rows)
            for row in rows:
                yield self._entity(row, names)

    def _entity(self, row: EntityRow, names: int) -> str:
        opening = f"    {padded(fitted(row.system, _NAME_CELLS), names)}  {row.accepted}/{row.counted}"
        return self._fit(f"{opening}  {', '.join(rendered(each, _WRONG_CELLS) for each in row.wrong)}".rstrip())

    def _remarks(self, grading: Grading) -> Iterator[str]:
        for remark in grading.remarks:
            yield from wrapped(f"Note: {printable(remark)}", self._look.cells)

    def _signatures(self, grading: Grading) -> Iterator[str]:
        """Never broken over lines: they are there to be copied."""
        yield self._bold("Signatures")
        for signature, titles in signatures(grading).items():
            yield f"  {', '.join(titles)}"
            yield f"    {printable(signature)}"
        yield f"  this report\n    {printable(grading.signature)}"

    def _table(self, corner: str, rows: Sequence[str], columns: Iterator[_Column] | Sequence[_Column]) -> Iterator[str]:
        """The rows with their columns, in several tables below each other where one is too wide."""
        names = [fitted(row, _NAME_CELLS) for row in rows]
        width = max(map(cell_width, (corner, *names)))
        left = list(columns)
        while left:
            fitting = self._fitting(width, left)
            # One column alone in a last table would look lost.
            tables = -(-len(left) // fitting)
            taken = -(-len(left) // tables)
            part, left = left[:taken], left[taken:]
            heads = [padded(column.title, column.width, right=not column.left) for column in part]
            yield self._bold(_GAP.join((padded(corner, width), *heads)).rstrip())
            for at, name in enumerate(names):
                cells = [self._cell(column, at) for column in part]
                yield _GAP.join((padded(name, width), *cells)).rstrip()
            if left:
                yield ""

    def _fitting(self, width: int, columns: Sequence[_Column]) -> int:
        """How many of the columns stand on a line behind names of this width, one at least."""
        widths = accumulate((len(_GAP) + column.width for column in columns), initial=width)
        return max(1, sum(each <= self._look.cells for each in widths) - 1)

    def _cell(self, column: _Column, at: int) -> str:
        shown = padded(column.cells[at], column.width, right=not column.left)
        return self._bold(shown) if column.strong and column.strong[at] else shown

    def _fit(self, text: str) -> str:
        return fitted(text, self._look.cells)

    def _bold(self, text: str) -> str:
        """The text with its words, not the spaces around them, in bold."""
        words = text.strip(" ")
        return text.replace(words, f"\x1b[{_BOLD}m{words}\x1b[0m") if self._look.colour and words else text


class _Column(NamedTuple):
    """A column of a table; `strong` says which cells are printed in bold, none where it is empty."""

    title: str
    cells: Sequence[str]
    strong: Sequence[bool] = ()
    left: bool = False

    @property
    def width(self) -> int:
        """Terminal cells of its widest cell."""
        return max(map(cell_width, (self.title, *self.cells)))
