"""One page for a browser, with plots: everything stands in the one file, and it asks for nothing outside of it.

The page has no script, and forbids any (`Content-Security-Policy`). It is light or dark as the reader's system is, prints
well, and every plot is followed by the table of its figures. All text from documents is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Final, NamedTuple, TextIO

import align
from align.score.reports import plots
from align.score.reports.base import (
    MARKS,
    NOTHING,
    Look,
    by_system,
    compared,
    difference,
    extent,
    figure,
    p_value,
    rendered,
    several,
    signatures,
)
from align.score.values import Grading, Interval, Measure, Outcome, Standing
from align.text.place import printable

_ENTITIES: Final = 50
_WRONG_CELLS: Final = 120


class Html:
    """A page of its own."""

    def __init__(self, look: Look | None = None) -> None:
        self._look = look or Look()

    def render(self, grading: Grading, out: TextIO) -> None:
        """Write the page; of the entities with the most errors it shows the first fifty."""
        page = _Page(grading, self._look.digits)
        title = f"{_safe(grading.test_set)} – align score"
        out.write(
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta name="generator" content="align {align.__version__}">\n'
            f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        )
        out.writelines(f"{line}\n" for line in page.lines())
        out.write("</main>\n</body>\n</html>\n")


class _Cell(NamedTuple):
    """A cell of a table; `kind` is a class of the style sheet."""

    html: str
    kind: str = "start"


class _Page:
    """The sections of one page."""

    def __init__(self, grading: Grading, digits: int) -> None:
        self._grading = grading
        self._digits = digits
        self._scores = by_system(grading.scores)
        self._compared = compared(grading.comparisons)

    def lines(self) -> Iterator[str]:
        """All of it."""
        grading = self._grading
        yield f"<h1>{_safe(grading.test_set)}</h1>"
        yield f"<p>{extent(grading)}; {several(len(grading.systems), 'system')}.</p>"
        if grading.remarks:
            yield f'<ul class="remarks">{"".join(f"<li>{_safe(remark)}</li>" for remark in grading.remarks)}</ul>'
        yield from self._measures()
        yield from self._comparisons()
        yield from self._classes()
        yield from self._kinds()
        yield from self._entities()
        yield from self._signatures()

    def _measures(self) -> Iterator[str]:
        grading = self._grading
        yield "<section><h2>Measures</h2>"
        heads = ["System", *(_safe(measure.title) for measure in grading.measures)]
        rows = [
            [_Cell(_safe(system)), *(self._score(system, measure) for measure in grading.measures)]
            for system in grading.systems
        ]
        yield from _table("Every system by every measure", heads, rows)
        yield f'<p class="legend">{" ".join(self._legend())}</p>'
        yield '<div class="plots">'
        for measure in grading.measures:
            yield from self._plot(measure)
        yield "</div></section>"

    def _legend(self) -> Iterator[str]:
        grading = self._grading
        if any(score.best for score in grading.scores):
            yield "* the best of the systems."
        if any(score.interval for score in grading.scores):
            yield "± half of the interval that holds 95 of 100 resamples; plots show the interval itself."
        standings = {each.standing for each in grading.comparisons}
        if standings & {Standing.BETTER, Standing.WORSE}:
            yield f"▲ better, ▼ worse than {_safe(grading.baseline)} (p &lt; 0.05)."
        if Standing.SAME in standings:
            yield f"= the same texts as {_safe(grading.baseline)}."
        if any(score.value is None for score in grading.scores):
            yield f"{NOTHING} nothing to measure."

    def _score(self, system: str, measure: Measure) -> _Cell:
        score = self._scores[system, measure.name]
        comparison = self._compared.get((system, measure.name))
        half = f" <small>±{figure(score.interval.half, self._digits)}</small>" if score.interval else ""
        mark = f" {MARKS[comparison.standing]}".rstrip() if comparison else ""
        star = "*" if score.best else ""
        return _Cell(
            f"{star}{figure(score.value, self._digits)}{half}{mark}", "number best" if score.best else "number"
        )

    def _plot(self, measure: Measure) -> Iterator[str]:
        rows, said = [], []
        for system in self._grading.systems:
            score = self._scores[system, measure.name]
            shown = figure(score.value, self._digits)
            rows.append(plots.Bar(system, shown, score.value, score.interval, score.best))
            said.append(f"{system} {shown}{_spoken(score.interval, self._digits)}")
        less = "" if measure.higher_is_better else "; less is better"
        yield "<figure>"
        yield f"<figcaption><b>{_safe(measure.title)}</b> {_safe(measure.summary)}{less}</figcaption>"
        yield plots.bars(f"plot-{_name(measure.name)}", measure.title, "; ".join(said), rows)
        yield "</figure>"

    def _comparisons(self) -> Iterator[str]:
        grading = self._grading
        if not grading.comparisons:
            return
        yield f"<section><h2>Against {_safe(grading.baseline)}</h2>"
        titles = {measure.name: measure.title for measure in grading.measures}
        heads = ["System", "Measure", "Difference", "95 of 100", "p bootstrap", "p randomisation", ""]
        rows = []
        for each in grading.comparisons:
            span = ""
            if each.interval:
                low, high = (difference(value, self._digits) for value in (each.interval.low, each.interval.high))
                span = f"{low} to {high}"
            rows.append(
                [
                    _Cell(_safe(each.system)),
                    _Cell(_safe(titles[each.measure])),
                    _Cell(difference(each.delta, self._digits), "number"),
                    _Cell(span, "number"),
                    _Cell(p_value(each.bootstrap), "number"),
                    _Cell(p_value(each.randomisation), "number"),
                    _Cell(f"{MARKS[each.standing]} {each.standing.value}".strip()),
                ]
            )
        yield from _table(f"Differences from {_safe(grading.baseline)}, with the p values of the tests", heads, rows)
        yield "</section>"

    def _classes(self) -> Iterator[str]:
        grading = self._grading
        if not grading.classes:
            return
        types = list(dict.fromkeys(row.type for row in grading.classes))
        found = {(row.system, row.type): row for row in grading.classes}
        groups, said, rows = [], [], []
        for name in types:
            bars = []
            for system in grading.systems:
                row = found.get((system, name))
                if row is None:
                    continue
                shown = figure(row.value, self._digits)
                bars.append(plots.Bar(system, shown, row.value, row.interval))
                said.append(f"{name}, {system}: {shown}")
                rows.append(
                    [
                        _Cell(_safe(name)),
                        _Cell(_safe(system)),
                        _Cell(shown + _spoken(row.interval, self._digits), "number"),
                        *(_Cell(f"{number:,}", "number") for number in (row.accepted, row.counted, row.mentions)),
                    ]
                )
            groups.append(plots.Group(name, bars))
        yield "<section><h2>Names by class</h2><figure>"
        yield plots.grouped("plot-classes", "Name accuracy by class of entities", "; ".join(said), groups)
        yield "</figure>"
        heads = ["Class", "System", "Accuracy", "Accepted", "Counted", "Mentions"]
        yield from _table("Name accuracy by class of entities", heads, rows)
        yield "</section>"

    def _kinds(self) -> Iterator[str]:
        grading = self._grading
        if not grading.kinds:
            return
        errors = list(dict.fromkeys(row.outcome for row in grading.kinds if row.outcome.is_error))
        letters = {outcome: _LETTERS[number] for number, outcome in enumerate(errors)}
        stacks, said = [], []
        for system in grading.systems:
            mine = [row for row in grading.kinds if row.system == system and row.outcome in letters and row.count]
            words = [f"{row.outcome.value} {row.count} ({figure(row.share, self._digits)} %)" for row in mine]
            parts = [plots.Part(letters[row.outcome], row.share, each) for row, each in zip(mine, words, strict=True)]
            stacks.append(plots.Stack(system, parts))
            said.append(f"{system}: {', '.join(words) or 'no errors'}")
        yield "<section><h2>Names by kind of error</h2>"
        if errors:
            key = "; ".join(f"<b>{letter}</b> {outcome.value}" for outcome, letter in letters.items())
            yield "<figure><figcaption>Errors of 100 counted mentions. " + key + ".</figcaption>"
            title = "Errors of 100 counted mentions, by kind"
            yield plots.stacked("plot-kinds", title, "; ".join(said), stacks, list(letters.values()))
            yield "</figure>"
        yield from self._kinds_table(letters)
        yield "</section>"

    def _kinds_table(self, letters: dict[Outcome, str]) -> Iterator[str]:
        grading = self._grading
        found = {(row.system, row.outcome): row for row in grading.kinds}
        rows = []
        for outcome in dict.fromkeys(row.outcome for row in grading.kinds):
            cells = [_Cell(f"<b>{letters[outcome]}</b> {outcome.value}" if outcome in letters else outcome.value)]
            for system in grading.systems:
                row = found.get((system, outcome))
                shown = f"{row.count:,} <small>{figure(row.share, self._digits)} %</small>" if row else "0"
                cells.append(_Cell(shown, "number"))
            rows.append(cells)
        yield from _table("What became of the names", ["", *map(_safe, grading.systems)], rows)

    def _entities(self) -> Iterator[str]:
        entities = [list(rows) for _, rows in groupby(self._grading.entities, lambda row: row.entity)]
        if not entities:
            return
        yield "<section><h2>Entities with the most errors</h2>"
        rows = []
        for group in entities[:_ENTITIES]:
            for row in group:
                name = f'{_safe(row.name)} <span lang="und">{_safe(row.source)}</span>'
                wrong = "; ".join(_safe(rendered(each, _WRONG_CELLS)) for each in row.wrong)
                right = _Cell(f"{row.accepted:,} of {row.counted:,}", "number")
                rows.append([_Cell(name), _Cell(_safe(row.type)), _Cell(_safe(row.system)), right])
                rows[-1].append(_Cell(wrong))
        yield from _table("Accepted of counted mentions", ["Entity", "Class", "System", "Accepted", "Instead"], rows)
        if len(entities) > _ENTITIES:
            yield f"<p>{several(len(entities) - _ENTITIES, 'more entity')} in the JSON report.</p>"
        yield "</section>"

    def _signatures(self) -> Iterator[str]:
        yield "<section><h2>Signatures</h2><dl>"
        for signature, titles in signatures(self._grading).items():
            yield f"<dt>{_safe(', '.join(titles))}</dt><dd><code>{_safe(signature)}</code></dd>"
        yield f"<dt>this report</dt><dd><code>{_safe(self._grading.signature)}</code></dd></dl></section>"


def _table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[_Cell]]) -> Iterator[str]:
    """A table whose first cells are the headings of their rows; `caption` and `heads` are HTML."""
    yield f'<div class="scroll" tabindex="0"><table><caption>{caption}</caption><thead><tr>'
    kinds = ["start", *(cell.kind.partition(" ")[0] for cell in rows[0][1:])]
    yield "".join(f'<th scope="col" class="{kind}">{head}</th>' for head, kind in zip(heads, kinds, strict=True))
    yield "</tr></thead><tbody>"
    for first, *others in rows:
        cells = (f'<td class="{cell.kind}">{cell.html}</td>' for cell in others)
        yield f'<tr><th scope="row">{first.html}</th>{"".join(cells)}</tr>'
    yield "</tbody></table></div>"


def _spoken(interval: Interval | None, digits: int) -> str:
    return f" ({figure(interval.low, digits)} to {figure(interval.high, digits)})" if interval else ""


def _name(measure: str) -> str:
    """A measure's name as a name in the page."""
    return re.sub(r"\W", "-", measure.replace("+", "p"))


