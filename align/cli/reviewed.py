"""What reviewers have decided on the documents of a run, read from their log, and what users are told about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from align.cli.output import note
from align.config import Settings
from align.model.decision import Decision, Decisions
from align.model.finding import Finding
from align.model.segment import Document
from align.rules.base import Rule
from align.text.place import printable

_MOST: Final = 10
"""So many remarks are told one by one."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The decisions in a log, and a remark for each of its lines that cannot be read."""

    path: Path
    decisions: Decisions
    remarks: tuple[str, ...]

    def stale(self, document: Document, findings: Sequence[Finding], rules: Iterable[Rule]) -> Iterator[str]:
        """A remark for each decision on a document that matches nothing in it."""
        from align.review.stale import stale

        return self._told(stale(document, findings, self.decisions, {rule.code for rule in rules}))

    def expired(self, documents: Iterable[Path]) -> Iterator[str]:
        """A remark for each decision that counts no longer, of those on these documents or on none alone."""
        from align.review.stale import expired

        return self._told(expired(self.decisions, {self.decisions.file(path) for path in documents}))

    def _told(self, found: Iterable[tuple[Decision, str]]) -> Iterator[str]:
        return (f"{self.path}:{decision.line}: {said}" for decision, said in found)


def reviewed(settings: Settings) -> Reviewed | None:
    """The decisions that a run is to obey, None where there is no log; AlignError where it cannot be read."""
    path = settings.review_log
    if path is None or not path.exists():
        return None
    # What reads a log is loaded where there is one, and nowhere else.
    from align.review.log import read

    log = read(path)
    decisions = Decisions(log.decisions, path.absolute().parent, date.today().isoformat())
    return Reviewed(path, decisions, tuple(f"{path}:{problem.line}: {problem.message}" for problem in log.problems))


def tell(remarks: Iterable[str]) -> None:
    """Tell remarks about review logs on standard error, each once, and of many how many more there are."""
    found = list(dict.fromkeys(remarks))
    for remark in found[:_MOST]:
        note(printable(remark))
    if len(found) > _MOST:
        note(f"and {len(found) - _MOST} more about the review log")
