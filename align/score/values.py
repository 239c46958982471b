"""What is graded and what comes of it: values alone, so that a report has nothing left to compute.

Every measure is in points from 0 to 100 (the edits that TER counts may be more), the larger the better unless its
`Measure` says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Item:
    """One segment of a test set. `references` are its translations by people, one for each reference of the set.

    `key` names it within the set; `document` is the text it belongs to: consecutive items of one name are read as one.
    """

    key: str
    document: str
    source: str
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TestSet:
    """What the systems were given, and how it should have been translated.

    `source_lang` is `zh`, `zh-Hans`, `zh-Hant` or `ja`, empty where the characters are to tell. `references` says what
    each reference is called in messages, usually its file; none where there is no reference.
    """

    __test__: ClassVar[bool] = False  # or pytest takes it for a test

    name: str
    items: tuple[Item, ...]
    source_lang: str = ""
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class System:
    """What one system made of a test set: a hypothesis for each of its items, empty where it gave none."""

    name: str
    hypotheses: tuple[str, ...]


class Needs(StrEnum):
    """What a measure cannot do without, besides the source."""

    REFERENCES = "references"
    GLOSSARY = "glossary"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as it is asked for (`name`) and as it is printed (`title`); `summary` says in a sentence what it tells.

    `of` is what `Score.n` counts: segments, mentions, entities and so on.
    """

    name: str
    title: str
    needs: Needs
    of: str
    summary: str
    higher_is_better: bool = True


@dataclass(frozen=True, slots=True)
class Interval:
    """Where 95 of 100 resamples lie, and their mean."""

    low: float
    high: float
    mean: float

    @property
    def half(self) -> float:
        """Half its width, which is what stands behind ±."""
        return (self.high - self.low) / 2


@dataclass(frozen=True, slots=True)
class Score:
    """What one measure gives one system.

    `value` is None where there is nothing to measure: no entity that occurs twice has no consistency. `interval` is None
    without resampling. `n` is the number of cases that it is taken over. `best` marks the best of all systems, several
    where they are equal, none where there is only one system. `detail` is what a measure says of itself besides, such as
    BLEU's precisions; it may be empty.
    """

    measure: str
    system: str
    value: float | None
    n: int
    signature: str
    interval: Interval | None = None
    best: bool = False
    detail: str = ""


class Standing(StrEnum):
    """How a system stands to the baseline by one measure, as far as the tests that were made can tell (p < 0.05 in each)."""

    BETTER = "better"
    WORSE = "worse"
    UNDECIDED = "undecided"
    SAME = "same"
    """The two gave the same text for every segment, so that there is nothing to test: p is 1."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A system against the baseline by one measure.

    `delta` is the system's value less the baseline's, None where either has none. `bootstrap` and `randomisation` are the
    p values of the two tests, None for one that was not made. `interval` is that of `delta`, from the bootstrap.
    """

    measure: str
    system: str
    baseline: str
    delta: float | None
    bootstrap: float | None
    randomisation: float | None
    interval: Interval | None
    standing: Standing


class Outcome(StrEnum):
    """What became of a name: `ACCEPTED` is right, `STOOD_FOR` does not count, all others are errors."""

    ACCEPTED = "accepted"
    STOOD_FOR = "stood for"
    """A pronoun, an office or an earlier mention in the segment says who is meant, and no rule objects."""
    ORDER = "order"
    FORMAT = "format"
    ROMANISATION = "romanisation"
    READING = "reading"
    LANGUAGE = "wrong language"
    SPELLING = "misspelt"
    PARTIAL = "partial"
    SUBSTITUTED = "substituted"
    TERM = "other words"
    FORBIDDEN = "forbidden"
    UNTRANSLATED = "untranslated"
    MISSING = "missing"
    EMPTY = "empty hypothesis"

    @property
    def counts(self) -> bool:
        """Whether it counts for or against the system."""
        return self is not Outcome.STOOD_FOR

    @property
    def is_error(self) -> bool:
        """Whether it counts against the system."""
        return self.counts and self is not Outcome.ACCEPTED


@dataclass(frozen=True, slots=True)
class NameOutcome:
    """What one system made of one mention of a glossary entity in the source.

    `item` is the number of the segment in the test set, from 0. `source` is the mention as the source has it, `rendering`
    what is linked to it in the hypothesis, empty where nothing is. `codes` are the rules that object to it.
    """

    system: str
    item: int
    key: str
    document: str
    entity: str
    name: str
    type: str
    source: str
    rendering: str
    outcome: Outcome
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClassRow:
    """Name accuracy of one system for one class of entities (`type`: person, place, organisation …).

    `value` is accepted of counted mentions in points; `mentions` includes those that are stood for.
    """

    system: str
    type: str
    mentions: int
    counted: int
    accepted: int
    value: float | None
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class KindRow:
    """How many mentions of one system had one outcome, and their share of all its counted mentions in points.

    The share of `STOOD_FOR` is of all mentions.
    """

    system: str
    outcome: Outcome
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class EntityRow:
    """One entity for one system: counted and accepted mentions, and how it was rendered where it was wrong.

    `wrong` holds what stood there instead, most frequent first, each with its outcome and how often.
    """

    system: str
    entity: str
    name: str
    type: str
    source: str
    counted: int
    accepted: int
    wrong: tuple[tuple[str, Outcome, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Grading:
    """All that came of grading systems on one test set, in the order in which it is shown.

    `baseline` is the system that the others are compared with, empty where nothing was compared. `scores` run by system and
    then by measure, in the order of `systems` and `measures`; `comparisons` likewise. `entities` run from the entity with
    the most errors over all systems to that with the fewest, those without an error left out, for each the systems in
    order. `outcomes` are all mentions, by system and item. `remarks` are sentences that a reader of the figures must know
    (empty hypotheses, identical systems). `settings` are what the run was asked for, `signature` what repeats it.
    """

    test_set: str
    segments: int
    documents: int
    references: tuple[str, ...]
    systems: tuple[str, ...]
    baseline: str
    measures: tuple[Measure, ...]
    scores: tuple[Score, ...]
    comparisons: tuple[Comparison, ...]
    classes: tuple[ClassRow, ...]
    kinds: tuple[KindRow, ...]
    entities: tuple[EntityRow, ...]
    outcomes: tuple[NameOutcome, ...]
    remarks: tuple[str, ...]
    settings: tuple[tuple[str, str], ...]
    signature: str
