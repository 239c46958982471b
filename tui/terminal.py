"""Whether the terminal is still there: one that is closed without a signal would be asked for keys for ever."""

from __future__ import annotations

import os
import sys


def is_terminal() -> bool:
    """Whether keys come from a terminal."""
    return sys.__stdin__ is not None and os.isatty(sys.__stdin__.fileno())


def is_gone() -> bool:
    """Whether the terminal that keys came from has been closed; never where the system cannot say so."""
    try:
        import select

        asking = select.poll()
        asking.register(0, 0)
        return any(events & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, events in asking.poll(0))
    except (ImportError, AttributeError, OSError):
        return False
