"""Before the same is done in many places: how many there are, and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Static

from align.review.items import Item
from align.review.steps import fix_of, places_of
from align.text.place import printable
from tui.colours import Palette
from tui.screens.paged import PagedScreen
from tui.widgets.pane import Pane


class AllScreen(PagedScreen[str]):
    """Asks how far to go: `document`, `everywhere`, or not at all."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,d", "answer('document')", "in the document", show=False),
        Binding("e,A", "answer('everywhere')", "everywhere", show=False),
    ]

    def __init__(self, here: Sequence[Item], everywhere: Sequence[Item], palette: Palette) -> None:
        super().__init__()
        self._here, self._everywhere, self._palette = here, everywhere, palette

    def compose(self) -> ComposeResult:
        """The places, and the two answers."""
        palette = self._palette
        with Container(classes="box") as box:
            box.border_title = "The same for all like it"
            box.border_subtitle = "Esc: none of them"
            yield Pane(id="places")
            text = Text.assemble(("⏎", palette.key), f"  in this document: {places_of(len(self._here))}")
            if len(self._everywhere) > len(self._here):
                text.append_text(
                    Text.assemble(("     e", palette.key), f"  everywhere: {places_of(len(self._everywhere))}")
                )
            yield Static(text)

    def on_mount(self) -> None:
        """List the places."""
        pane = self.query_one(Pane)
        pane.show([self._line(item) for item in self._everywhere])
        pane.refresh(layout=True)

    def _line(self, item: Item) -> Text:
        fix = fix_of(item)
        return Text.assemble(
            (printable(item.finding.target_text or "∅"), self._palette.removed),
            " → ",
            (printable(fix) or "(nothing to put there)", self._palette.added if fix else self._palette.dim),
            (f"   {printable(item.finding.segment.place)}", self._palette.dim),
        )

    def action_answer(self, answer: str) -> None:
        """The answer."""
        self.dismiss(answer)
