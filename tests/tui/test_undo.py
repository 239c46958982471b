"""Every act is one step, taken back and done again without limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.tui.conftest import Opened


async def test_many_steps_of_every_kind_are_taken_back_and_done_again(opened: Opened) -> None:
    async with opened() as reviewer:
        states = [reviewer.state()]
        for keys in (
            ("A", "enter"),
            ("i",),
            ("v",),
            ("s",),
            ("2",),
            ("e", "X", "enter"),
            ("f3", "slash", *"中村", "enter", "G", "enter"),
            ("f2",),
        ):
            await reviewer.press(*keys)
            states.append(reviewer.state())
        for before in reversed(states[:-2]):
            await reviewer.press("u")
            assert reviewer.state() == before
        await reviewer.press("u")
        assert reviewer.message == "undo: nothing has been done yet"
        for after in states[1:-1]:
            await reviewer.press("U")
            assert reviewer.state() == after
        await reviewer.press("U")
        assert reviewer.message == "redo: nothing has been taken back"


async def test_a_step_that_touched_many_places_is_one_step(opened: Opened) -> None:
    async with opened() as reviewer:
        before = reviewer.translation()
        await reviewer.press("A", "enter")
        assert reviewer.translation().count("Naoki Ayase") == 4
        await reviewer.press("u")
        assert reviewer.translation() == before
        assert reviewer.app.review.unsaved == 0


async def test_a_new_act_ends_what_could_be_done_again(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("i", "u", "s", "U")
        assert reviewer.message == "redo: nothing has been taken back"


async def test_taking_back_puts_the_cursor_where_the_step_was_made(opened: Opened) -> None:
    async with opened() as reviewer:
        first = reviewer.item.id
        await reviewer.press("enter", "end", "u")
        assert reviewer.item.id == first
        assert reviewer.item.is_open


async def test_of_two_decisions_on_one_matter_the_one_that_counted_before_comes_back(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("s", "home", "i")
        assert reviewer.items()[0].status == "ignored"
        await reviewer.press("u")
        assert reviewer.items()[0].status == "unsure"
        await reviewer.press("u")
        assert reviewer.items()[0].status == "open"
