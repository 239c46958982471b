"""The tour of the first start: five stations, each done by pressing the key it tells of, put away for good when asked.

It never takes a key from the reviewer: it stands above the panes and goes on by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from rich.text import Text

from tui import render
from tui.colours import Palette
from tui.seen import put_away
from tui.wrapping import wrapped


@dataclass(frozen=True, slots=True)
class Station:
    """What the tour says, with the keys of these acts in the places of its braces; `done_by` are the acts that end it."""

    text: str
    acts: tuple[str, ...]
    done_by: tuple[str, ...]


STATIONS: Final = (
    Station(
        "On the left are the findings by name; the cursor is on one. {} and {} go to the next and the previous.",
        ("next", "previous"),
        ("next", "previous", "next-open", "previous-open"),
    ),
    Station(
        "On the right stand source and translation. Names that belong together have one letter and one colour. Below is what "
        "is wrong and why, with numbered forms: {} or the number uses one.",
        ("use",),
        ("use", "all", "type", "edit", *(f"use-{number}" for number in range(1, 10))),
    ),
    Station(
        "{} does the same for all findings like it, after the count. {} takes anything back, as often as you like.",
        ("all", "undo"),
        ("all", "undo"),
    ),
    Station(
        "{} shows every name with its forms, {} makes a glossary entry of one. {} ignores a finding.",
        ("names", "new-entry", "ignore"),
        ("names", "new-entry", "ignore", "ignore-more"),
    ),
    Station(
        "{} shows the diff and writes. Until then nothing on the disk changes, and nothing is lost. {} lists all keys.",
        ("write", "help"),
        ("write", "help"),
    ),
)


class Tour:
    """The tour as it stands: which station, and whether it is shown."""

    def __init__(self, *, on: bool) -> None:
        self.shown = on
        self.station = 0

    def did(self, act: str) -> None:
        """An act was done: a station that told of it is over."""
        if self.shown and act in STATIONS[self.station].done_by:
            self.next()

    def next(self) -> None:
        """Go to the next station; after the last the tour is over for good."""
        self.station += 1
        if self.station == len(STATIONS):
            self.dismiss()

    def press(self) -> None:
        """Its own key: shown, it goes on; put away, it begins again."""
        if self.shown:
            self.next()
        else:
            self.shown, self.station = True, 0

    def dismiss(self) -> None:
        """Put it away for good."""
        self.shown, self.station = False, 0
        put_away()

    def lines(self, width: int, palette: Palette, key: Callable[[str], str]) -> list[Text]:
        """What is shown."""
        station = STATIONS[self.station]
        text = station.text.format(*map(key, station.acts))
        lines = wrapped(Text(text, palette.strong), width)
        end = f"{self.station + 1} of {len(STATIONS)} · {key('tour')} next · {key('escape')} never show this again"
        return [*lines, render.cut(Text(end, palette.dim), width)]
