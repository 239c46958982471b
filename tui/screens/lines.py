"""Lines to read: keys, readings, decisions. Any of the keys that leave does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from tui.screens.box import BoxScreen
from tui.widgets.pane import Pane


class LinesScreen(BoxScreen[None]):
    """Lines that scroll."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,enter,question_mark", "leave", "back", show=False),
        Binding("down,j", "scroll(1)", "down", show=False),
        Binding("up,k", "scroll(-1)", "up", show=False),
        Binding("pagedown,space", "page(1)", "page down", show=False),
        Binding("pageup", "page(-1)", "page up", show=False),
    ]

    def __init__(self, title: str, lines: Sequence[Text], *, tall: bool = False) -> None:
        super().__init__()
        self._title = title
        self._lines = list(lines)
        self._tall = tall

    def compose(self) -> ComposeResult:
        """A box with the lines."""
        with Container(classes="box tall" if self._tall else "box") as box:
            box.border_title = self._title
            box.border_subtitle = "Esc"
            yield Pane(id="lines")

    def on_mount(self) -> None:
        """Fill it."""
        pane = self.query_one(Pane)
        pane.show(self._lines)
        pane.refresh(layout=True)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(Pane).scroll_lines(lines)

    def action_page(self, way: int) -> None:
        """Scroll by pages."""
        pane = self.query_one(Pane)
        pane.scroll_lines(way * max(1, pane.size.height - 1))