def _safe(text: str) -> str:
    """Text that stands in HTML as itself, whatever is in it."""
    return escape(printable(text), quote=True)


_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #59636e; --line: #d1d9e0; --bar: #8cb4e2;
  --best: #1f5fa8; --g0: #1f5fa8; --g1: #d98b2b; --g2: #5a9e6f; --g3: #a5548f; --g4: #8a8f98; --g5: #c9524a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #12161c; --soft: #9aa5b1; --line: #343c46;
  --bar: #3d6ea5; --best: #8cc0ff; --g0: #5b9be0; --g1: #e0a552; --g2: #7dc394; --g3: #cf83ba; --g4: #767d87; --g5: #e58078; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 76rem; margin: 0 auto; padding: 1rem 1.5rem 4rem; }
h1 { font-size: 1.6rem; margin: 1rem 0 0; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; }
.remarks { border-left: .25rem solid var(--best); margin: 1rem 0; padding: .25rem 0 .25rem 2rem; }
.legend, caption, figcaption { color: var(--soft); font-size: .875rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .9375rem; }
caption { text-align: left; padding-bottom: .25rem; }
th, td { padding: .25rem .6rem .25rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { white-space: nowrap; }
tbody th, .start { text-align: left; }
tbody th { font-weight: 500; min-width: 9rem; max-width: 24rem; overflow-wrap: break-word; }
td.start { max-width: 32rem; overflow-wrap: break-word; }
.number { text-align: right; white-space: nowrap; }
.best { font-weight: 700; }
small { color: var(--soft); font-size: .8125rem; font-weight: 400; }
.plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); gap: 1.5rem; margin-top: 1rem; }
figure { margin: 0 0 1rem; break-inside: avoid; }
figcaption b { color: var(--ink); }
.plot { width: 100%; max-width: 30rem; height: auto; color: var(--ink); font: 12px system-ui, sans-serif; }
.wide { max-width: 60rem; }
.plot text { fill: var(--ink); }
.plot .label { text-anchor: end; }
.plot .heading { font-weight: 700; }
.plot .axis { fill: var(--soft); text-anchor: middle; font-size: 10px; }
.plot .strong { font-weight: 700; }
.plot .letter { text-anchor: middle; font-size: 10px; font-weight: 700; }
.bar { fill: var(--bar); }
.bar.best { stroke: var(--best); stroke-width: 2; }
.interval { stroke: var(--ink); stroke-width: 1.5; fill: none; }
.grid { stroke: var(--line); stroke-width: 1; }
.part { stroke: var(--paper); stroke-width: 2; }
.hatch { stroke: var(--paper); stroke-width: 1.5; }
.disc { fill: var(--paper); }
.ground-0 { fill: var(--g0); } .ground-1 { fill: var(--g1); } .ground-2 { fill: var(--g2); }
.ground-3 { fill: var(--g3); } .ground-4 { fill: var(--g4); } .ground-5 { fill: var(--g5); }
dt { font-weight: 500; } dd { margin: 0 0 .5rem; } code { font-size: .8125rem; overflow-wrap: anywhere; }
@media print { .scroll { overflow: visible; } section { break-inside: auto; } }
"""
