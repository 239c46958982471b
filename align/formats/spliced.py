"""What formats have in common whose texts are put together from pieces of a file: reading takes the texts out, writing
puts changed words back in their places and leaves every other byte as it is.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from align.formats.base import NOTHING, Format, Kept, decode, encode
from align.formats.comments import taken_out
from align.formats.stretch import Lines, Stretch, spliced
from align.model.segment import Comment, Document, Protected, Segment, Where
from align.model.span import Side


@dataclass(frozen=True, slots=True)
class Unit:
    """A segment with the places of its texts in the file; None for a text that it does not hold."""

    segment: Segment
    source: Stretch | None
    target: Stretch | None


class SplicedFormat(Format):
    """A format that says with `parts` what a file holds; everything else follows from that."""

    @abstractmethod
    def parts(self, content: str, path: Path, lines: Lines) -> Iterator[Unit | Segment | Comment]:
        """The units of a file, of which `content` is the decoded text, and the comments that speak to us.

        FormatError where it is no such file. The segments come without places and protected spans, as `placed` adds them.
        A segment that comes without a unit has its places already; then `units` finds what is to be written in it.
        """

    def units(self, content: str, document: Document, lines: Lines, keys: Collection[str]) -> Iterator[Unit]:
        """The units of these segments of a document that was read before. A format that finds them without reading all of
        the file again says so here: the review asks with every change.
        """
        for part in self.parts(content, document.path, lines):
            if isinstance(part, Unit) and part.segment.key in keys:
                yield part

    def decoded(self, raw: bytes, path: Path) -> str:
        """The text of a file, without byte order mark."""
        return decode(raw, path)

    def encoded(self, content: str, document: Document) -> bytes:
        """A text as the bytes of the file that the document was read from."""
        return encode(content, document)

    def read(self, raw: bytes, path: Path) -> Document:
        """The document in a file; FormatError where there is none."""
        content = self.decoded(raw, path)
        lines = Lines(content)
        segments: list[Segment] = []
        comments: list[Comment] = []
        for part in self.parts(content, path, lines):
            if isinstance(part, Segment):
                segments.append(part)
            elif isinstance(part, Comment):
                comments.append(part)
            else:
                segments.append(placed(part, path, lines))
        comments.sort(key=lambda comment: comment.whole)
        return Document(path, self.name, raw, tuple(segments), comments=tuple(comments))

    def write(self, document: Document, targets: Mapping[str, str], comments: Kept = NOTHING) -> bytes:
        """The file with new translations and with less said in its comments, every other byte as it is."""
        if not targets and not comments:
            return document.raw
        content = self.decoded(document.raw, document.path)
        lines = Lines(content)
        patches = list(taken_out(comments, content))
        for unit in self.units(content, document, lines, targets.keys()):
            if unit.target is not None:
                where = unit.target.where(document.path, lines)
                patches += unit.target.patches(targets[unit.segment.key], content, where)
        return self.encoded(spliced(content, patches), document)


def placed(unit: Unit, path: Path, lines: Lines) -> Segment:
    """The segment of a unit, with the places of its texts and what no edit may touch in them."""
    where: dict[Side, Where] = {}
    protected: list[Protected] = []
    for side, stretch in ((Side.SOURCE, unit.source), (Side.TARGET, unit.target)):
        if stretch is not None:
            where[side] = stretch.where(path, lines)
            protected += stretch.protected(side)
    return replace(
        unit.segment,
        source_at=where.get(Side.SOURCE),
        target_at=where.get(Side.TARGET),
        protected=tuple(protected),
    )
