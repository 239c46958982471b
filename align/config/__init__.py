"""What a run is set to: `align.toml` or `[tool.align]` in `pyproject.toml`, and what was typed on top of it.

The nearest file above the checked one counts, alone. Paths and globs in it start from its own folder. A typed flag
wins over a setting; a default does not.
"""

from __future__ import annotations

from align.config.patterns import DocumentPattern, Pair
from align.config.reading import load, nearest, read
from align.config.settings import (
    FAIL_ON,
    REVIEW_LOG,
    THEMES,
    FileIgnore,
    ReviewSettings,
    Settings,
    Typed,
    is_date,
    is_device,
)
from align.formats.languages import SOURCE_LANGS

__all__ = [
    "FAIL_ON",
    "REVIEW_LOG",
    "SOURCE_LANGS",
    "THEMES",
    "DocumentPattern",
    "FileIgnore",
    "Pair",
    "ReviewSettings",
    "Settings",
    "Typed",
    "is_date",
    "is_device",
    "load",
    "nearest",
    "read",
]
