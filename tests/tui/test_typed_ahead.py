"""Keys that come faster than the screen, from quick hands or from a program: each is meant for what is there then."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.tui.conftest import Opened


async def test_keys_in_one_burst_do_what_they_do_one_by_one(opened: Opened) -> None:
    keys = ["A", "enter", "f3", "slash", *"naka", "enter", "G", "enter", "f2", "t", *"X", "enter", "u"]
    keys += ["f", *"harb", "enter", "2", "f2", "home", "g", "up", "up", *"note", "ctrl+s", "i", "w", "enter"]
    async with opened() as reviewer:
        await reviewer.press(*keys)
        one_by_one = reviewer.state(), reviewer.message
        assert reviewer.message == "2 files written · everything is on the disk"
        for _ in reviewer.app.review.done[:]:
            await reviewer.press("u")
        await reviewer.press("w", "enter")
    async with opened() as reviewer:
        for key in keys:
            reviewer.send(key)
        await reviewer.settle(3)
        assert (reviewer.state(), reviewer.message) == one_by_one


async def test_one_answer_is_enough_for_a_screen(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("slash", *"zzz")
        for _ in range(3):
            reviewer.send("enter")
        await reviewer.settle(3)
        assert not reviewer.over
        assert "there is no finding here" in reviewer.message


async def test_nothing_is_done_to_a_finding_that_nobody_has_seen(opened: Opened) -> None:
    async with opened() as reviewer:
        # The form is allowed, and with it goes the finding that the next key is pressed on.
        reviewer.send("v")
        reviewer.send("i")
        await reviewer.settle(3)
        assert "the findings have changed in the meantime" in reviewer.message
        assert all(item.is_open for item in reviewer.items())
        await reviewer.press("i")
        assert reviewer.items()[0].status == "ignored"
