"""The palette finds every act by its name and says why one cannot be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.tui.conftest import Opened


async def test_an_act_is_found_by_its_name_and_done(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("ctrl+p")
        assert reviewer.over == "CommandPalette"
        await reviewer.type("unsure")
        await reviewer.found("unsure")
        await reviewer.press("enter")
        assert not reviewer.over
        assert reviewer.items()[0].status == "unsure"


async def test_an_act_that_cannot_be_done_says_why_in_the_palette(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("ctrl+p")
        await reviewer.type("redo")
        await reviewer.found("not now: nothing has been taken back")


async def test_only_acts_of_the_view_are_offered(opened: Opened) -> None:
    async with opened(size=(120, 120)) as reviewer:
        await reviewer.press("ctrl+p")
        await reviewer.found("group by entity, document or rule")
        assert "break this link" not in reviewer.look()
