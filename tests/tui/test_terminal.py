"""The app in a real terminal: it starts, obeys keys, leaves the terminal as it was, and ends well however it is ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.tui.conftest import Folder, Opened, Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
Start = Callable[..., "Terminal"]

PUT_BACK = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l")
"""The old screen, the cursor, no mouse, no bracketed paste."""


def test_a_review_in_a_terminal_from_start_to_end(folder: Folder, terminal: Start) -> None:
    import termios

    there = terminal()
    there.wait_for("11 of 11 open")
    there.send("A")
    there.wait_for("in this document: 4 places")
    there.send("\r")
    at = there.wait_for("in 4 places · u to undo")
    there.send("w")
    there.wait_for("write 1 file", at)
    there.send("\r")
    there.wait_for("everything is on the disk", at)
    there.send("q")
    assert there.end() == 0
    assert folder.read("article.en.txt").count("Naoki Ayase") == 4
    assert termios.tcgetattr(there.slave) == there.modes
    for code in PUT_BACK:
        assert code in there.raw


def test_leaving_without_writing_says_that_something_is_left(folder: Folder, terminal: Start) -> None:
    there = terminal()
    there.wait_for("11 of 11 open")
    there.send("A\r")
    there.wait_for("in 4 places · u to undo")
    there.send("q")
    assert there.end() == 0
    assert "1 file is not written yet" in there.drawn
    again = terminal()
    again.wait_for("An earlier review has not been written")
    again.send("\r")
    again.wait_for("1 steps are here again")


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
async def test_a_signal_ends_the_review_and_loses_nothing(name: str, terminal: Start, opened: Opened) -> None:
    there = terminal()
    there.wait_for("11 of 11 open")
    there.send("A\r")
    there.wait_for("in 4 places · u to undo")
    os.kill(there.process.pid, getattr(signal, name))
    there.end()
    async with opened() as reviewer:
        assert reviewer.over == "RecoverScreen"
        await reviewer.press("enter")
        assert reviewer.translation().count("Naoki Ayase") == 4


def test_without_a_terminal_it_says_so_and_exits_2(folder: Folder) -> None:
    env = {name: value for name, value in os.environ.items() if name != "TEXTUAL_DRIVER"}
    done = subprocess.run(
        [sys.executable, "-m", "align", "review", "article.en.txt"],
        cwd=folder.path,
        env={**env, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("align: a review needs a terminal, and this is none\n")


def test_ctrl_c_says_how_to_leave_and_loses_nothing(terminal: Start) -> None:
    there = terminal()
    at = there.wait_for("11 of 11 open")
    there.send("\x03")
    there.wait_for("q leaves", at)
    there.send("q")
    assert there.end() == 0


def test_a_terminal_that_is_closed_without_a_signal_ends_the_review(terminal: Start) -> None:
    there = terminal()
    there.wait_for("11 of 11 open")
    there.vanish()
    assert there.process.wait(20) == 0
