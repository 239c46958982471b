"""Selecting words of a segment: with the arrows and Shift, or with the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message
from textual.widgets import Static, TextArea

from align.model.segment import Segment
from align.model.span import Side, Span
from tui.screens.box import BoxScreen
from tui.widgets.typing import Area


@dataclass(frozen=True, slots=True)
class Selected:
    """Words that were selected, and in which text."""

    side: Side
    span: Span
    text: str


class SelectScreen(BoxScreen[Selected]):
    """Asks for words of a segment."""

    def __init__(
        self, segment: Segment, side: Side, title: str, *, sides: Sequence[Side] = (Side.SOURCE, Side.TARGET)
    ) -> None:
        super().__init__()
        self._segment = segment
        self._side = side
        self._title = title
        self._sides = [one for one in sides if self._text(one)]

    def compose(self) -> ComposeResult:
        """The text that is selected from."""
        with Container(classes="box") as box:
            box.border_title = self._title
            box.border_subtitle = "Shift+→ selects · w a word · ⏎ takes it · Esc"
            yield Static("", id="which")
            area = Selecting(self._text(self._side), read_only=True, soft_wrap=True, show_line_numbers=False)
            area.show_cursor = True
            yield area

    def on_mount(self) -> None:
        """Select at once."""
        self._say()
        self.set_focus(self.query_one(TextArea))

    def _text(self, side: Side) -> str:
        return (self._segment.source if side is Side.SOURCE else self._segment.target) or ""

    def _say(self) -> None:
        self.query_one("#which", Static).update(f"the {'source' if self._side is Side.SOURCE else 'translation'}")

    def on_selecting_turned(self) -> None:
        """The other text."""
        if len(self._sides) > 1:
            self._side = self._sides[1 - self._sides.index(self._side)]
            self.query_one(Selecting).put(self._text(self._side))
            self._say()

    def on_selecting_taken(self) -> None:
        """The words that are selected are the answer; without any, nothing happens."""
        area = self.query_one(TextArea)
        start, end = sorted(area.selection)
        text = self._text(self._side)
        offsets = [_offset(text, place) for place in (start, end)]
        if offsets[0] < offsets[1]:
            span = Span(*offsets)
            self.dismiss(Selected(self._side, span, span.of(text)))
        else:
            self.query_one("#which", Static).update("nothing is selected: hold Shift and move, or press w on a word")


class Selecting(Area):
    """A text to select from."""

    class Turned(Message):
        """The other text is wanted."""

    class Taken(Message):
        """What is selected is meant."""

    async def _on_key(self, event: events.Key) -> None:
        message = {"tab": self.Turned, "enter": self.Taken}.get(event.key)
        if message is not None:
            event.stop()
            event.prevent_default()
            self.post_message(message())
        elif event.key == "w":
            event.stop()
            event.prevent_default()
            self.action_cursor_word_right(select=True)
        else:
            await super()._on_key(event)


def _offset(text: str, place: tuple[int, int]) -> int:
    row, column = place
    lines = text.split("\n")
    return sum(len(line) + 1 for line in lines[:row]) + column
