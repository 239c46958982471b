"""A pane of lines that scrolls: it draws what it is given and remembers nothing else.

Lines are drawn one by one when they are needed, so that a hundred thousand of them cost no more than those on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from rich.text import Span, Text
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.render import cut

_WHEEL = 3


class _Row(NamedTuple):
    """A line of the screen. Two of the same words in the same styles are the same, whichever text they are of."""

    line: Text
    plain: str
    style: str | Style
    spans: tuple[Span, ...]
    sign: str


_NOTHING = _Row(Text(), "", "", (), "")


class Pane(Widget, can_focus=False):
    """Lines from 0 to `count`, of which `top` is the first on the screen."""

    class Clicked(Message):
        """A line was clicked; `line` counts from the first of all."""

        def __init__(self, pane: Pane, line: int) -> None:
            super().__init__()
            self.pane = pane
            self.line = line

        @property
        def control(self) -> Pane:
            """The pane."""
            return self.pane

    class Resized(Message):
        """There is more room for the lines, or less: they have to be made anew."""

    def __init__(self, *, id: str, title: str = "") -> None:
        super().__init__(id=id)
        self._title = ""
        self.entitle(title)
        self.top = 0
        self.count = 0
        self._line: Callable[[int], Text] = lambda number: Text()
        self._seen: list[_Row] = []
        self._base: Style | None = None

    def entitle(self, title: str) -> None:
        """Let this, which is no markup, stand above the lines."""
        if title != self._title:
            # Even the same title, set again, would have everything drawn anew.
            self._title = title
            self.border_title = Text(title)

    @property
    def room(self) -> int:
        """How many cells a line may take: the last column is for the signs that say that there is more."""
        return self.size.width if self.size.height < 2 else self.size.width - 1

    def show(self, lines: Sequence[Text], *, first: int = -1, last: int = -1, keep: bool = False) -> None:
        """Show these lines with those from `first` to `last` in sight; `keep` leaves the rest where it was scrolled to."""
        self.draw(len(lines), lines.__getitem__, first=first, last=last, keep=keep)

    def draw(
        self, count: int, line: Callable[[int], Text], *, first: int = -1, last: int = -1, keep: bool = True
    ) -> None:
        """Show `count` lines, each made when it is drawn."""
        taller = count != self.count and self.styles.height is not None and self.styles.height.is_auto
        self.count, self._line = count, line
        if not keep:
            self.top = 0
        self.reveal(first, max(first, last))
        self._refresh_changed(layout=taller)

    def _refresh_changed(self, *, layout: bool) -> None:
        """Have only those lines drawn that are others than before: a key changes few of them."""
        width, before, base = self.size.width, self._seen, self._base
        self._base = self.rich_style
        self._seen = [self._row(y) for y in range(self.size.height)]
        if layout or base != self._base or len(before) != len(self._seen):
            self.refresh(layout=layout)
            return
        changed = [y for y, (old, new) in enumerate(zip(before, self._seen, strict=True)) if old != new]
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def _row(self, y: int) -> _Row:
        """What a line of the screen shows: the text, its own style and its spans, and the sign that there is more."""
        number, height = self.top + y, self.size.height
        if number >= self.count:
            return _NOTHING
        line = cut(self._line(number), self.room)
        hidden = height > 1 and ((y == 0 and self.top > 0, "↑"), (y == height - 1 and number < self.count - 1, "↓"))
        sign = next((sign for there, sign in hidden if there), "") if hidden else ""
        return _Row(line, line.plain, line.style, tuple(line.spans), sign)

    def reveal(self, first: int, last: int) -> None:
        """Scroll as little as is needed for these lines to be seen, with a line around them where there is room."""
        height = self.size.height
        if first >= 0 and height:
            around = 1 if height > 4 else 0
            if first - around < self.top:
                self.top = first - around
            if last + around >= self.top + height:
                self.top = last + around - height + 1
                self.top = min(self.top, max(0, first - around))
        self.top = max(0, min(self.top, self.count - height))

    def scroll_lines(self, lines: int) -> None:
        """Scroll by so many lines."""
        before = self.top
        self.top = max(0, min(self.top + lines, self.count - self.size.height))
        if self.top != before:
            self._seen = []
            self._refresh_changed(layout=False)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are."""
        return self.count

    def render_line(self, y: int) -> Strip:
        """A line of the screen."""
        width = self.size.width
        base = self._base or self.rich_style
        row = self._seen[y] if y < len(self._seen) else self._row(y)
        if row is _NOTHING:
            return Strip.blank(width, base)
        # A text without spans is rendered without its own style.
        pieces = row.line.render(self.app.console, end="")
        segments = Segment.apply_style(pieces, self.app.console.get_style(row.line.style))
        strip = Strip(segments).adjust_cell_length(width, base).apply_style(base)
        return Strip.join([strip.crop(0, width - 1), Strip([Segment(row.sign, base)])]) if row.sign else strip

    def on_resize(self, event: events.Resize) -> None:
        """Stay within what there is."""
        self.top = max(0, min(self.top, self.count - self.size.height))
        self._seen = []
        self.post_message(self.Resized())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel."""
        event.stop()
        self.scroll_lines(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel."""
        event.stop()
        self.scroll_lines(-_WHEEL)

    def on_click(self, event: events.Click) -> None:
        """Say which line was meant."""
        offset = event.get_content_offset(self)
        if offset is not None and self.top + offset.y < self.count:
            self.post_message(self.Clicked(self, self.top + offset.y))
