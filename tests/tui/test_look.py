"""How the app looks: pictures of each view in three sizes and two themes, of the other screens in one.

A changed picture is looked at before it is taken over: `pytest tests/tui/test_look.py --snapshot-update`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

if TYPE_CHECKING:
    from tests.tui.conftest import Opened

SIZES = ((80, 24), (120, 40), (200, 60))
VIEWS = {"findings": (), "names": ("f3",), "links": ("f4", "j")}
SCREENS = {
    "help": ("question_mark",),
    "write": ("A", "enter", "i", "v", "w"),
    "entry": ("f3", "end", "G"),
    "states": ("i", "s", "enter"),
    "all": ("A",),
    "ignore": ("I",),
}


class Svg(SingleFileSnapshotExtension):
    """Each picture is a file of its own, which a browser shows."""

    _write_mode = WriteMode.TEXT
    file_extension = "svg"


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Svg)


def plain(svg: str) -> str:
    """The picture without the numbers that tell it from others on one page, and without what nobody sees."""
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    for needless in (
        r'<clipPath id="terminal-line-\d+">.*?</clipPath>\s*',
        r' clip-path="url\(#terminal-line-\d+\)"',
        r"<text [^>]*>(?:&#160;)*\s*</text>",
    ):
        svg = re.sub(needless, "", svg, flags=re.DOTALL)
    return svg


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_each_view_looks_so(
    size: tuple[int, int], theme: str, picture: SnapshotAssertion, opened: Opened
) -> None:
    async with opened(*NAMED, "--theme", theme, size=size) as reviewer:
        for view, keys in VIEWS.items():
            await reviewer.press(*keys)
            await reviewer.settle(3)
            shown = plain(reviewer.app.export_screenshot(title=view))
            assert shown == picture(name=f"{view}-{size[0]}x{size[1]}-{theme}")


@pytest.mark.parametrize("screen", SCREENS)
async def test_each_screen_looks_so(screen: str, picture: SnapshotAssertion, opened: Opened) -> None:
    async with opened(size=(80, 24)) as reviewer:
        await reviewer.press(*SCREENS[screen])
        await reviewer.settle(3)
        assert plain(reviewer.app.export_screenshot(title=screen)) == picture(name=screen)


NAMED = ("article.en.txt", "--source", "article.ja.txt", "--glossary", "names.yaml")
