"""Whether somebody has been shown around already: the tour is put away once for all."""

from __future__ import annotations

import contextlib
from typing import Final

from align.review.journal import state_folder

_SEEN: Final = "tour-seen"


def seen() -> bool:
    """Whether the tour was put away for good."""
    try:
        return (state_folder() / _SEEN).exists()
    except (OSError, RuntimeError):
        return True


def put_away() -> None:
    """Never show it again; a folder that cannot be written to means that it comes again."""
    with contextlib.suppress(OSError, RuntimeError):
        state_folder().mkdir(parents=True, exist_ok=True)
        (state_folder() / _SEEN).touch()
