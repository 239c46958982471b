"""A glossary with an error in it: the error, and the lines around it to be mended."""

from __future__ import annotations

import re
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Static

from align.errors import AlignError, GlossaryError
from align.glossary.load import read_file
from align.text.place import printable
from tui.colours import Palette
from tui.screens.box import BoxScreen
from tui.widgets.typing import Area

_ITEM = re.compile(r"\s*- ")
_MOST = 200


class MendScreen(BoxScreen[str]):
    """Asks for the text of the glossary without the error; it can be kept as soon as it can be read."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "keep", "keep", show=False, priority=True)]

    def __init__(self, path: Path, text: str, problem: GlossaryError, palette: Palette) -> None:
        super().__init__()
        self._path = path
        self._problem = problem
        self._palette = palette
        lines = text.splitlines(keepends=True)
        at = min(max((problem.line or 1) - 1, 0), max(0, len(lines) - 1))
        first, last = _around(lines, at)
        self._before, self._after = "".join(lines[:first]), "".join(lines[last:])
        self._lines = "".join(lines[first:last])
        self._at = at - first
        self._first = first

    def compose(self) -> ComposeResult:
        """The error above, the lines below."""
        with Container(classes="box tall") as box:
            box.border_title = Text(f"{printable(str(self._path))} cannot be used as it is")
            box.border_subtitle = "^S keep · Esc leave it: this file takes no entries then"
            yield Static("", id="error")
            area = Area(self._lines, show_line_numbers=True, soft_wrap=True)
            area.line_number_start = self._first + 1
            yield area

    def on_mount(self) -> None:
        """The cursor stands at the error."""
        area = self.query_one(Area)
        self.set_focus(area)
        area.cursor_location = (self._at, max(0, (self._problem.column or 1) - 1))
        self._say(self._problem)

    def on_text_area_changed(self) -> None:
        """Read it as it stands."""
        self._say(self._problem_now())

    def _problem_now(self) -> AlignError | None:
        try:
            read_file(self._path, self._text().encode("utf-8", "surrogatepass"))
        except AlignError as error:
            return error
        return None

    def _text(self) -> str:
        return self._before + self.query_one(Area).meant + self._after

    def _say(self, problem: AlignError | None) -> None:
        if problem is None:
            text = Text("✓ the glossary can be read: ^S keeps it", self._palette.done)
        else:
            text = Text(f"✗ {printable(str(problem))}", self._palette.error)
            if problem.hint:
                text.append(f"\n  {printable(problem.hint)}", self._palette.plain)
        self.query_one("#error", Static).update(text)

    def action_keep(self) -> None:
        """The answer, once it can be read."""
        if self._problem_now() is None:
            self.dismiss(self._text())


def _around(lines: list[str], at: int) -> tuple[int, int]:
    """The lines of the entry that holds line `at`, from its dash to the next one; a short file as a whole."""
    if len(lines) <= _MOST:
        return 0, len(lines)
    first = next((n for n in range(at, -1, -1) if _ITEM.match(lines[n])), 0)
    last = next((n for n in range(at + 1, len(lines)) if _ITEM.match(lines[n])), len(lines))
    return max(first, at - _MOST), min(last, at + _MOST)
