"""How the app is opened by tests, how keys are pressed and when it has settled.

A test is a coroutine: it opens the app through the command line in a folder of its own, presses keys as a reviewer does, and
looks at the screen and at the review behind it. Nothing waits for a time, only for what the app has still to do.
"""

from __future__ import annotations

import asyncio
import codecs
import inspect
import json
import os
import re
import select
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

if sys.platform != "win32":
    import termios
from click.testing import CliRunner, Result
from textual import events
from textual._compositor import Compositor
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.keys import REPLACED_KEYS, _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from align.cli.main import main
from align.review.items import Item, Status
from tui.app import ReviewApp
from tui.seen import put_away
from tui.widgets.pane import Pane

ROOT = Path(__file__).parents[2]
GLOSSARY = """\
# Names of this test alone: nobody here exists.
version: 1
entities:
  - id: ayase-naoki
    type: person
    origin: ja
    gender: male
    en: {full: Naoki Ayase, family: Ayase, given: Naoki}
    ja: 綾瀬直樹
    kana: あやせ なおき
  - id: misaki-haruka   # the mayor
    type: person
    origin: ja
    gender: female
    en: {full: Haruka Misaki, family: Misaki, given: Haruka}
    ja: 三崎遥
    kana: みさき はるか

  - id: ohno-yoko
    type: person
    origin: ja
    gender: female
    en: {full: Yoko Ohno, family: Ohno, given: Yoko}
    ja: 大野陽子
    kana: おおの ようこ
    note: spells herself with an h
  - id: takahashi-kenta
    type: person
    origin: ja
    gender: male
    en: {full: Kenta Takahashi, family: Takahashi, given: Kenta}
    ja: 高橋健太
    kana: たかはし けんた
"""
SOURCE = """\
綾瀬直樹、三崎遥と会談
綾瀬直樹大臣は三日、港の学校で三崎遥と会談した。
綾瀬直樹は「結果を待ちたい」と述べた。
大野陽子と高橋健太も同席した。
中村恵子は記録を担当した。
三崎遥は四日、東京に戻った。
大野陽子は港に残った。
佐々木誠が綾瀬直樹を見送った。
高橋健太は取材に答えなかった。
"""
WRONG = """\
Naomi Ayase Meets Misaki Haruka
Minister Naomi Ayase met Misaki Haruka at the harbour school on the 3rd.
Naomi Ayase said that he would like to wait for the result.
Yoko Ono and Takahashi Kenta were there too.
Keiko Nakamura took the minutes.
Misaki Haruka returned to Tokyo on the 4th.
Yoko Ono stayed at the harbour.
Makoto Sasaki saw Naomi Ayase off.
Takahashi Kenta did not answer questions.
"""
RIGHT = (
    WRONG.replace("Naomi Ayase", "Naoki Ayase")
    .replace("Misaki Haruka", "Haruka Misaki")
    .replace("Yoko Ono", "Yoko Ohno")
    .replace("Takahashi Kenta", "Kenta Takahashi")
)
ARTICLE = ("article.en.txt", "--source", "article.ja.txt")
NAMED = (*ARTICLE, "--glossary", "names.yaml")
_PATIENCE = 30
"""Seconds after which a test that waits has failed."""


