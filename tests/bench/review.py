"""How fast the review app is with very many findings, and how soon an article can be worked on, in a real terminal.

    python tests/bench/review.py [--documents 5000] [--quick]
    python tests/bench/review.py --article

The first makes documents of 20 segments with a wrong name in each, opens the app on them in a terminal of 120 by 40
cells, and presses keys while they are still being checked and again afterwards. A key is answered when the first frame
after it has been written to the terminal as a whole; `last change` is when nothing more has followed, such as what the
check after an act has found. Prints milliseconds at the 50th and the 95th percentile, the time from
the first check result to the first findings on the screen, and the largest memory in MB. `--quick` leaves names in no
glossary alone (`--no-discovery`). The second prints seconds from the start of the command to the first findings of an
article of 30 lines, once with nothing compiled yet and then as usual. Nothing is asserted; see `--help` for the rest.
"""

from __future__ import annotations

import argparse
import fcntl
import importlib.util
import json
import os
import pty
import random
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
COLUMNS, LINES = 120, 40
SEGMENTS = 20
NAMES = 400
QUIET = 0.25
"""Seconds without a change after which a key has been answered."""

SCRIPTED = (
    *[("j", "j")] * 20,
    *[("n", "n")] * 20,
    *[("p", "p")] * 20,
    *[("Enter", "\r"), ("u", "u")] * 8,
    *[("A", "A"), ("A, then Esc", "\x1b")] * 6,
    *[("F3", "\x1bOR"), ("j in names", "j"), ("F2", "\x1bOQ")] * 5,
    *[("F4", "\x1bOS"), ("j in links", "j"), ("F2", "\x1bOQ")] * 5,
    *[("]", "]")] * 10,
    *[("[", "[")] * 10,
    *[("i", "i"), ("u (i)", "u")] * 5,
    *[
        step
        for _ in range(3)
        for step in [("/", "/"), *(("filter", each) for each in "n301 is:o"), ("filter Enter", "\r")]
    ],
    ("Esc (filter)", "\x1b"),
    ("A", "A"),
    ("A, document", "\r"),
    ("u (A)", "u"),
    *[("End", "\x1b[F"), ("Home", "\x1b[H")] * 3,
)


