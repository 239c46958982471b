"""What every screen over the main one shares: Esc leaves it and answers nothing."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

Answer = TypeVar("Answer")


class BoxScreen(ModalScreen[Answer]):
    """A screen that lies over the main one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "back", show=False)]

    def action_leave(self) -> None:
        """Leave, with no answer."""
        self.dismiss(None)
