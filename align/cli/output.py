"""The two streams: results go to standard output or a file, everything else to standard error."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import click

from align.errors import AlignError
from align.reports import Look

_WIDTH = 100


@contextlib.contextmanager
def results(path: Path | None) -> Iterator[TextIO]:
    """The stream for results: standard output, or the file `path`, which is replaced only when all went well."""
    if path is None:
        if sys.stdout is None:
            raise AlignError("standard output is closed", hint="write the results to a file with --output FILE")
        yield sys.stdout
        return
    target = path.resolve()
    # A device or a pipe takes the results as they come; it cannot be replaced.
    direct = target.exists() and not target.is_file()
    beside = target if direct else target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with _writable(path):
            out = beside.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
        with out:
            yield out
        if not direct:
            with _writable(path):
                _replace(target, beside)
    finally:
        if not direct:
            with contextlib.suppress(OSError):
                beside.unlink()


@contextlib.contextmanager
def _writable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        hint = "choose another place for --output"
        raise AlignError(f"the results cannot be written: {error.strerror}", path=path, hint=hint) from error


def _replace(target: Path, beside: Path) -> None:
    if target.exists():
        beside.chmod(stat.S_IMODE(target.stat().st_mode))
    beside.replace(target)


def look(color: str, *, quiet: bool, output: Path | None) -> Look:
    """How results are to look: coloured and as wide as the terminal in one, plain and 100 cells wide elsewhere."""
    cells = terminal_cells(output)
    return Look(
        colour=is_coloured(color, output), width=max(40, cells - 16) if cells is not None else _WIDTH, summary=not quiet
    )


def is_coloured(color: str, output: Path | None) -> bool:
    """Whether results are to be coloured, as `--color` (`auto`, `always`, `never`) says."""
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return color == "always" or (color == "auto" and terminal_cells(output) is not None and not plain)


def terminal_cells(output: Path | None) -> int | None:
    """How wide the terminal is that results go to; None where they go elsewhere."""
    terminal = output is None and sys.stdout.isatty()
    return shutil.get_terminal_size((_WIDTH, 24)).columns if terminal else None


def counted(number: int, noun: str) -> str:
    """A number of things, in words: `1 file`, `2,000 findings`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def note(message: str) -> None:
    """Tell the user something beside the results."""
    click.echo(f"align: {message}", err=True)
