"""The translation of a segment, edited in place under its source."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from align.model.segment import Segment
from align.model.span import Span
from align.text.place import line_column, printable
from tui.screens.box import BoxScreen
from tui.widgets.typing import Area


class SegmentScreen(BoxScreen[str]):
    """Edits a translation. Enter is done, Ctrl+J begins a new line, Esc leaves the text as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "done", "done", show=False, priority=True)]

    def __init__(self, segment: Segment, focus: Span | None) -> None:
        super().__init__()
        self._segment = segment
        self._focus = focus

    def compose(self) -> ComposeResult:
        """Source above, translation below."""
        with Container(classes="box") as box:
            box.border_title = Text(f"Segment {printable(self._segment.key)}")
            box.border_subtitle = "⏎ done · ^J new line · Esc leaves it as it was"
            if self._segment.source:
                with VerticalScroll(can_focus=False, id="original"):
                    yield Static(Text("\n".join(map(printable, self._segment.source.split("\n")))))
            area = Editor(self._segment.target or "", soft_wrap=True, show_line_numbers=False)
            area.indent_type = "spaces"
            yield area

    def on_mount(self) -> None:
        """The cursor stands behind what the finding is about."""
        area = self.query_one(Editor)
        self.set_focus(area)
        if self._focus is not None:
            line, column = line_column(area.text, self._focus.end)
            area.cursor_location = (line - 1, column - 1)

    def on_editor_finished(self) -> None:
        """Enter."""
        self.action_done()

    def action_done(self) -> None:
        """The text as it stands is the answer."""
        self.dismiss(self.query_one(Editor).meant)


class Editor(Area):
    """A text area in which Enter means done."""

    from textual.message import Message as _Message

    class Finished(_Message):
        """Enter was pressed."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Finished())
        elif event.key == "ctrl+j":
            event.stop()
            event.prevent_default()
            self.insert("\n")
        else:
            await super()._on_key(event)
