"""What is typed into: lines and areas whose text is data.

A text may hold characters that a terminal would obey or hide. While it is edited each of them stands as a picture of its own,
one for one, so that the cursor is where it seems to be; in what comes out they are what they were.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from textual import events
from textual.widgets import Input, TextArea

from align.text.place import printable


class Disguise:
    """Pictures of what is not printable; the characters of `keep` stand as they are."""

    def __init__(self, keep: str = "") -> None:
        self._keep = keep
        self._pictures: dict[str, str] = {}
        self._taken: set[str] = set()
        # Pictures of controls, then patterns that no text is likely to have so many of.
        self._free: Iterator[str] = map(chr, chain(range(0x2421, 0x2427), range(0x2591, 0x2600), range(0x2801, 0x2900)))

    def hide(self, text: str) -> str:
        """The text as it is shown: as many characters, all of them printable."""
        if text.isprintable():
            self._taken.update(text)
            return text
        self._taken.update(text)
        for character in dict.fromkeys(text):
            if character not in self._keep and character not in self._pictures and printable(character) != character:
                self._pictures[character] = self._picture(character)
        return text.translate({ord(character): picture for character, picture in self._pictures.items()})

    def meant(self, shown: str) -> str:
        """The text that is meant by what is shown."""
        return shown.translate({ord(picture): character for character, picture in self._pictures.items()})

    def _picture(self, character: str) -> str:
        usual = printable(character)
        picture = usual if len(usual) == 1 and usual not in self._taken else next(self._free, "\ufffd")
        while picture in self._taken and picture != "\ufffd":
            picture = next(self._free, "\ufffd")
        self._taken.add(picture)
        return picture


class Line(Input):
    """A line to type on; `meant` is its text."""

    def __init__(self, value: str = "", **options: Any) -> None:
        self.disguise = Disguise()
        super().__init__(self.disguise.hide(value), **options)

    @property
    def meant(self) -> str:
        """The text, with everything that is hidden in it."""
        return self.disguise.meant(self.value)

    def put(self, text: str) -> None:
        """Let another text stand there."""
        self.value = self.disguise.hide(text)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        lines = event.text.splitlines()
        if lines:
            start, end = sorted(self.selection)
            self.replace(self.disguise.hide(lines[0]), start, end)


class Area(TextArea):
    """An area to type in; `meant` is its text. Line ends are those of one character."""

    def __init__(self, text: str = "", **options: Any) -> None:
        self.disguise = Disguise(keep="\n\t")
        super().__init__(self.disguise.hide(text), **options)

    @property
    def meant(self) -> str:
        """The text, with everything that is hidden in it."""
        return self.disguise.meant(self.text)

    def put(self, text: str) -> None:
        """Let another text stand there."""
        self.text = self.disguise.hide(text)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        if self.read_only:
            return
        pasted = self.disguise.hide(event.text.replace("\r\n", "\n").replace("\r", "\n"))
        start, end = self.selection
        self.move_cursor(self.replace(pasted, start, end, maintain_selection_offset=False).end_location)
