"""A finding as it stands in the queue: what it is about, what became of it, and how it is told from all others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from sys import intern
from typing import NamedTuple

from align.model.decision import Decision, Ruling
from align.model.finding import Finding


class Status(StrEnum):
    """What became of a finding."""

    OPEN = "open"
    UNSURE = "unsure"
    IGNORED = "ignored"
    DONE = "done"


class ItemId(NamedTuple):
    """What tells a finding from all others as long as its words stand: `nth` counts equal ones in a segment from 0."""

    sheet: int
    segment: str
    code: str
    source: str
    target: str
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """A finding in the queue. `position` orders those of one document; one that is done stands where it was found."""

    id: ItemId
    finding: Finding
    status: Status
    position: tuple[int, int]

    @property
    def is_open(self) -> bool:
        """Whether it waits for a reviewer: what is unsure still does."""
        return self.status in (Status.OPEN, Status.UNSURE)

    @property
    def subject(self) -> str:
        """What is to be grouped together: the entity, or the words where nobody knows whom they mean."""
        finding = self.finding
        return finding.entity or finding.source_text or finding.target_text

    @property
    def words(self) -> str:
        """All that a search looks at, in small letters."""
        finding = self.finding
        parts = (
            finding.code,
            finding.rule,
            finding.source_text,
            finding.target_text,
            finding.entity_name,
            *finding.expected,
            finding.message,
            finding.segment.document,
        )
        return "\n".join(parts).casefold()


def items_of(
    sheet: int,
    findings: Sequence[Finding],
    rulings: Sequence[Decision | None],
    place: Callable[[str], int],
) -> Iterator[Item]:
    """The findings of one document as items, with the decision on each; `place` gives the place of a segment by its key."""
    seen: Counter[tuple[str, str, str, str]] = Counter()
    for finding, ruling in zip(findings, rulings, strict=True):
        # Words that a hundred thousand findings are about are few.
        key = (finding.segment.key, finding.code, intern(finding.source_text), intern(finding.target_text))
        identity = ItemId(sheet, *key, seen[key])
        seen[key] += 1
        start = finding.target.start if finding.target else -1
        yield Item(identity, finding, _status(finding, ruling), (place(finding.segment.key), start))


def _status(finding: Finding, ruling: Decision | None) -> Status:
    if finding.suppressed is not None:
        return Status.IGNORED
    return Status.UNSURE if ruling is not None and ruling.ruling is Ruling.UNSURE else Status.OPEN
