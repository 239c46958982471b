"""At the start, where an earlier review has ended without writing: what was done in it, and whether to go on."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Static

from align.review.replay import Replay
from align.text.place import printable
from tui.colours import Palette
from tui.screens.box import BoxScreen
from tui.widgets.pane import Pane


class RecoverScreen(BoxScreen[bool]):
    """Asks whether to go on (yes) or to begin afresh (no). Esc goes on: that loses nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", "go on", show=False),
        Binding("d", "answer(False)", "begin afresh", show=False),
    ]

    def __init__(self, replay: Replay, palette: Palette) -> None:
        super().__init__()
        self._replay = replay
        self._palette = palette

    def compose(self) -> ComposeResult:
        """What was done, and the two answers."""
        palette = self._palette
        with Container(classes="box") as box:
            box.border_title = "An earlier review has not been written"
            yield Pane(id="steps")
            yield Static(
                Text.assemble(
                    ("⏎", palette.key),
                    "  go on where it was     ",
                    ("d", palette.key),
                    "  begin afresh; what was done is kept beside the journal as .old",
                )
            )

    def on_mount(self) -> None:
        """List the steps, the last one first."""
        files = [path for path, pending in self._replay.files.items() if pending.edits]
        lines = [Text(printable(record.title), self._palette.plain) for record in reversed(self._replay.undo)]
        lines += [Text(f"in {printable(path)}", self._palette.dim) for path in files]
        pane = self.query_one(Pane)
        pane.show(lines)
        pane.refresh(layout=True)

    def action_leave(self) -> None:
        """Esc."""
        self.action_answer(True)

    def action_answer(self, answer: bool) -> None:
        """The answer."""
        self.dismiss(answer)
