"""Writing: the diff first, then whole files; what others have changed is merged or refused, never overwritten."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from align.review import writing

if TYPE_CHECKING:
    from tests.tui.conftest import Folder, Opened

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


async def test_nothing_is_written_before_the_diff_was_seen(folder: Folder, opened: Opened) -> None:
    before = folder.read("article.en.txt")
    async with opened() as reviewer:
        await reviewer.press("A", "enter", "w")
        for words in ("article.en.txt  +4 -4", "-Naomi Ayase Meets", "+Naoki Ayase Meets", "⏎  write 1 file"):
            assert words in reviewer.look()
        await reviewer.press("escape")
        assert folder.read("article.en.txt") == before
        await reviewer.press("w", "enter")
        assert reviewer.message == "1 file written · everything is on the disk"
        assert folder.read("article.en.txt") == before.replace("Naomi", "Naoki")
        assert "not written" not in reviewer.lines("head")[0]


async def test_comments_and_formatting_of_a_glossary_are_untouched(folder: Folder, opened: Opened) -> None:
    before = folder.read("names.yaml")
    async with opened() as reviewer:
        await reviewer.press("v", "w", "enter")
    after = folder.read("names.yaml")
    changed = [(old, new) for old, new in zip(before.splitlines(), after.splitlines(), strict=True) if old != new]
    old = "    en: {full: Naoki Ayase, family: Ayase, given: Naoki}"
    assert changed == [(old, old.replace("}", ", accept: [Naomi Ayase]}"))]


async def test_what_was_written_is_taken_back_and_written_again(folder: Folder, opened: Opened) -> None:
    before = folder.read("article.en.txt")
    async with opened() as reviewer:
        await reviewer.press("A", "enter", "w", "enter", "u")
        assert reviewer.app.review.unsaved == 1
        await reviewer.press("w", "enter")
        assert folder.read("article.en.txt") == before
        await reviewer.press("U", "w", "enter")
    assert folder.read("article.en.txt") == before.replace("Naomi", "Naoki")


async def test_other_lines_that_somebody_else_changed_are_kept(folder: Folder, opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("A", "enter")
        folder.write("article.en.txt", folder.read("article.en.txt").replace("took the minutes", "wrote it down"))
        await reviewer.press("w")
        assert "somebody else has changed other lines of the file; both changes are kept" in reviewer.look()
        await reviewer.press("enter")
        text = folder.read("article.en.txt")
        assert "wrote it down" in text
        assert text.count("Naoki Ayase") == 4
        assert reviewer.translation() == text


async def test_other_lines_of_a_glossary_that_somebody_else_changed_are_kept(folder: Folder, opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("v")
        folder.write("names.yaml", folder.read("names.yaml").replace("with an h", "with an H"))
        await reviewer.press("w", "enter")
        assert reviewer.message == "1 file written · everything is on the disk"
    assert "with an H" in folder.read("names.yaml")
    assert "accept: [Naomi Ayase]" in folder.read("names.yaml")


async def test_the_same_line_changed_by_somebody_else_is_refused(folder: Folder, opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("A", "enter")
        theirs = folder.read("article.en.txt").replace("Makoto Sasaki saw", "M. Sasaki saw")
        folder.write("article.en.txt", theirs)
        await reviewer.press("w")
        assert "somebody else has changed the same lines: line 8" in reviewer.look()
        assert "nothing can be written" in reviewer.look()
        await reviewer.press("enter")
        assert folder.read("article.en.txt") == theirs
        assert reviewer.app.review.unsaved == 1
        assert reviewer.translation().count("Naoki Ayase") == 4


async def test_what_changes_while_the_diff_is_shown_is_not_overwritten(folder: Folder, opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("A", "enter", "w")
        folder.write("article.en.txt", "All new.\n")
        await reviewer.press("enter")
        assert "look at the changes again" in reviewer.message
    assert folder.read("article.en.txt") == "All new.\n"


@pytest.mark.skipif(ROOT, reason="root may write everywhere")
async def test_a_write_protected_file_stays_and_nothing_is_lost(folder: Folder, opened: Opened) -> None:
    path = folder.path / "article.en.txt"
    async with opened() as reviewer:
        await reviewer.press("A", "enter")
        path.chmod(0o400)
        await reviewer.press("w")
        assert "the file is write-protected" in reviewer.look()
        await reviewer.press("escape")
        path.chmod(0o600)
        await reviewer.press("w", "enter")
    assert folder.read("article.en.txt").count("Naoki Ayase") == 4


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS])
async def test_a_full_disk_is_said_and_nothing_is_lost(
    code: int, folder: Folder, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = folder.read("article.en.txt")

    def full(path: Path, *_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    async with opened() as reviewer:
        await reviewer.press("A", "enter", "v")
        with monkeypatch.context() as patch:
            patch.setattr(writing, "replace", full)
            await reviewer.press("w", "enter")
        assert os.strerror(code) in reviewer.message
        assert folder.read("article.en.txt") == before
        assert reviewer.app.review.unsaved == 2
        await reviewer.press("w", "enter")
        assert reviewer.message == "2 files written · everything is on the disk"


async def test_a_full_disk_under_the_journal_refuses_the_act(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened() as reviewer:
        before = reviewer.state()
        with monkeypatch.context() as patch:

            def full(handle: int, data: object) -> int:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

            patch.setattr(os, "write", full)
            await reviewer.press("enter")
        assert "the journal of this review cannot be kept" in reviewer.message
        assert reviewer.state() == before
        await reviewer.press("enter")
        assert reviewer.state() != before


async def test_a_full_disk_under_the_log_refuses_the_decision(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened() as reviewer:
        with monkeypatch.context() as patch:

            def full(handle: int, data: object) -> int:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

            patch.setattr(os, "write", full)
            await reviewer.press("i")
        assert "the review log cannot be written: the disk is full" in reviewer.message
        assert all(item.is_open for item in reviewer.items())
        await reviewer.press("i")
        assert not all(item.is_open for item in reviewer.items())


async def test_a_file_that_has_vanished_is_not_made_again(folder: Folder, opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("A", "enter")
        (folder.path / "article.en.txt").unlink()
        await reviewer.press("w")
        assert "somebody else has moved or deleted the file" in reviewer.look()
        await reviewer.press("enter")
        assert reviewer.app.review.unsaved == 1
    assert not (folder.path / "article.en.txt").exists()
