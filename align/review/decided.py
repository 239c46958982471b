"""The decisions of a review, told line by line: what no longer says anything first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from align.model.decision import Decision, Decisions
from align.review.sheet import Sheet
from align.review.stale import expired, saying, stale
from align.rules import RULES


class Decided(Protocol):
    """What is told of."""

    @property
    def sheets(self) -> list[Sheet]: ...

    @property
    def decisions(self) -> Decisions: ...


def told(review: Decided) -> Iterator[str]:
    """Each decision as a line: stale and expired ones first, with the reason, then those that count, the last one first."""
    said: dict[int, str] = {}
    codes = {rule.code for rule in RULES}
    for sheet in review.sheets:
        for decision, why in stale(sheet.current, sheet.findings, review.decisions, codes):
            said[id(decision)] = f"✗ stale: {why}{_tail(decision)}"
    yield from said.values()
    files = {review.decisions.file(sheet.path) for sheet in review.sheets}
    for decision, why in expired(review.decisions, files):
        yield f"✗ expired: {why}{_tail(decision)}"
    for decision in reversed(list(review.decisions)):
        if id(decision) not in said:
            yield f"{saying(decision)}{_tail(decision)}"


def _tail(decision: Decision) -> str:
    reason = f": {decision.reason}" if decision.reason else ""
    until = f", until {decision.until}" if decision.until else ""
    return f"{reason}{until} ({decision.by or 'nobody'}, {decision.at[:10]})"
