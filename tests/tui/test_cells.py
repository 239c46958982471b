"""Every line of every pane is as wide as the pane, in cells, whatever stands in it; and no character is lost."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from align.model.span import Side, Span
from align.review.passages import Fate, Mark
from align.text.place import printable
from tui import render
from tui.colours import PALETTES
from tui.wrapping import wrapped

if TYPE_CHECKING:
    from tests.tui.conftest import Folder, Opened, Reviewer

PIECES = [
    *("Naomi Ayase", "met ", " ", "  ", "\t", "x" * 30, "[bold]", "[/]", "…", "⟦", "⟧"),
    *("綾瀬直樹", "三崎", "は「結果を", "待ちたい」と。", "ー", "。", "Ａ", "𠮷"),
    *("ﾊﾛｰｶﾞｲﾄﾞ", "é", "e\u0301", "か\u3099", "\u0e33"),
    *("👨\u200d👩\u200d👧", "🇯🇵", "🏳\ufe0f\u200d🌈"),
    *("\x1b[31m", "\u202e", "\u200b", "\ufeff"),
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=12).map("".join)
WIDTHS = st.integers(2, 60)
DARK = PALETTES["dark"]


@given(TEXTS, WIDTHS)
@example("か\u3099" * 30, 7)
@example("👨\u200d👩\u200d👧" * 8, 5)
@settings(max_examples=150, deadline=None)
def test_no_line_is_wider_than_the_pane_and_no_character_is_lost(text: str, width: int) -> None:
    shown = printable(text)
    lines = wrapped(Text(shown), width)
    assert all(cell_len(line.plain) <= max(width, 2) for line in lines)
    # Spaces at the end of a line are not shown.
    assert "".join("".join(line.plain for line in lines).split()) == "".join(shown.split())


@given(TEXTS, WIDTHS)
@settings(max_examples=100, deadline=None)
def test_a_line_that_is_cut_says_so_and_fits(text: str, width: int) -> None:
    shown = printable(text)
    line = render.cut(Text(shown), width)
    assert line.cell_len <= width
    if cell_len(shown) > width:
        assert line.plain.endswith("…")
    else:
        assert line.plain == shown


@given(TEXTS, TEXTS, WIDTHS)
@settings(max_examples=100, deadline=None)
def test_two_texts_at_the_ends_of_a_line_fill_it(left: str, right: str, width: int) -> None:
    line = render.fitted(Text(printable(left)), Text(printable(right)[:8]), width)
    assert line.cell_len <= width


@given(TEXTS, st.data(), WIDTHS)
@settings(max_examples=100, deadline=None)
def test_marks_add_brackets_and_letters_and_nothing_else(text: str, data: st.DataObject, width: int) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = [Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    marks = [Mark(Side.TARGET, span, number, Fate.WRONG, "") for number, span in enumerate(spans)]
    focus = data.draw(st.sampled_from([None, *spans]))
    drawn = render.marked(text, marks, focus, DARK).plain
    bare = "".join("\n".join(map(printable, part.split("\n"))) for part in parts_of(text, spans))
    for mark in marks:
        assert f"⟧{render.raised(mark.letter)}✗" in drawn
    for extra in ["⟦", "⟧", "✗", *map(render.raised, "abc")]:
        drawn, bare = drawn.replace(extra, ""), bare.replace(extra, "")
    assert drawn == bare
    assert all(cell_len(line.plain) <= max(width, 2) for line in wrapped(Text(drawn), width))


def parts_of(text: str, spans: list[Span]) -> list[str]:
    cuts = [0, *(cut for span in spans for cut in (span.start, span.end)), len(text)]
    return [text[start:end] for start, end in pairwise(cuts)]


WIDE = "綾瀬直樹（ｱﾔｾ ﾅｵｷ）は「か\u3099」と👨\u200d👩\u200d👧\u200b言った。" * 4


async def test_every_line_of_every_pane_is_as_wide_as_the_pane(folder: Folder, opened: Opened) -> None:
    folder.write("wide.ja.txt", f"{WIDE}\n綾瀬直樹は来た。\n{WIDE}\n")
    folder.write("wide.en.txt", f"Naomi Ayase {WIDE}\nNaomi Ayase ﾅｵｷ came.\n{WIDE}\n")
    async with opened("wide.en.txt", "--source", "wide.ja.txt", "--glossary", "names.yaml") as reviewer:
        for size in ((80, 24), (120, 40), (200, 60), (41, 13), (20, 5)):
            await reviewer.resize(*size)
            for keys in (("f2",), ("f3",), ("f4",), ("j", "j"), ("f2", "tab")):
                await reviewer.press(*keys)
                fits(reviewer, size)


def fits(reviewer: Reviewer, size: tuple[int, int]) -> None:
    """Every line of every pane and of the screen fills its width exactly."""
    for pane in ("head", "list", "source", "target", "detail", "message", "keys"):
        drawn = reviewer.pane(pane)
        for y in range(drawn.size.height):
            strip = drawn.render_line(y)
            assert cell_len(strip.text) == strip.cell_length == drawn.size.width, (pane, strip.text)
    for strip in reviewer.screen._compositor.render_strips():
        assert strip.cell_length == size[0]
