"""Mentions of names on both sides of a segment, and the links between them.

Law: within an `Alignment`, every mention stands in exactly one link.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from align.model.segment import Segment
from align.model.span import Side, Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a decision, made when the decision is made: `text` is a sentence a reviewer can read.

    `weight` is what it added to the score, negative for what speaks against; 0 for a plain fact.
    """

    kind: str
    text: str
    weight: float = 0.0


class FormRole(StrEnum):
    """Which part of a name a form is."""

    FULL = "full"
    FAMILY = "family"
    GIVEN = "given"
    SHORT = "short"


class FormStatus(StrEnum):
    """What the glossary thinks of a form."""

    PREFERRED = "preferred"
    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class NameForm:
    """One written form of an entity in one language, and why it is what it is (`reason`, empty for a plain one)."""

    text: str
    role: FormRole
    status: FormStatus
    order: str = ""
    reason: str = ""


class Via(StrEnum):
    """How a mention was found."""

    EXACT = "exact"
    FOLDED = "folded"
    VARIANT = "variant"
    PARTIAL = "partial"
    ROLE = "role"
    DISCOVERED = "discovered"


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names somebody or something.

    `entities` holds the ids of the glossary entries it may stand for: several mean that it is ambiguous, none that it
    is in no glossary.
    """

    side: Side
    span: Span
    surface: str
    entities: tuple[str, ...]
    form: NameForm
    via: Via

    @property
    def entity(self) -> str:
        """The one entry it stands for, empty where there is none or more than one."""
        return self.entities[0] if len(self.entities) == 1 else ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A candidate mention that lost against others, and why; kept for `--show links` and for reviewers."""

    mention: Mention
    reason: str


class Relation(StrEnum):
    """In what way an English form differs from what its name should be."""

    ORDER = "order"
    FORMAT = "format"
    PARTIAL = "partial"
    VARIANT = "variant"
    READING = "reading"
    LANGUAGE = "language"
    SPELLING = "spelling"
    IDENTITY = "identity"
    UNTRANSLATED = "untranslated"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which `observed` is not `expected`; `part` is `full`, `family`, `given` or another word for the part."""

    relation: Relation
    part: str
    observed: str
    expected: str
    why: str


class Verdict(StrEnum):
    """What became of the mentions of a link."""

    PAIRED = "paired"
    MISSING = "missing"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Link:
    """One source mention with its English rendering.

    A null `target` means that nothing renders it (missing), a null `source` that nothing in the source accounts for it
    (added). `differences` is empty where the rendering is right. `expected` lists forms that would be right here, best first.
    """

    source: Mention | None
    target: Mention | None
    entity: str
    score: float
    why: tuple[Evidence, ...]
    verdict: Verdict
    differences: tuple[Difference, ...] = ()
    expected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """A segment with its links, in the order of the source and then of the translation."""

    segment: Segment
    links: tuple[Link, ...]
    refused: tuple[Refused, ...] = ()
