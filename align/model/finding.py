"""What a rule has to say: a finding, and the edits that would mend it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from align.model.alignment import Evidence
from align.model.segment import Comment, Segment
from align.model.span import Span


class Severity(IntEnum):
    """How bad a finding is if it is true; a larger one is worse."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """As users write it: `info`, `warning`, `error`."""
        return self.name.lower()


class Safety(StrEnum):
    """Whether a fix may be applied unseen."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `replacement` where `expected` stands in the translation of segment `key`; refused where it no longer does."""

    key: str
    span: Span
    expected: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that belong together: all are made or none is.

    `comments` are those of the file of which less is to be left: the rules that each still names, none where it goes.
    """

    title: str
    edits: tuple[Edit, ...]
    safety: Safety
    comments: tuple[tuple[Comment, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Suppression:
    """Why a finding does not count: `by` is `inline`, `config`, `baseline` or `review`."""

    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, located and explained.

    `source` and `target` are spans in the texts of `segment`, None where there is nothing to point at. `expected`
    lists acceptable forms, best first. `severity` is how bad it is if true, `confidence` (0 to 1) how sure we are.
    `entity` is an entry's id, empty for a name in no glossary, and `entity_name` its English name.
    """

    code: str
    rule: str
    severity: Severity
    message: str
    segment: Segment
    source: Span | None = None
    target: Span | None = None
    entity: str = ""
    entity_name: str = ""
    expected: tuple[str, ...] = ()
    fix: Fix | None = None
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0
    suppressed: Suppression | None = field(default=None)

    @property
    def source_text(self) -> str:
        """The source words pointed at, empty where there are none."""
        return self.source.of(self.segment.source) if self.source and self.segment.source else ""

    @property
    def target_text(self) -> str:
        """The English words pointed at, empty where there are none."""
        return self.target.of(self.segment.target) if self.target and self.segment.target else ""

    @property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits from what is wrong, not from where: it survives edits elsewhere in the file.

        The same fault twice in a document has the same digits. One that points at no words is told by its segment's.
        """
        words = self.source_text, self.target_text
        if not any(words):
            words = self.segment.source or "", self.segment.target or ""
        parts = (self.code, self.segment.document, self.entity, *words)
        return hashlib.sha256("\x1f".join(parts).encode(errors="surrogatepass")).hexdigest()[:16]
