"""A review that ended before it was written: the next start offers to go on where it was, or to begin afresh."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from align.review.journal import state_folder

if TYPE_CHECKING:
    from tests.tui.conftest import Folder, Opened


async def test_a_review_goes_on_where_it_was(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("A", "enter", "v", "f3", "slash", *"中村", "enter", "G", "enter")
        state, steps = reviewer.state(), len(reviewer.app.review.done)
    async with opened() as reviewer:
        assert reviewer.over == "RecoverScreen"
        assert '"Naomi Ayase" → "Naoki Ayase" in 4 places' in reviewer.look()
        await reviewer.press("enter")
        assert reviewer.state() == state
        assert reviewer.message.startswith(f"{steps} steps are here again")
        await reviewer.press(*"u" * steps)
        assert reviewer.app.review.unsaved == 0


async def test_a_review_begins_afresh_and_keeps_what_was_left(opened: Opened) -> None:
    async with opened() as reviewer:
        before = reviewer.state()
        await reviewer.press("A", "enter")
    async with opened() as reviewer:
        await reviewer.press("d")
        assert reviewer.state() == before
        assert "begun afresh" in reviewer.message
    assert list((state_folder() / "review").glob("*.old"))
    async with opened() as reviewer:
        assert reviewer.over == ""


@pytest.mark.parametrize("keys", [("w", "enter"), ("u",)])
async def test_where_nothing_is_left_nothing_is_asked(keys: tuple[str, ...], opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("A", "enter", *keys)
    async with opened() as reviewer:
        assert reviewer.over == ""


async def test_what_no_longer_fits_is_told_and_kept(folder: Folder, opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("A", "enter", "f3", "slash", *"中村", "enter", "G", "enter")
    folder.write("article.en.txt", folder.read("article.en.txt").replace("Naomi Ayase Meets", "N. Ayase Meets"))
    async with opened() as reviewer:
        await reviewer.press("enter")
        assert "has changed since" in reviewer.message
        assert "nakamura-keiko" in str(reviewer.state()[1])
        assert "Naoki Ayase" not in reviewer.translation()
    assert list((state_folder() / "review").glob("*.old"))


async def test_decisions_need_no_journal(folder: Folder, opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("i", "s")
    async with opened() as reviewer:
        assert reviewer.over == ""
        assert sorted(item.status for item in reviewer.items() if item.status != "open") == ["ignored", "unsure"]


async def test_a_journal_whose_last_line_was_cut_off_is_said(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("A", "enter")
    (journal,) = (state_folder() / "review").glob("*.jsonl")
    journal.write_bytes(journal.read_bytes() + b'{"sum":"0000')
    async with opened() as reviewer:
        assert "the last line of the journal was cut off" in reviewer.message
        await reviewer.press("enter")
        assert reviewer.translation().count("Naoki Ayase") == 4


async def test_a_project_that_is_open_already_is_not_opened_twice(folder: Folder, opened: Opened) -> None:
    async with opened():
        with pytest.raises(Exception, match="open already in another align review"):
            async with opened():
                pass
