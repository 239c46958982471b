"""The mouse does what keys do: a finding is gone to, a group folds, a candidate is used, the wheel scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from align.review.items import Status

if TYPE_CHECKING:
    from tests.tui.conftest import Opened


async def test_a_click_on_a_finding_goes_there(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.click("list", 3)
        assert reviewer.item.id.segment == "3"


async def test_a_click_on_a_group_folds_it(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.click("list", 0)
        assert "▸ 綾瀬直樹" in reviewer.text("list")


async def test_a_click_on_a_candidate_uses_it(opened: Opened) -> None:
    async with opened() as reviewer:
        line = next(n for n, text in enumerate(reviewer.lines("detail")) if "1 Naoki Ayase" in text)
        await reviewer.click("detail", line)
        assert len(reviewer.items(Status.DONE)) == 1
        assert "Naoki Ayase Meets" in reviewer.translation()


async def test_a_click_beside_the_candidates_uses_none(opened: Opened) -> None:
    async with opened() as reviewer:
        before = reviewer.translation()
        await reviewer.click("detail", 0)
        assert reviewer.translation() == before


async def test_clicks_choose_names_and_links(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("f3")
        await reviewer.click("list", 2)
        assert reviewer.app.desk.words[0] == "大野陽子"
        await reviewer.press("f4")
        await reviewer.click("list", 5)
        assert reviewer.app.desk.words == ("三崎遥", "Misaki Haruka")


async def test_the_wheel_scrolls_a_pane(opened: Opened) -> None:
    async with opened(size=(120, 28)) as reviewer:
        pane = reviewer.pane("detail")
        assert pane.count > pane.size.height
        offset = pane.region.offset
        pane.post_message(events.MouseScrollDown(pane, 3, 3, 0, 0, 0, False, False, False, offset.x + 3, offset.y + 3))
        await reviewer.settle()
        assert pane.top > 0
        assert "↑" in reviewer.lines("detail")[0]
