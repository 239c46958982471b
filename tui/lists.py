"""The list on the left: what it shows in each view, as rows that are drawn one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.text import Text

from align.model.span import Side
from align.review.passages import Fate
from align.review.queue import Queue
from align.review.sheet import Sheet
from align.review.uses import NameRow
from align.text.place import printable
from tui import render
from tui.actions import FINDINGS, NAMES
from tui.colours import Palette
from tui.desk import LinkRow, Place


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: its title, how many rows it has, how each is drawn, and on which the cursor is, -1 for none."""

    title: str
    count: int
    line: Callable[[int], Text]
    at: int = -1


def listing(desk: Place, width: int, palette: Palette, *, loaded: bool) -> Listing:
    """The list of the view; `loaded` says that all documents have been checked once."""
    if desk.view == FINDINGS:
        return _findings(desk, width, palette, loaded=loaded)
    if desk.view == NAMES:
        return _names(desk, desk.names(), width, palette)
    return _links(desk, desk.links(), width, palette)


def _single(title: str, text: str, palette: Palette) -> Listing:
    return Listing(title, 1, lambda _: Text(text, palette.dim))


def _findings(desk: Place, width: int, palette: Palette, *, loaded: bool) -> Listing:
    queue, focus = desk.review.queue, desk.review.focus
    title = f"Findings · by {queue.grouping.value}"
    if queue.filter.text:
        title += f" · /{printable(queue.filter.text)}"
    if not len(queue):
        return _single(title, _nothing(queue, loaded=loaded), palette)
    at = queue.row_of(focus) if focus else -1

    def line(number: int) -> Text:
        row = queue.row(number)
        unfolded = queue.shows(row.group)
        return render.queue_line(row, width, palette, focus=number == at, unfolded=unfolded, grouping=queue.grouping)

    return Listing(title, len(queue), line, at)


def _nothing(queue: Queue, *, loaded: bool) -> str:
    if not loaded:
        return "checking …"
    return "nothing fits the filter: Esc clears it" if queue.filter else "✓ nothing was found"


def _names(desk: Place, rows: Sequence[NameRow], width: int, palette: Palette) -> Listing:
    title = f"Names · {len(rows):,}" + (f" · /{printable(desk.narrow)}" if desk.narrow else "")
    if not rows:
        return _single(title, "no names were found", palette)
    chosen = desk.name
    at = next((number for number, row in enumerate(rows) if chosen is not None and row.key == chosen.key), -1)
    return Listing(title, len(rows), lambda n: render.name_line(rows[n], width, palette, focus=n == at), at)


def _links(desk: Place, rows: Sequence[LinkRow], width: int, palette: Palette) -> Listing:
    sheet, cursor = desk.sheet, desk.cursor
    if not rows or sheet is None:
        return _single("Links", "no document is open", palette)
    at = next((n for n, row in enumerate(rows) if row.segment == cursor.segment and row.pair == cursor.pair), -1)
    return Listing("Links", len(rows), lambda n: _link_line(rows[n], sheet, width, palette, focus=n == at), at)


def _link_line(row: LinkRow, sheet: Sheet, width: int, palette: Palette, *, focus: bool) -> Text:
    line = _segment_head(row, sheet, width, palette) if row.pair is None else _pair_line(row, sheet, width, palette)
    return render.row_of(line, width, palette, focus=focus)


def _segment_head(row: LinkRow, sheet: Sheet, width: int, palette: Palette) -> Text:
    segment = sheet.segment(row.segment)
    count = len({mark.pair for mark in row.marks})
    where = segment.target_at or segment.source_at
    head = f"¶{where.line}" if where else printable(segment.key)
    words = " ".join((segment.target or segment.source or "").split())
    left = Text.assemble((f"{head} ", palette.title), (printable(words), palette.dim))
    return render.fitted(left, Text(str(count) if count else "", palette.dim), width)


def _pair_line(row: LinkRow, sheet: Sheet, width: int, palette: Palette) -> Text:
    segment = sheet.segment(row.segment)
    texts = {Side.SOURCE: segment.source or "", Side.TARGET: segment.target or ""}
    sides = {mark.side: printable(mark.span.of(texts[mark.side])) for mark in row.marks}
    first = row.marks[0]
    style = palette.done if first.fate is Fate.RIGHT else palette.warning
    line = Text.assemble(
        (f"  {first.letter} ", palette.pair(first.pair)),
        (f"{render.FATES[first.fate] or '✓'} ", style),
        (sides.get(Side.SOURCE, "—"), palette.plain),
        (" → ", palette.dim),
        (sides.get(Side.TARGET, "—"), palette.plain),
    )
    return render.cut(line, width)
