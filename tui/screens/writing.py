"""What would be written, as a diff, before it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Static

from align.review.writing import Disk, Plan, Planned
from align.text.place import printable
from tui import render
from tui.colours import Palette
from tui.screens.paged import PagedScreen
from tui.widgets.pane import Pane
from tui.wrapping import wrapped


class WriteScreen(PagedScreen[bool]):
    """Asks whether to write."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y,w", "write", "write", show=False),
    ]

    def __init__(self, plan: Plan, palette: Palette) -> None:
        super().__init__()
        self._plan = plan
        self._palette = palette

    def compose(self) -> ComposeResult:
        """The diff, and what can be answered."""
        with Container(classes="box tall") as box:
            box.border_title = "Write"
            box.border_subtitle = "Esc: not yet"
            yield Pane(id="diff")
            yield Static(self._question())

    def _question(self) -> Text:
        number, refused = len(self._plan.to_write), len(self._plan.refused)
        files = "1 file" if number == 1 else f"{number} files"
        text = Text.assemble(("⏎", self._palette.key), f"  write {files}") if number else Text("nothing can be written")
        if refused:
            text.append(f"     {refused} cannot be written, see above; nothing of it is lost", self._palette.error)
        return text

    def on_mount(self) -> None:
        """Draw the diff for the width that there is."""
        self.call_after_refresh(self._fill)

    def on_resize(self) -> None:
        """Draw it for the new width."""
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        pane = self.query_one(Pane)
        width = max(20, pane.room)
        pane.show([line for file in self._plan.files for line in self._lines(file, width)], keep=True)

    def _lines(self, file: Planned, width: int) -> Iterator[Text]:
        palette = self._palette
        counts = f"  +{file.added} -{file.removed}"
        new = "  (new file)" if file.now is None else ""
        yield render.cut(Text.assemble((printable(str(file.path)), palette.title), (counts + new, palette.dim)), width)
        if file.disk is Disk.REFUSED:
            yield from wrapped(Text(f"not written: {printable(file.why)}", palette.error), width)
            yield from wrapped(Text(printable(file.hint), palette.dim), width)
        elif file.why:
            yield from wrapped(Text(printable(file.why), palette.warning), width)
        styles = {"+": palette.added, "-": palette.removed, "@": palette.dim}
        for line in file.diff:
            yield from _hanging(line, width, styles.get(line[:1], palette.plain))
        yield Text()

    def action_write(self) -> None:
        """Yes; where nothing can be written, no."""
        self.dismiss(bool(self._plan.to_write))


def _hanging(line: str, width: int, style: Style) -> Iterator[Text]:
    """A line of a diff; what does not fit stands further in, so that it is no line of its own."""
    for at, piece in enumerate(wrapped(Text(line[1:], style), max(8, width - 3))):
        yield Text.assemble((line[:1] if not at else "   ", style), piece)
