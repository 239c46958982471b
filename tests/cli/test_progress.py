from __future__ import annotations

import io
import sys

import pytest

from align.cli import progress
from align.cli.progress import Progress


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


@pytest.mark.parametrize(("terminal", "quiet"), [(False, False), (True, True)])
def test_nothing_is_said_without_a_terminal_or_when_quiet(
    terminal: bool, quiet: bool, clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = _Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    line = Progress(quiet=quiet)
    clock[0] = 9.0
    line.say("working")
    line.clear()
    assert stream.getvalue() == ""


def test_a_short_run_says_nothing_and_a_long_one_clears_its_line(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = _Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    line = Progress()
    line.say("too early")
    line.clear()
    assert stream.getvalue() == ""
    clock[0] = 1.5
    assert list(line.over("ab", "letters", 2)) == ["a", "b"]
    line.clear()
    assert stream.getvalue() == "\r\x1b[Kletters: 0 of 2\r\x1b[K"