def main() -> None:
    """Measure once and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=5_000)
    parser.add_argument("--quick", action="store_true", help="without discovery")
    parser.add_argument("--article", action="store_true", help="an article of 30 lines instead")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        child(asked.child, asked.rest)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if asked.article:
            article(folder)
        else:
            many(folder, asked.documents, quick=asked.quick)


# --- what is reviewed --------------------------------------------------------------------------------------------


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", Path(__file__).with_name("generate.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def made(folder: Path, documents: int) -> Path:
    """Documents with a wrong name in every segment, and the glossary that knows better."""
    generate, chance = _generator(), random.Random(7)
    (folder / "names.yaml").write_text(generate.glossary(NAMES), "utf-8")
    people = [name for name in generate.names(NAMES) if name.lang == "ja" and "person" in name.entry]
    texts = folder / "texts"
    texts.mkdir()
    for number in range(documents):
        lines = []
        for at in range(SEGMENTS):
            name = chance.choice(people)
            _, source, target = chance.choice(generate._NAMING)
            wrong = chance.choice(name.wrong)
            row = {"id": str(at), "document": str(number), "source": source.format(name.han)}
            row |= {"target": target.format(name.han, wrong), "source_lang": "ja", "target_lang": "en"}
            lines.append(json.dumps(row, ensure_ascii=False) + "\n")
        (texts / f"{number:05}.jsonl").write_text("".join(lines), "utf-8")
    return texts


# --- the app in a terminal ---------------------------------------------------------------------------------------


def child(told: Path, arguments: Sequence[str]) -> None:
    """The real command; what happens in it is told line by line: a time and a word."""
    from align.cli.main import main as align
    from tui.app import ReviewApp

    out = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def tell(word: str) -> None:
        os.write(out, f"{time.monotonic():.6f} {word}\n".encode())

    take_in, display, act = ReviewApp.take_in, ReviewApp._display, ReviewApp.action_act
    state = {"results": False, "acts": 0}

    def noted_take_in(app: ReviewApp, news: Sequence[object], loaded: bool) -> None:
        if not state["results"] and news:
            tell("results")
        state["results"] = True
        take_in(app, news, loaded)
        if loaded:
            tell(f"loaded {app.review.queue.count()}")

    def noted_display(app: ReviewApp, *rest: object) -> None:
        display(app, *rest)  # type: ignore[arg-type]
        tell(f"frame {state['acts']} {'findings' if state['results'] else ''}")

    async def noted_act(app: ReviewApp, name: str) -> None:
        await act(app, name)
        state["acts"] += 1

    ReviewApp.take_in, ReviewApp._display, ReviewApp.action_act = noted_take_in, noted_display, noted_act  # type: ignore
    align([*arguments], standalone_mode=False)
    sys.exit()


class Terminal:
    """A command in a terminal of its own."""

    def __init__(self, command: Sequence[str | Path], folder: Path) -> None:
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "ALIGN_CACHE_DIR": str(folder / "cache"),
            "ALIGN_STATE_DIR": str(folder / "state"),
            "PYTHONPATH": str(ROOT),
            "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.began = time.monotonic()
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self.process = subprocess.Popen(
            [*map(str, command)], stdin=slave, stdout=slave, stderr=slave, env=environment, cwd=folder,
            start_new_session=True,
        )  # fmt: skip
        os.close(slave)

    def send(self, keys: str) -> float:
        """Press keys; when that was."""
        now = time.monotonic()
        os.write(self._master, keys.encode())
        return now

    def read(self, seconds: float) -> bytes:
        """What comes within so many seconds at most; empty where nothing does."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        try:
            return os.read(self._master, 1 << 16) if ready else b""
        except OSError:
            return b""

    def answered(self, limit: float = 5) -> float:
        """Read until a frame has come as a whole; when that was, 0 where none came."""
        begin = time.monotonic()
        while time.monotonic() - begin < limit:
            if self.read(0.01):
                last = time.monotonic()
                while self.read(0.004):
                    last = time.monotonic()
                return last
        return 0.0

    def settled(self, quiet: float = QUIET, limit: float = 5) -> float:
        """Read until something has come and then nothing more for a while; when the last of it came, 0 where nothing did."""
        begin, last = time.monotonic(), 0.0
        while time.monotonic() - begin < limit and not (last and time.monotonic() - last > quiet):
            if self.read(0.01):
                last = time.monotonic()
        return last

    def until(self, words: bytes, limit: float) -> float:
        """Read until these words have come; when that was."""
        seen = b""
        while time.monotonic() - self.began < limit:
            seen += self.read(0.5)
            if words in seen:
                return time.monotonic()
        raise TimeoutError(words)

    def memory(self) -> int:
        """The largest memory of the process so far, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) >> 10

    def end(self) -> None:
        """Leave the app, whatever state it is in."""
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self._master)


def many(folder: Path, documents: int, *, quick: bool) -> None:
    """Very many findings."""
    texts, told = made(folder, documents), folder / "told"
    command = [sys.executable, __file__, "--child", told, "review", texts, "--glossary", folder / "names.yaml"]
    app = Terminal([*command, *(["--no-discovery"] if quick else [])], folder)
    try:
        app.until(b"of", 60)
        while not any(word == "results" for _, word in _told(told)):
            app.read(0.05)
        app.settled(0.5, 2)
        pressed = _while_checking(app, told)
        while not any(word.startswith("loaded") for _, word in _told(told)):
            app.read(0.2)
        app.settled(1)
        lines = list(_told(told))
        first = next(at for at, word in lines if word == "results")
        painted = next(
            at for at, word in lines if word.startswith("frame") and word.endswith("findings") and at > first
        )
        done, word = next((at, word) for at, word in lines if word.startswith("loaded"))
        print(f"{word.split()[1]} findings in {documents} documents, {COLUMNS} x {LINES} cells")
        print(f"first results after {first - app.began:.2f} s, on the screen {1000 * (painted - first):.0f} ms later")
        print(f"everything checked after {done - app.began:.1f} s; {app.memory()} MB at most until then")
        _print("while checking", pressed)
        times: dict[str, list[float]] = {}
        settled: list[float] = []
        for name, keys in SCRIPTED:
            at = app.send(keys)
            if answered := app.answered():
                times.setdefault(name, []).append(answered - at)
                settled.append(max(answered, app.settled(limit=QUIET)) - at)
        _print("afterwards", times | {"last change": settled})
        print(f"{app.memory()} MB at most")
    finally:
        app.end()


def _while_checking(app: Terminal, told: Path) -> dict[str, list[float]]:
    """Keys one by one, each answered by the first frame after its act."""
    times: dict[str, list[float]] = {}
    for number, (name, keys) in enumerate(
        [("j", "j"), ("n", "n"), ("p", "p"), ("Enter", "\r"), ("u", "u"), ("]", "]")] * 12
    ):
        at = app.send(keys)
        while time.monotonic() - at < 10:
            app.read(0.01)
            frames = [when for when, word in _told(told) if word.startswith("frame") and int(word.split()[1]) > number]
            if frames:
                times.setdefault(name, []).append(frames[0] - at)
                break
    return times


def _told(path: Path) -> Iterator[tuple[float, str]]:
    if path.exists():
        for line in path.read_text().splitlines():
            at, _, word = line.partition(" ")
            yield float(at), word.strip()


def _print(title: str, times: dict[str, list[float]]) -> None:
    print(f"{title}, ms:")
    everything = [each for name, one in times.items() if name != "last change" for each in one]
    for name, one in [*times.items(), ("all", everything)]:
        if len(one) > 1:
            last = statistics.quantiles(one, n=20, method="inclusive")[18]
            print(f"  {name:14} {len(one):4} keys   p50 {1000 * statistics.median(one):5.0f}   p95 {1000 * last:5.0f}")
        elif one:
            print(f"  {name:14}    1 key    {1000 * one[0]:.0f}")


def article(folder: Path) -> None:
    """An article of 30 lines and the glossaries of the house."""
    generate = _generator()
    rows = [json.loads(line) for line in list(generate.news(30, "zh"))]
    for name, side in (("zh.txt", "source"), ("en.txt", "target")):
        (folder / name).write_text("".join(f"{row[side]}\n" for row in rows), "utf-8")
    glossaries = folder / "glossaries"
    shutil.copytree(ROOT / "glossaries", glossaries)
    command = [sys.executable, "-m", "align", "review", "en.txt", "--source", "zh.txt", "--glossary", glossaries]
    times = []
    for _ in range(8):
        shutil.rmtree(folder / "state", ignore_errors=True)
        app = Terminal(command, folder)
        try:
            app.until("▸".encode(), 30)
            times.append(app.settled() - app.began)
        finally:
            app.end()
    first, *rest = times
    print(f"first findings after {first:.2f} s with nothing compiled, then {statistics.median(rest):.2f} s")


if __name__ == "__main__":
    main()
