"""Sorted text tables that are searched as they are, so that a start pays for reading a file and for nothing else.

A table is a UTF-8 file beside the code. Each line is a key, a tab, and the rest; lines are sorted by their bytes, and a key
stands in one line only. Lines that begin with `#` stand at the top and are no entries.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

FOLDER = Path(__file__).parent
"""Where the tables of readings stand; `scripts/measure_name_reader.py` puts others in their place."""


class Table:
    """One table; opened when first asked."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _bytes(self) -> bytes:
        # Not mapped into memory: a file that is replaced meanwhile would end the process.
        return self._path.read_bytes()

    @cached_property
    def _start(self) -> int:
        """Where the first entry stands, after the remarks."""
        at = 0
        while self._bytes[at : at + 1] == b"#":
            at = self._bytes.find(b"\n", at) + 1
        return at

    def get(self, key: str) -> str | None:
        """What stands behind a key; None where the table has no such key."""
        wanted = key.encode("utf-8", "surrogatepass") + b"\t"
        at = self._first_not_before(wanted)
        if self._bytes[at : at + len(wanted)] != wanted:
            return None
        return self._bytes[at + len(wanted) : self._end(at)].decode()

    def has_prefix(self, prefix: str) -> bool:
        """Whether any key begins with `prefix`."""
        wanted = prefix.encode("utf-8", "surrogatepass")
        at = self._first_not_before(wanted)
        return self._bytes[at : at + len(wanted)] == wanted

    def __iter__(self) -> Iterator[tuple[str, str]]:
        at = self._start
        while at < len(self._bytes):
            key, _, rest = self._bytes[at : self._end(at)].decode().partition("\t")
            yield key, rest
            at = self._end(at) + 1

    def _end(self, at: int) -> int:
        end = self._bytes.find(b"\n", at)
        return end if end >= 0 else len(self._bytes)

    def _first_not_before(self, wanted: bytes) -> int:
        """Where the first line begins that is not smaller than `wanted`; the end of the file where there is none."""
        low, high = self._start, len(self._bytes)
        while low < high:
            middle = self._bytes.rfind(b"\n", low, (low + high) // 2) + 1 or low
            if self._bytes[middle : self._end(middle)] < wanted:
                low = min(self._end(middle) + 1, len(self._bytes))
            else:
                high = middle
        return low
