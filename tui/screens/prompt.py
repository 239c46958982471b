"""A line to type on, at the foot of the screen: what is typed can take effect at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Container
from textual.suggester import SuggestFromList
from textual.widgets import Input, Label

from tui.screens.box import BoxScreen
from tui.widgets.typing import Line


class PromptScreen(BoxScreen[str]):
    """Asks for a line. `on_change` is told what stands there while it is typed, and answers with a hint; `hint` gives
    it anew."""

    def __init__(
        self,
        label: str,
        value: str = "",
        *,
        placeholder: str = "",
        on_change: Callable[[str], str] | None = None,
        hint: Callable[[], str] | None = None,
        words: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._label = label
        self._value = value
        self._placeholder = placeholder
        self._on_change = on_change
        self._hint = hint
        self._words = words

    def compose(self) -> ComposeResult:
        """Label, line and hint."""
        with Container(classes="line"):
            yield Label(self._label, markup=False)
            suggester = SuggestFromList(self._words) if self._words else None
            yield Line(
                self._value, placeholder=self._placeholder, suggester=suggester, select_on_focus=not self._on_change
            )
            yield Label("", id="hint", markup=False)

    def on_mount(self) -> None:
        """Type at once."""
        self.set_focus(self.query_one(Input))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Let it take effect."""
        if self._on_change is not None:
            self.query_one("#hint", Label).update(self._on_change(self.query_one(Line).meant))

    def tell(self) -> None:
        """What took effect later than it was typed: say how it stands now."""
        if self._hint is not None and self.is_mounted:
            self.query_one("#hint", Label).update(self._hint())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The answer."""
        self.dismiss(self.query_one(Line).meant)
