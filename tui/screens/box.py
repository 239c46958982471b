"""What every screen over the main one shares: Esc leaves it and answers nothing."""

from __future__ import annotations

import asyncio
from typing import ClassVar, TypeVar

from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

Answer = TypeVar("Answer")


class BoxScreen(ModalScreen[Answer]):
    """A screen that lies over the main one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "back", show=False)]

    _left = False

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Leave with an answer; the first one counts, whatever keys were pressed before the screen was gone."""
        if self._left:
            return AwaitComplete(asyncio.sleep(0))
        self._left = True
        return super().dismiss(result)

    def action_leave(self) -> None:
        """Leave, with no answer."""
        self.dismiss(None)
