"""What a check has to say."""

from __future__ import annotations

from dataclasses import dataclass

from align.glossary.load import LoadedEntry
from align.model.finding import Severity


@dataclass(frozen=True, slots=True)
class Remark:
    """One fault of an entry.

    `at` is the path of the value within the entry (empty for the whole entry), `severity` None for that of the rule.
    `other` is the entry that this one disagrees with: either of them may allow it.
    """

    code: str
    entry: LoadedEntry
    message: str
    at: tuple[str | int, ...] = ()
    severity: Severity | None = None
    other: LoadedEntry | None = None
