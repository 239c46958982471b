"""Who decides: the name that stands beside what a reviewer has decided."""

from __future__ import annotations

import getpass


def person(named: str = "") -> str:
    """The name from the settings, else that of the account; empty where the system knows none."""
    try:
        return named.strip() or getpass.getuser()
    except (ImportError, KeyError, OSError):
        # A container may run under a number that has no name.
        return ""
