"""Findings that are ignored, here or further, with a reason or until a day: the log says so and `check` obeys."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from align.review.items import Status
from tests.tui.conftest import NAMED

if TYPE_CHECKING:
    from tests.tui.conftest import Folder, Opened


async def test_a_finding_that_is_ignored_no_longer_waits(folder: Folder, opened: Opened) -> None:
    before = folder.findings()
    async with opened() as reviewer:
        await reviewer.press("i")
        (ignored,) = reviewer.items(Status.IGNORED)
        assert "~ N202" in reviewer.text("list")
        assert len(folder.log()) == 1
    after = folder.findings()
    assert len(after) == len(before) - 1
    assert not [each for each in after if each["segment"] == ignored.id.segment and each["code"] == ignored.id.code]


@pytest.mark.parametrize(
    ("key", "left", "scope"), [("f1", 10, ""), ("f2", 7, "file"), ("f3", 7, "entity"), ("f4", 7, "everywhere")]
)
async def test_a_finding_is_ignored_as_far_as_is_said(
    key: str, left: int, scope: str, folder: Folder, opened: Opened
) -> None:
    async with opened() as reviewer:
        await reviewer.press("I", key, *"quoted", "enter")
        assert len(reviewer.items(Status.OPEN)) == left
        (line,) = folder.log()
        assert (line.get("scope", ""), line["reason"]) == (scope or line.get("scope", ""), "quoted")
    assert len(folder.findings()) == left


async def test_a_decision_counts_until_its_day(folder: Folder, opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("I", "down", *"30d", "enter")
        assert not reviewer.over
    (line,) = folder.log()
    assert line["until"] == (date.today() + timedelta(days=30)).isoformat()


async def test_what_is_no_day_is_asked_for_again(folder: Folder, opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("I", "down", *"soon", "enter")
        assert reviewer.over == "IgnoreScreen"
        assert "until: write YYYY-MM-DD, or 30d, 6m, 1y" in reviewer.look()
        await reviewer.press("escape")
    assert folder.log() == []


async def test_a_finding_that_is_ignored_can_wait_again(folder: Folder, opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("i", "home", "i")
        assert not reviewer.items(Status.IGNORED)
        assert reviewer.message.startswith('N202 "Naomi Ayase" waits again')
    assert len(folder.findings()) == 11
    assert len(folder.log()) == 2


async def test_a_decision_for_the_whole_name_is_taken_back_as_a_whole(folder: Folder, opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("I", "f3", "enter", "home", "i")
        assert not reviewer.items(Status.IGNORED)
    assert len(folder.findings()) == 11


async def test_what_the_configuration_ignores_is_not_taken_back_here(folder: Folder, opened: Opened) -> None:
    folder.write("align.toml", '[per-file-ignores]\n"*.txt" = ["N202"]\n')
    async with opened() as reviewer:
        await reviewer.press("slash", *"is:ign", "enter", "i")
        assert "not the review log" in reviewer.message
    assert folder.log() == []


async def test_what_is_unsure_still_waits_and_is_asked_about_again(folder: Folder, opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("s")
        assert "? N202" in reviewer.text("list")
        assert "11 of 11 open" in reviewer.lines("head")[0]
        await reviewer.press("home", "s")
        assert not reviewer.items(Status.UNSURE)
    assert len(folder.findings()) == 11


async def test_decisions_are_listed_with_reason_and_day(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("I", *"quoted speech", "enter", "f6")
        assert reviewer.over == "LinesScreen"
        assert "quoted speech" in reviewer.look()


async def test_old_findings_are_shown_as_those_of_the_baseline(folder: Folder, opened: Opened) -> None:
    number = len(folder.findings())
    folder.findings(*NAMED, "--update-baseline")
    async with opened() as reviewer:
        old = reviewer.items(Status.IGNORED)
        assert len(old) == number > 0
        assert {item.finding.suppressed.by for item in old if item.finding.suppressed} == {"baseline"}
        assert not reviewer.items(Status.OPEN)
