"""The app killed at any moment of a review: what the screen had said to be done is there again, and every file is whole.

A review is done once undisturbed, and what there is after each step is kept. Then it is done again and again in a terminal and
killed somewhere; the next start must go on with what there was after the last step that was told, or the one after it.
`ALIGN_KILLS=200` kills as often as that.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.tui.conftest import Folder, Opened, Reviewer, Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

KILLS = int(os.environ.get("ALIGN_KILLS", "2"))
STEPS = (
    ("A", "enter"),
    ("colon", "2", "enter", "i"),
    ("colon", "6", "enter", "v"),
    ("colon", "4", "enter", "s"),
    ("colon", "9", "enter", "enter"),
    ("w", "enter"),
    ("u",),
    ("U",),
    ("colon", "7", "enter", "2"),
    ("f3", "slash", *"naka", "enter", "G", "enter"),
    ("f2", "colon", "4", "enter", "b"),
    ("u",),
    ("w", "enter"),
    ("colon", "4", "enter", "i"),
)
"""What is pressed in each step."""
SENT = {"enter": "\r", "f2": "\x1bOQ", "f3": "\x1bOR", "slash": "/", "colon": ":"}
TOLD = 30
"""So much of a message is waited for: it fits the line in any case."""


@dataclass(frozen=True)
class Plan:
    """What there is after each step: the state of the review, and what was told of it. `files` are whole contents."""

    states: list[tuple[object, ...]]
    told: list[str]
    files: list[set[bytes]]


async def planned(folder: Folder, opened: Opened) -> Plan:
    """The review, undisturbed."""
    names = ("article.en.txt", "names.yaml")
    files = [{(folder.path / name).read_bytes()} for name in names]
    async with opened(size=(80, 24)) as reviewer:
        plan = Plan([reviewer.state()], [""], files)
        for step in STEPS:
            await reviewer.press(*step)
            assert not reviewer.over
            plan.states.append(reviewer.state())
            plan.told.append(reviewer.message)
            for name, seen in zip(names, files, strict=True):
                seen.add((folder.path / name).read_bytes())
    return plan


def killed(there: Terminal, plan: Plan, chance: random.Random) -> int:
    """Press keys until the app is killed; how many steps it had said to be done."""
    last = chance.randrange(len(STEPS) + 1)
    moment = chance.random() * 0.06
    at = there.wait_for("11 of 11 open")
    for number, step in enumerate(STEPS[:last], 1):
        for key in step:
            there.send(SENT.get(key, key))
        at = there.wait_for(plan.told[number][:TOLD], at)
    if last < len(STEPS):
        there.send("".join(SENT.get(key, key) for key in STEPS[last]))
    time.sleep(moment)
    there.process.kill()
    there.process.wait()
    while there.read():
        pass
    done = last
    if last < len(STEPS) and plan.told[last + 1][:TOLD] in there.drawn[at:]:
        done += 1
    return done


async def test_what_was_said_to_be_done_is_there_after_any_kill(
    folder: Folder, opened: Opened, terminal: Callable[..., Terminal]
) -> None:
    chance = random.Random(os.environ.get("ALIGN_SEED", "4"))
    fresh = folder.path.with_name("fresh")
    shutil.copytree(folder.path, fresh)
    plan = await planned(folder, opened)
    for _ in range(KILLS):
        renew(folder, fresh)
        there = terminal()
        done = killed(there, plan, chance)
        there.close()
        for name, whole in zip(("article.en.txt", "names.yaml"), plan.files, strict=True):
            assert (folder.path / name).read_bytes() in whole, f"{name} is half written"
        async with opened(size=(80, 24)) as reviewer:
            if reviewer.over:
                assert reviewer.over == "RecoverScreen"
                await reviewer.press("enter")
            check_gone_on(reviewer, plan, done)
            await reviewer.press("w")
            await reviewer.press(*(["enter"] if reviewer.over else []))
            assert reviewer.app.review.unsaved == 0, f"after {done} steps: {reviewer.message}"
        leftovers = {path.name for path in folder.path.iterdir()} - {path.name for path in fresh.iterdir()}
        assert leftovers <= {"align-review.jsonl"}


def renew(folder: Folder, fresh: object) -> None:
    """Everything as it was before the first start."""
    shutil.rmtree(folder.path.with_name("state") / "review", ignore_errors=True)
    for path in folder.path.iterdir():
        path.unlink()
    shutil.copytree(str(fresh), folder.path, dirs_exist_ok=True)


def check_gone_on(reviewer: Reviewer, plan: Plan, done: int) -> None:
    """What there is now is what there was after the last step that was told, or after the one that it was killed in."""
    state = reviewer.state()
    possible = plan.states[done : done + 2]
    if state in possible:
        return
    # A step that writes to the journal and one that writes to the log are told apart: each part is there or not.
    parts = zip(state, *possible, strict=True)
    assert all(part in either for part, *either in parts), f"after {done} steps: {reviewer.message}"
