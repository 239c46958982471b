"""A screen with lines that scroll, by the arrows, the letters of the main screen, and by pages."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.screens.box import Answer, BoxScreen
from tui.widgets.pane import Pane


class PagedScreen(BoxScreen[Answer]):
    """A screen over the main one with a pane to read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll(1)", "down", show=False),
        Binding("up,k", "scroll(-1)", "up", show=False),
        Binding("pagedown,space", "page(1)", "page down", show=False),
        Binding("pageup", "page(-1)", "page up", show=False),
    ]

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(Pane).scroll_lines(lines)

    def action_page(self, way: int) -> None:
        """Scroll by pages."""
        pane = self.query_one(Pane)
        pane.scroll_lines(way * max(1, pane.size.height - 1))
