"""Lines to read: keys, readings, decisions. Any of the keys that leave does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from tui.screens.paged import PagedScreen
from tui.widgets.pane import Pane


class LinesScreen(PagedScreen[None]):
    """Lines that scroll."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,enter,question_mark", "leave", "back", show=False),
    ]

    def __init__(self, title: str, lines: Callable[[int], Sequence[Text]], *, tall: bool = False) -> None:
        """`lines` makes the lines for so many cells."""
        super().__init__()
        self._title = title
        self._lines = lines
        self._tall = tall

    def compose(self) -> ComposeResult:
        """A box with the lines."""
        with Container(classes="box tall" if self._tall else "box") as box:
            box.border_title = Text(self._title)
            box.border_subtitle = "Esc"
            yield Pane(id="lines")

    def on_mount(self) -> None:
        """Fill it once the width is known."""
        self.call_after_refresh(self._fill)

    def on_resize(self) -> None:
        """Fill it anew."""
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        pane = self.query_one(Pane)
        # A pane without lines has no height yet, so that its width counts as a whole.
        pane.show(self._lines(max(20, pane.size.width - 1)), keep=True)
        pane.refresh(layout=True)
