"""Tables of what single Han characters are read, each a text file beside this one.

A line has the readings, separated by spaces, a tab, and all characters that are read so. A table is read when first
asked and searched as text, without an index of its characters.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Final

from align.text.fold import fold_source

_FIRST_HAN: Final = "\u2e80"


class CharacterTable:
    """The readings of one file, by character."""

    def __init__(self, name: str) -> None:
        self._path = Path(__file__).with_name(name)

    @cached_property
    def _text(self) -> str:
        return self._path.read_text(encoding="utf-8")

    def readings(self, char: str) -> tuple[str, ...]:
        """The readings of one character in the order of the file, or those of its folded form (see `align.text.fold`).

        Empty for what is no Han character or has no reading.
        """
        if len(char) != 1 or char < _FIRST_HAN:
            return ()
        return self._listed(char) or self._listed(fold_source(char).text)

    def _listed(self, char: str) -> tuple[str, ...]:
        at = self._text.find(char) if len(char) == 1 and char >= _FIRST_HAN else -1
        if at < 0:
            return ()
        start = self._text.rfind("\n", 0, at) + 1
        return tuple(self._text[start : self._text.index("\t", start)].split(" "))