def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """A test that is a coroutine runs in a loop of its own."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    asyncio.run(pyfuncitem.obj(**arguments))
    return True


@dataclass(frozen=True)
class Folder:
    """A folder to work in: an article whose source names nine people, four of them wrongly rendered, and a glossary."""

    path: Path

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def read(self, name: str) -> str:
        return (self.path / name).read_bytes().decode()

    def align(self, *arguments: str) -> Result:
        """Run another command in this process."""
        return CliRunner().invoke(main, arguments)

    def findings(self, *arguments: str) -> list[dict[str, Any]]:
        """What `check` finds that counts, as JSON."""
        done = self.align("check", *(arguments or NAMED), "--output-format", "json")
        assert done.exit_code in (0, 1), done.stderr
        found = json.loads(done.stdout)["findings"]
        return [each for each in found if not each["suppressed"]]

    def log(self) -> list[dict[str, Any]]:
        """The lines of the review log."""
        path = self.path / "align-review.jsonl"
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


class Reviewer:
    """Somebody before the open app, with hands and eyes."""

    def __init__(self, app: ReviewApp, pilot: Pilot[Any]) -> None:
        self.app = app
        self.pilot = pilot
        self.presses = 0
        self._top: Screen[Any] | None = None

    # --- hands

    async def press(self, *keys: str) -> None:
        """Press keys one after the other; each has had its effect when the next one comes."""
        for key in keys:
            self.presses += 1
            self.send(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type a text into what has the cursor."""
        for character in text:
            self.presses += 1
            self.send(character)
        await self.settle()

    async def replace(self, text: str) -> None:
        """Put another text into the line that has the cursor."""
        focused = self.screen.focused
        assert isinstance(focused, Input)
        focused.value = text
        await self.settle()

    def send(self, key: str) -> None:
        """Press a key without waiting for what it does."""
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        character = key if len(key) == 1 else {"space": " ", "enter": "\r"}.get(REPLACED_KEYS.get(key, key))
        event = events.Key(name, character)
        event.set_sender(self.app)
        self.app.post_message(event)

    async def settle(self, rounds: int = 1) -> None:
        """Wait until every message is dealt with and every document is checked as it stands."""
        async with asyncio.timeout(_PATIENCE):
            await self._turn()
            if self.app.is_running and not self.app._exit:
                await self.app.idle()
                # What lies over the main screen is drawn once to learn its size, and then to fill it.
                if self.app.screen is not self._top and len(self.app.screen_stack) > 1:
                    rounds = max(rounds, 2)
                self._top = self.app.screen
                for _ in range(rounds):
                    await self._turn()
                    self.app.screen._on_timer_update()
                    await self._turn()

    async def _turn(self) -> None:
        """Everything that is in a queue now is dealt with."""
        await self.pilot._wait_for_screen()
        if self.app._exception:
            raise self.app._exception

    async def found(self, words: str) -> None:
        """Wait until words stand on the screen: the palette searches by itself."""
        async with asyncio.timeout(_PATIENCE):
            while words not in self.look():
                await asyncio.sleep(0.01)
                await self.settle()

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        size = Size(width, height)
        driver = self.app._driver
        assert isinstance(driver, HeadlessDriver)
        driver._size = size
        self.app.post_message(events.Resize(size, size))
        await self.settle(3)

    async def until_it_looks(self, so: str) -> None:
        """Wait until the screen has been laid out anew, a few turns at most."""
        for _ in range(20):
            if self.look() == so:
                return
            await self.settle()

    async def click(self, pane: str, line: int, column: int = 2) -> None:
        """Click on a line of a pane, counted from 0 on the screen."""
        target = self.pane(pane)
        gutter = target.gutter
        await self.pilot.click(target, offset=(column + gutter.left, line + gutter.top))
        await self.settle()

    # --- eyes

    @property
    def screen(self) -> Screen[Any]:
        """The screen that lies on top."""
        return self.app.screen

    @property
    def over(self) -> str:
        """What lies over the main screen, empty where nothing does."""
        return type(self.app.screen).__name__ if len(self.app.screen_stack) > 1 else ""

    @property
    def message(self) -> str:
        """What the line above the keys says."""
        return self.app.message

    def pane(self, name: str) -> Pane:
        return self.app.pane_of(name)

    def lines(self, pane: str | Pane) -> list[str]:
        """What a pane shows, line by line as it is drawn."""
        drawn = pane if isinstance(pane, Pane) else self.pane(pane)
        return [drawn.render_line(y).text for y in range(drawn.size.height)]

    def text(self, pane: str | Pane) -> str:
        return "\n".join(line.rstrip() for line in self.lines(pane))

    def look(self) -> str:
        """The whole screen as it stands, with everything that lies over it."""
        return "\n".join(strip.text.rstrip() for strip in self.app.screen._compositor.render_strips())

    @property
    def item(self) -> Item:
        """The finding under the cursor."""
        item = self.app.review.item
        assert item is not None
        return item

    def items(self, *states: Status) -> list[Item]:
        """The findings in these states, or all."""
        return [item for item in self.app.review.queue.all() if not states or item.status in states]

    def translation(self) -> str:
        """The translations as they stand, line by line."""
        return "".join(f"{segment.target}\n" for sheet in self.app.review.sheets for segment in sheet.segments)

    def state(self) -> tuple[object, ...]:
        """All that an act can change for good: texts, glossaries, decisions that count."""
        review = self.app.review
        texts = {str(path): review.glossaries.text(path) for path in review.glossaries.paths}
        standing = sorted(repr((each.matter, each.ruling, each.reason, each.until)) for each in review.decisions)
        return self.translation(), {name: text for name, text in texts.items() if text}, standing


Opened = Callable[..., AbstractAsyncContextManager[Reviewer]]


_PARSED: dict[object, list[RuleSet]] = {}
_PARSE = Stylesheet._parse_rules


