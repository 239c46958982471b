"""Ignoring with a reason: how far it goes, why, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.widgets import Input, Label, Static

from align.model.decision import Scope
from align.model.finding import Finding
from align.review.dates import day_of
from align.review.steps import SCOPES
from align.text.place import printable
from tui.screens.box import BoxScreen
from tui.widgets.typing import Line


@dataclass(frozen=True, slots=True)
class Ignoring:
    """How a finding is to be ignored; an empty `until` means for ever."""

    scope: Scope
    reason: str
    until: str


class IgnoreScreen(BoxScreen[Ignoring]):
    """Asks for scope, reason and day."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "done", "done", show=False, priority=True),
        *(Binding(f"f{n}", f"scope({n - 1})", "scope", show=False, priority=True) for n in range(1, 5)),
        Binding("down", "app.focus_next", "next", show=False),
        Binding("up", "app.focus_previous", "previous", show=False),
    ]

    def __init__(self, finding: Finding, count: int, today: str) -> None:
        super().__init__()
        self._finding = finding
        self._count = count
        self._today = today
        self._scope = Scope.HERE

    def compose(self) -> ComposeResult:
        """Scopes by number, reason, day."""
        finding = self._finding
        with Container(classes="box") as box:
            words = finding.target_text or finding.source_text
            box.border_title = Text(f"Ignore {finding.code} {printable(words)}")
            box.border_subtitle = "F1–F4 how far · ⏎ done · Esc"
            yield Static("", id="scopes")
            with Horizontal(classes="row"):
                yield Label("reason", markup=False)
                yield Line(id="reason", placeholder="why; kept in the log")
            with Horizontal(classes="row"):
                yield Label("until", markup=False)
                yield Line(id="until", placeholder="YYYY-MM-DD, or 30d, 6m, 1y; empty for ever")
            yield Static("", id="remark")

    def on_mount(self) -> None:
        """Type the reason at once."""
        self._draw()
        self.set_focus(self.query_one("#reason", Input))

    def _draw(self) -> None:
        text = Text()
        for number, (scope, words) in enumerate(SCOPES.items(), 1):
            chosen = scope is self._scope
            text.append(f"{'▸' if chosen else ' '} F{number} {words}   ", "bold reverse" if chosen else "")
        self.query_one("#scopes", Static).update(text)

    def action_scope(self, number: int) -> None:
        """Choose how far it goes."""
        self._scope = tuple(SCOPES)[number]
        self._draw()

    def on_input_submitted(self) -> None:
        """Enter, on either line."""
        self.action_done()

    def action_done(self) -> None:
        """The answer, if the day is one."""
        until = self.query_one("#until", Line).meant.strip()
        day = day_of(until, self._today) if until else ""
        if day is None:
            self.query_one("#remark", Static).update(Text("until: write YYYY-MM-DD, or 30d, 6m, 1y", "bold"))
            self.query_one("#until", Input).focus()
            return
        self.dismiss(Ignoring(self._scope, self.query_one("#reason", Line).meant.strip(), day))
