"""Checking one open document, as a value in and a value out: what a worker does while the screen goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from align.checker import Checker
from align.glossary.entity import Entity
from align.glossary.lexicon import Lexicon
from align.glossary.use import Use
from align.glossary.use import uses as made_of
from align.model.decision import Decisions
from align.model.finding import Finding
from align.model.segment import Document
from align.review.passages import Mark, marks_of
from align.review.sheet import folded
from align.review.uses import NameUse, uses_of

Making = Callable[[Lexicon], Checker]
"""Makes a checker, set as the run is, for what the glossaries know."""

Ignoring = Callable[[Document, Iterable[Finding]], Iterable[Finding]]
"""All findings of a document, those suppressed that the configuration ignores in its file or the baseline knows."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check of a document gave. `marks` are of its segments by key, `entities` those that are in no glossary
    and `made` what entries for them can be made from. `said` are the texts, folded (see `Sheet`)."""

    sheet: int
    version: int
    findings: tuple[Finding, ...]
    uses: tuple[NameUse, ...]
    marks: Mapping[str, tuple[Mark, ...]]
    entities: Mapping[str, Entity] = field(default_factory=dict)
    made: tuple[Use, ...] = ()
    said: tuple[str, str] = ("", "")


class Engine:
    """Checks documents by what the glossaries say now."""

    def __init__(self, making: Making, lexicon: Lexicon, ignoring: Ignoring | None = None) -> None:
        self._making = making
        self._ignoring = ignoring
        self._checker = making(lexicon)
        self.lexicon = lexicon

    def know(self, lexicon: Lexicon) -> None:
        """Go on with other glossaries."""
        self._checker = self._making(lexicon)
        self.lexicon = lexicon

    def check(self, sheet: int, version: int, document: Document, decisions: Decisions | None) -> Checked:
        """The check of a document as it stands; nothing is kept of it here."""
        findings: list[Finding] = []
        uses: list[NameUse] = []
        marks: dict[str, tuple[Mark, ...]] = {}
        entities: dict[str, Entity] = {}
        made: list[Use] = []
        for examined in self._checker.examine(document, decisions):
            findings += examined.findings
            found = list(uses_of(examined.alignments, sheet, examined.lexicon.entity))
            uses += found
            for use in found:
                if use.entity and use.entity not in self.lexicon:
                    entities[use.entity] = examined.lexicon.entity(use.entity)
            made += made_of(examined.alignments, entities.get)
            for alignment in examined.alignments:
                if alignment.links:
                    marks[alignment.segment.key] = marks_of(alignment)
        said = folded(document.segments)
        left = self._ignoring(document, findings) if self._ignoring else findings
        return Checked(sheet, version, tuple(left), tuple(uses), marks, entities, tuple(made), said)
