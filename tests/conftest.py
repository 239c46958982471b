"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

# The first example may load tables, and the machine may have other work: how long one takes says nothing about the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
