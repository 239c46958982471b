"""The first and the last line of the screen: how far the review is, and what can be done now."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text

from align.review.items import Status
from align.text.place import printable
from tui import render
from tui.actions import Act, shown
from tui.colours import Palette
from tui.desk import Place
from tui.opening import Opening

_FIRST = 4
"""So many acts of the view stand before those that are always there."""
_ALWAYS = ("help", "undo", "write")


def head(
    desk: Place, opening: Opening, width: int, palette: Palette, key: Callable[[str], str], *, loaded: bool
) -> Text:
    """What is reviewed, and at the other end what waits, what is decided and what is not written."""
    left = Text.assemble(("align review", palette.title), (f" · {printable(opening.title)}", palette.strong))
    return render.fitted(left, Text(" · ".join(_state(desk, opening, key, loaded=loaded)), palette.plain), width)


def _state(desk: Place, opening: Opening, key: Callable[[str], str], *, loaded: bool) -> list[str]:
    review = desk.review
    status = review.queue.status
    waiting = status[Status.OPEN] + status[Status.UNSURE]
    decided = status[Status.DONE] + status[Status.IGNORED]
    parts: list[str] = []
    if not loaded:
        parts.append(f"reading and checking {len(review.sheets):,} of {len(opening.sources):,}")
    if broken := len(review.glossaries.problems):
        files = "1 glossary" if broken == 1 else f"{broken} glossaries"
        parts.append(f"✗ {files} cannot be read: {key('mend')}")
    if unsaved := review.unsaved:
        parts.append("● 1 file not written" if unsaved == 1 else f"● {unsaved} files not written")
    parts += [f"{waiting:,} of {waiting + decided:,} open", f"{decided:,} decided"]
    sheet = desk.sheet
    if sheet is not None and sheet.segments:
        parts.append(f"{sheet.segments[0].source_lang or 'no source'} → en")
    return [*parts, opening.setting.style.name]


def keys(acts: Sequence[Act], desk: Place, width: int, palette: Palette) -> Text:
    """The acts that can be done now with their keys, as many as there is room for."""
    line = Text()
    for act in _possible(acts, desk):
        piece = Text.assemble((shown(act.keys[0]), palette.key), (f" {act.short}", palette.plain))
        if line.cell_len + piece.cell_len + 3 > width:
            break
        if line.cell_len:
            line.append("   ")
        line.append_text(piece)
    return line


def _possible(acts: Sequence[Act], desk: Place) -> list[Act]:
    here = [act for act in acts if act.shown and act.keys and desk.view in act.views and not act.why(desk)]
    always = [act for act in here if act.name in _ALWAYS]
    rest = [act for act in here if act not in always]
    return rest[:_FIRST] + always + rest[_FIRST:]
