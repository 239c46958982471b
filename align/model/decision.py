"""What reviewers have decided, anchored to words and not to line numbers.

A decision quotes the text that it is about, with a few characters on either side, so that it is found again wherever
the text moves to, and no longer applies once the words themselves are others.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from align.model.span import Span

AROUND = 12
"""Code points on either side of a quotation that tell it from others."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a segment's text: `exact` is what is meant, `before` and `after` what stands around it in the segment."""

    exact: str
    before: str = ""
    after: str = ""

    @staticmethod
    def of(text: str, span: Span) -> Quote:
        """The words at a span of a text, with at most `AROUND` code points on either side."""
        before = text[max(0, span.start - AROUND) : span.start]
        return Quote(span.of(text), before, text[span.end : span.end + AROUND])

    def find(self, text: str) -> Span | None:
        """Where in a text the words stand with the same on both sides; None where they do not."""
        at = -1
        while (at := text.find(self.exact, at + 1)) >= 0:
            span = Span(at, at + len(self.exact))
            if Quote.of(text, span) == self:
                return span
        return None


class Subject(StrEnum):
    """What a decision is about."""

    FINDING = "finding"
    LINK = "link"
    NAME = "name"


class Ruling(StrEnum):
    """What was decided: of a finding `ignore` or `unsure`, of a link `together` or `apart`, of words that they are a
    `name`; `none` takes the last one back."""

    IGNORE = "ignore"
    UNSURE = "unsure"
    TOGETHER = "together"
    APART = "apart"
    NAME = "name"
    NONE = "none"


class Scope(StrEnum):
    """How far a decision on a finding goes: this one; the same words in this file; this rule for the entity, and where
    nobody knows whom the words mean, for the same words of the source; the same words in every file."""

    HERE = "here"
    FILE = "file"
    ENTITY = "entity"
    EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of one reviewer.

    `file` is the translation's path with `/`, relative to the folder of the log; empty where the decision goes beyond one
    file. `segment` is the key of the segment, which only tells equal quotations apart. `source` and `target` are what it is
    about in the two texts; of a link that is drawn by hand, None means that nothing stands for the other side. `rule` is
    a finding's code. `entity` is an entry's id, or empty. `until` is the last day on which it counts, as `YYYY-MM-DD`, empty
    for ever. `at` is UTC in ISO 8601 and orders decisions; `by` names who made it. `line` is where it stands in the log,
    from 1; 0 for one that does not yet.
    """

    subject: Subject
    ruling: Ruling
    scope: Scope = Scope.HERE
    rule: str = ""
    file: str = ""
    segment: str = ""
    source: Quote | None = None
    target: Quote | None = None
    entity: str = ""
    reason: str = ""
    until: str = ""
    by: str = ""
    at: str = ""
    line: int = 0

    @property
    def matter(self) -> tuple[object, ...]:
        """What it is about: of several decisions on one matter the last counts."""
        source = self.source.exact if self.source else None
        target = self.target.exact if self.target else None
        match self.scope:
            case Scope.HERE:
                return self.subject, self.scope, self.rule, self.file, self.segment, self.source, self.target
            case Scope.FILE:
                return self.subject, self.scope, self.rule, self.file, source, target
            case Scope.ENTITY:
                return self.subject, self.scope, self.rule, self.entity or (target if source is None else source)
            case Scope.EVERYWHERE:
                return self.subject, self.scope, self.rule, source, target

    def expired(self, today: str) -> bool:
        """Whether it no longer counts on a day given as `YYYY-MM-DD`."""
        return bool(self.until) and self.until < today


def taken_back(decision: Decision) -> Decision:
    """The decision that takes this one back; time and person are to be filled in."""
    return replace(decision, ruling=Ruling.NONE, reason="", until="", by="", at="", line=0)


def standing(decisions: Iterable[Decision]) -> Iterator[Decision]:
    """The decisions that count: the last on each matter by their time, without those that were taken back.

    Those of one moment count in the order in which they come, so that logs put one behind the other say what each says.
    """
    last: dict[tuple[object, ...], Decision] = {}
    for decision in sorted(decisions, key=lambda decision: decision.at):
        last.pop(decision.matter, None)
        last[decision.matter] = decision
    yield from (decision for decision in last.values() if decision.ruling is not Ruling.NONE)


class Decisions:
    """The decisions that stand, looked up by file; read-only.

    `folder` is what `Decision.file` is relative to, as a rule the folder of the log. `today` is a day as `YYYY-MM-DD`:
    what counted only until an earlier one is in `expired` and nowhere else; empty, nothing expires.
    """

    def __init__(self, decisions: Iterable[Decision] = (), folder: Path | str = "", today: str = "") -> None:
        self._folder = Path(folder).absolute()
        self._of_matter: dict[tuple[object, ...], Decision] = {}
        self._of_file: defaultdict[str, list[Decision]] = defaultdict(list)
        expired = []
        for decision in standing(decisions):
            if today and decision.expired(today):
                expired.append(decision)
                continue
            self._of_matter[decision.matter] = decision
            if decision.scope in (Scope.HERE, Scope.FILE):
                self._of_file[decision.file].append(decision)
        self.expired: tuple[Decision, ...] = tuple(expired)

    def __len__(self) -> int:
        """How many count; none makes it false."""
        return len(self._of_matter)

    def __iter__(self) -> Iterator[Decision]:
        return iter(self._of_matter.values())

    def file(self, path: Path | str) -> str:
        """What decisions call a file: its path from the folder of the log, with `/`.

        A file on another drive, from which no path leads there, is called by its whole path.
        """
        try:
            return Path(os.path.relpath(path, self._folder)).as_posix()
        except ValueError:
            return Path(path).absolute().as_posix()

    def on(self, subject: Subject, file: str) -> tuple[Decision, ...]:
        """Those on a subject that are about this file alone, in the order of their time; `file` as `self.file` has it."""
        return tuple(decision for decision in self._of_file.get(file, ()) if decision.subject is subject)

    def of_matter(self, matter: tuple[object, ...]) -> Decision | None:
        """The one on a matter (see `Decision.matter`), None where there is none."""
        return self._of_matter.get(matter)
