"""A line on standard error for runs that take long, gone when they end."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

_PATIENCE = 1.0
_PAUSE = 0.2


class Progress:
    """Says how far the run is, from its second second on; says nothing unless standard error is a terminal."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._on = not quiet and sys.stderr is not None and sys.stderr.isatty()
        self._next = time.monotonic() + _PATIENCE
        self._written = False

    def over(self, items: Iterable[T], what: str, total: int) -> Iterator[T]:
        """The items as they are, counted as they pass."""
        for number, item in enumerate(items):
            if self._on:
                self.say(f"{what}: {number} of {total}")
            yield item

    def say(self, message: str) -> None:
        """Replace the line, unless that was done a moment ago."""
        now = time.monotonic()
        if self._on and now >= self._next:
            self._next = now + _PAUSE
            self._written = True
            sys.stderr.write(f"\r\x1b[K{message[:100]}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._written:
            self._written = False
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
