"""A list to pick from: arrows and Enter, or the number before it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from align.text.place import printable
from tui.screens.box import BoxScreen


class PickScreen(BoxScreen[int]):
    """Asks for one of several lines; the answer counts from 0."""

    def __init__(self, title: str, options: Sequence[str], *, start: int = 0) -> None:
        super().__init__()
        self._title = title
        self._options = [Text(f"{number:>3}  {printable(option)}") for number, option in enumerate(options, 1)]
        self._start = start

    def compose(self) -> ComposeResult:
        """A box with the list."""
        with Container(classes="box") as box:
            box.border_title = Text(printable(self._title))
            box.border_subtitle = "⏎ takes it · Esc"
            yield OptionList(*map(Option, self._options), markup=False)

    def on_mount(self) -> None:
        """Choose at once."""
        options = self.query_one(OptionList)
        self.set_focus(options)
        if self._options:
            options.highlighted = min(self._start, len(self._options) - 1)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """The answer."""
        self.dismiss(event.option_index)

    def on_key(self, event: events.Key) -> None:
        """Letters move as on the main screen, a number picks."""
        options = self.query_one(OptionList)
        if event.key in ("j", "k"):
            event.stop()
            options.action_cursor_down() if event.key == "j" else options.action_cursor_up()
        elif event.key in "123456789" and int(event.key) <= len(self._options):
            event.stop()
            self.dismiss(int(event.key) - 1)
