"""An entry as a form: judged while it is typed, kept as soon as nothing blocks, changed where it was changed alone."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

from textual.widgets import Input

if TYPE_CHECKING:
    from tests.tui.conftest import Folder, Opened, Reviewer


async def fill(reviewer: Reviewer, field: str, text: str) -> None:
    """Go to a field and write a text into it."""
    reviewer.screen.query_one(f"#{field}", Input).focus()
    await reviewer.settle()
    await reviewer.replace(text)


def summary(reviewer: Reviewer) -> str:
    return str(reviewer.screen.query_one("#summary").render())


async def test_a_mistake_is_said_while_it_is_typed_and_the_entry_is_not_kept(opened: Opened) -> None:
    async with opened() as reviewer:
        before = reviewer.state()
        await reviewer.press("g")
        assert "✓ the entry can be kept" in summary(reviewer)
        await fill(reviewer, "type", "persn")
        assert "✗" in reviewer.look()
        assert summary(reviewer).startswith("type:")
        await reviewer.press("enter")
        assert reviewer.over == "EntryScreen"
        await fill(reviewer, "type", "person")
        assert "✓ the entry can be kept" in summary(reviewer)
        await reviewer.press("escape")
        assert reviewer.state() == before


async def test_an_id_that_another_entry_has_blocks(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("g")
        await fill(reviewer, "id", "misaki-haruka")
        assert summary(reviewer).startswith("id:")
        await reviewer.press("ctrl+s")
        assert reviewer.over == "EntryScreen"
        assert reviewer.screen.focused is reviewer.screen.query_one("#id")


async def test_a_form_that_is_added_changes_its_line_alone(folder: Folder, opened: Opened) -> None:
    before = folder.read("names.yaml")
    async with opened() as reviewer:
        await reviewer.press("end", "g")
        await fill(reviewer, "accept", "Mayor Ohno; Ms Ohno")
        await reviewer.press("enter", "w", "enter")
    diff = list(unified_diff(before.splitlines(), folder.read("names.yaml").splitlines(), lineterm="", n=0))[2:]
    assert [line for line in diff if not line.startswith("@@")] == [
        "-    en: {full: Yoko Ohno, family: Ohno, given: Yoko}",
        "+    en: {full: Yoko Ohno, family: Ohno, given: Yoko, accept: [Mayor Ohno, Ms Ohno]}",
    ]


async def test_ctrl_r_goes_through_the_readings(folder: Folder, opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("f3", "end", "up", "G")
        english = reviewer.screen.query_one("#english", Input)
        assert english.value == "Keiko Nakamura"
        seen = set()
        for _ in range(3):
            await reviewer.press("ctrl+r")
            seen.add((english.value, reviewer.screen.query_one("#kana", Input).value))
        assert len(seen) == 3


async def test_an_entry_that_says_nothing_new_is_not_changed(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("g", "enter")
        assert reviewer.message.startswith("the entry says so already")
        assert reviewer.app.review.unsaved == 0


async def test_letters_of_an_input_method_come_in_where_the_cursor_is(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("g")
        reviewer.screen.query_one("#kana", Input).focus()
        await reviewer.press("home", *"ああ")
        assert reviewer.screen.query_one("#kana", Input).value == "ああ" + "あやせ なおき"
