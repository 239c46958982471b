"""An open document: as it was read, as its translations stand now, and what the last check said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from align.formats.base import Format
from align.model.finding import Finding
from align.model.segment import Document, Segment
from align.model.span import Span
from align.review.passages import Mark
from align.review.uses import NameUse
from align.text.fold import fold_source, fold_target


@dataclass(slots=True)
class Sheet:
    """One file under review. `number` is its place among the open ones, from 0.

    `document` stays as it was read and is what new bytes are made from; `segments` hold the translations as they are
    now. `disk` is what the file is known to hold. `version` counts edits: a check that began before the last of them is
    out of date. `edits` are the translations that differ from what was read, by key, `saved` those that the file has
    already. `checked` is the version that `findings`, `uses` and `marks` are of, -1 before the first check. `marks`
    may have been forgotten to save memory (None); the next check of the document brings them back. `said` are the texts
    of that version, folded, the source's and the translation's, empty before.
    """

    number: int
    document: Document = field(repr=False)
    format: Format = field(repr=False)
    segments: list[Segment] = field(repr=False)
    disk: bytes = field(repr=False)
    version: int = 0
    checked: int = -1
    findings: tuple[Finding, ...] = field(default=(), repr=False)
    uses: tuple[NameUse, ...] = field(default=(), repr=False)
    marks: Mapping[str, tuple[Mark, ...]] | None = field(default=None, repr=False)
    said: tuple[str, str] = field(default=("", ""), repr=False)
    index: dict[str, int] = field(default_factory=dict, repr=False)
    edits: dict[str, str] = field(default_factory=dict, repr=False)
    saved: dict[str, str] = field(default_factory=dict, repr=False)

    @staticmethod
    def opened(number: int, document: Document, form: Format) -> Sheet:
        """A document as it has just been read."""
        index = {segment.key: at for at, segment in enumerate(document.segments)}
        return Sheet(number, document, form, list(document.segments), document.raw, index=index)

    @property
    def path(self) -> Path:
        """The file of the translation."""
        return self.document.path

    @property
    def current(self) -> Document:
        """The document with the translations as they stand now."""
        return replace(self.document, segments=tuple(self.segments))

    @property
    def dirty(self) -> bool:
        """Whether the file does not hold the translations as they stand now."""
        return self.edits != self.saved

    def written(self, new: bytes) -> None:
        """The file holds everything now, as `new`."""
        self.disk, self.saved = new, dict(self.edits)

    def bytes(self) -> bytes:
        """The file as it would be written now; FormatError where a translation cannot stand in it."""
        return self.format.write(self.document, self.edits)

    def segment(self, key: str) -> Segment:
        """The segment of a key; KeyError where there is none."""
        return self.segments[self.index[key]]

    def put(self, key: str, target: str) -> None:
        """Let the translation of a segment be `target`; what was read comes back as the very same segment."""
        at = self.index[key]
        then = self.document.segments[at]
        if then.target == target or (then.target is None and not target):
            self.segments[at] = then
            self.edits.pop(key, None)
        else:
            self.segments[at] = replace(then, target=target)
            self.edits[key] = target
        self.version += 1

    def key_of(self, key: str, target: str) -> str | None:
        """The segment that is meant by a key and what stood in it: that of the key, else the only one that reads so."""
        if key in self.index and (self.segment(key).target or "") == target:
            return key
        keys = [segment.key for segment in self.segments if (segment.target or "") == target]
        return keys[0] if len(keys) == 1 else None

    def says(self, forms: Iterable[str]) -> bool:
        """Whether any of these folded forms stands in the document."""
        source, target = self.said if self.checked == self.version else folded(self.segments)
        return any(form in source or form in target for form in forms)

    def around(self, key: str, before: int, after: int) -> Sequence[Segment]:
        """The segments from `before` in front of one to `after` behind it, those of the same text alone."""
        at = self.index[key]
        text = self.segments[at].document
        return [each for each in self.segments[max(0, at - before) : at + after + 1] if each.document == text]


def folded(segments: Iterable[Segment]) -> tuple[str, str]:
    """The sources and the translations of segments, folded, each on a line of its own."""
    texts = list(segments)
    source = "\n".join(fold_source(segment.source or "").text for segment in texts)
    return source, "\n".join(fold_target(segment.target or "").text for segment in texts)


def replaced(text: str, edits: Iterable[tuple[Span, str]]) -> str:
    """`text` with other words at these spans; of two that overlap the one that begins first, then the longer counts."""
    pieces: list[str] = []
    done = 0
    for span, new in sorted(edits, key=lambda edit: (edit[0].start, -edit[0].end)):
        if span.start >= done:
            pieces += (text[done : span.start], new)
            done = span.end
    return "".join(pieces) + text[done:]
