"""A stretch of source text that may be somebody's name in no glossary."""

from __future__ import annotations

from dataclasses import dataclass

from align.model.span import Span


@dataclass(frozen=True, slots=True)
class SourceName:
    """A name as the source writes it; the span is in code points of the text as given.

    `family` and `given` are as written, either empty where the name is only the other. `weight` (0 to 1) is how much the
    source by itself says that it is a name, and `why` what says so. `culture` is an origin as glossaries have it, empty
    where the source does not say. `spelling` is what the translation calls it, where its sound was what found it.
    """

    span: Span
    family: str
    given: str
    weight: float
    culture: str
    why: str
    spelling: str = ""

    @property
    def text(self) -> str:
        """The whole name."""
        return self.family + self.given