def _parsed_once(sheet: Stylesheet, css: str, read_from: Any, *rest: Any, **options: Any) -> list[RuleSet]:
    """The rules of a style sheet, which are the same in every app of one theme: reading them costs most of a start."""
    key = (css, read_from, rest, *sorted(options.items()), *sorted(sheet._variables.items()))
    if key not in _PARSED:
        _PARSED[key] = _PARSE(sheet, css, read_from, *rest, **options)
    return _PARSED[key]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """The article with its glossary; the state of the app is kept in the same folder."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setenv("ALIGN_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("ALIGN_CACHE_DIR", str(tmp_path / "cache"))
    for name in ("NO_COLOR", "FORCE_COLOR", "ALIGN_TRACEBACK", "EDITOR", "VISUAL", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    made = Folder(work)
    made.write("article.ja.txt", SOURCE)
    made.write("article.en.txt", WRONG)
    made.write("names.yaml", GLOSSARY)
    return made


def made_app(folder: Folder, arguments: tuple[str, ...]) -> ReviewApp:
    """The app as the command line makes it, not running yet."""
    made: list[ReviewApp] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TEXTUAL_DRIVER", "textual.drivers.headless_driver:HeadlessDriver")
        patch.setattr(ReviewApp, "run", lambda app: made.append(app))
        done = CliRunner().invoke(main, ["review", *arguments], catch_exceptions=False)
    assert made, done.output
    return made[0]


@pytest.fixture
def opened(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Open the app on the article, or on what is named; leaving the block ends it."""
    # Nobody sees the frames between: the screen is drawn when a test looks at it.
    paint = Compositor.render_update

    def painted(compositor: Compositor, full: bool = False, **options: Any) -> object:
        return paint(compositor, full=True, **options) if full else None

    monkeypatch.setattr(Compositor, "render_update", painted)
    monkeypatch.setattr(Stylesheet, "_parse_rules", _parsed_once)

    @asynccontextmanager
    async def open_app(
        *arguments: str, size: tuple[int, int] = (120, 40), tour: bool = False, settle: bool = True
    ) -> AsyncIterator[Reviewer]:
        app = made_app(folder, arguments or NAMED)
        app.tour.shown = tour
        async with app.run_test(size=size) as pilot:
            reviewer = Reviewer(app, pilot)
            if settle:
                await reviewer.settle(3)
            yield reviewer

    return open_app


# --- a real terminal -------------------------------------------------------------------------------------------------

_ESCAPES = re.compile(
    r"\x1b(?:\[[0-9;?<>=]*[ -/]*[@-~]|[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)?|[()][0-9A-Z]|[=>78cDEHMNOZ])"
)


class Terminal:
    """`align review` in a process of its own behind a terminal of 80×24; what it draws is kept as it comes."""

    def __init__(self, folder: Folder, arguments: Sequence[str], **env: str) -> None:
        import pty

        self.master, self.slave = pty.openpty()
        termios.tcsetwinsize(self.slave, (24, 80))
        self.modes = termios.tcgetattr(self.slave)
        self.drawn = ""
        self.raw = b""
        self._rest = b""
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        command = [sys.executable, "-m", "align", "review", *arguments]
        self.process = subprocess.Popen(
            command,
            cwd=folder.path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **env},
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            start_new_session=True,
        )

    def send(self, keys: str) -> None:
        """Press keys, as the bytes that a terminal sends for them."""
        os.write(self.master, keys.encode())

    def read(self, patience: float = 0.0) -> bool:
        """Take in what was drawn; False where nothing came within so many seconds."""
        ready, _, _ = select.select([self.master], [], [], patience)
        if not ready:
            return False
        try:
            piece = os.read(self.master, 1 << 16)
        except OSError:  # the other side is gone
            return False
        self.raw += piece
        self._rest += piece
        # What may be the beginning of an escape or of a character waits for the rest of it.
        whole = self._rest.rfind(b"\x1b") if b"\x1b" in self._rest[-80:] else len(self._rest)
        text, self._rest = self._decode(self._rest[:whole]), self._rest[whole:]
        self.drawn += _ESCAPES.sub("", text)
        return bool(piece)

    def wait_for(self, words: str, since: int = 0) -> int:
        """Read until words have been drawn after the first `since` characters; where they end."""
        until = time.monotonic() + _PATIENCE
        while (at := self.drawn.find(words, since)) < 0:
            if not self.read(0.1) and (self.process.poll() is not None or time.monotonic() > until):
                raise AssertionError(f"{words!r} was not drawn: {self.drawn[since:][-1500:]}")
        return at + len(words)

    def end(self) -> int:
        """Read until the process has ended; its exit code."""
        until = time.monotonic() + _PATIENCE
        while self.process.poll() is None and time.monotonic() < until:
            self.read(0.05)
        while self.read():
            pass
        self.drawn += _ESCAPES.sub("", self._rest.decode("utf-8", "replace"))
        return self.process.wait(1)

    def vanish(self) -> None:
        """Let go of the terminal, as when a connection breaks."""
        if self.master >= 0:
            os.close(self.master)
            os.close(self.slave)
            self.master = self.slave = -1

    def close(self) -> None:
        """End it, if it has not ended, and let go of the terminal."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.vanish()


@pytest.fixture
def terminal(folder: Folder) -> Iterator[Callable[..., Terminal]]:
    """Start the app behind a terminal; whatever happens, it is ended."""
    if sys.platform == "win32":
        pytest.skip("there are no pseudo-terminals")
    started: list[Terminal] = []

    put_away()

    def start(*arguments: str, **env: str) -> Terminal:
        started.append(Terminal(folder, arguments or NAMED, **env))
        return started[-1]

    yield start
    for each in started:
        each.close()
