"""What stands below the texts: the verdict with its candidates, the forms of a name, what became of a link."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from rich.text import Text

from align.review.items import Item
from align.review.passages import Fate
from align.review.uses import NameRow
from align.text.place import printable
from tui import render
from tui.actions import FINDINGS, NAMES
from tui.colours import Palette
from tui.desk import Place
from tui.wrapping import wrapped

_FATES: Final[Mapping[Fate, str]] = {
    Fate.RIGHT: "rendered as it should be",
    Fate.WRONG: "rendered wrongly",
    Fate.MISSING: "rendered by nothing",
    Fate.ADDED: "stands for nothing in the source",
}
_NO_LINK: Final = (
    "The arrows choose a link. A name without its other side stands alone: ∅ nothing renders it, + nothing in the source "
    "stands for it."
)


@dataclass(frozen=True, slots=True)
class Detail:
    """Lines under a title; `candidates` is the first of those that a candidate stands on, and how many there are."""

    title: str
    lines: list[Text]
    candidates: tuple[int, int] = (0, 0)


def detail(desk: Place, width: int, palette: Palette, key: Callable[[str], str], *, loaded: bool) -> Detail:
    """What is said of what the cursor is on; `key` gives the key of an act as it is printed."""
    if desk.view == NAMES:
        row = desk.name
        return Detail("Forms and places", _of_name(desk, row, width, palette) if row is not None else [])
    if desk.view != FINDINGS:
        return Detail("Links", _of_link(desk, width, palette))
    if desk.item is not None:
        return _of_finding(desk, desk.item, width, palette, key)
    return Detail("Verdict", [Text("Nothing waits here.", palette.dim)] if loaded else [])


def _of_finding(desk: Place, item: Item, width: int, palette: Palette, key: Callable[[str], str]) -> Detail:
    lines = render.verdict(item, width, palette)
    first, found = len(lines), desk.review.candidates(item) if item.is_open else ()
    lines += render.candidate_lines(found, width, palette)
    if item.is_open and not found:
        lines.append(Text(f" {key('type')} types a form, {key('edit')} edits the segment", palette.dim))
    entity = desk.review.entity_of(item)
    if entity is not None:
        lines += [Text(), *render.card(entity, width, palette)]
    return Detail("Verdict", lines, (first, len(found)))


def _of_name(desk: Place, row: NameRow, width: int, palette: Palette) -> list[Text]:
    lines: list[Text] = []
    for number, form in enumerate(row.forms, 1):
        line = Text.assemble(
            (f"{'▸' if number - 1 == desk.cursor.form else ' '}{number} ", palette.key),
            ("✗ " if form.wrong else "  ", palette.error),
            (printable(form.text), palette.strong),
            (f"  {form.role.value} name" if form.role.value in ("family", "given") else "", palette.dim),
            (f"  in {form.count} places" if form.count > 1 else "  once", palette.dim),
        )
        lines.append(render.cut(line, width))
    if row.left_out:
        lines.append(Text(f"    rendered by nothing in {row.left_out} places", palette.dim))
    lines.append(Text(f"place {desk.cursor.use + 1} of {len(row.uses)}", palette.dim))
    use = desk.use
    entity = desk.review.entity(row.key, use.sheet if use else 0)
    if entity is not None:
        lines += [Text(), *render.card(entity, width, palette)]
    return lines


def _of_link(desk: Place, width: int, palette: Palette) -> list[Text]:
    mark = next((mark for mark in desk.marks() if mark.pair == desk.pair), None)
    sheet = desk.sheet
    if mark is None or sheet is None:
        return wrapped(Text(_NO_LINK, palette.dim), width)
    lines = [Text(_FATES[mark.fate], palette.strong)]
    entity = desk.review.entity(mark.entity, sheet.number) if mark.entity else None
    return lines + (render.card(entity, width, palette) if entity is not None else [])
