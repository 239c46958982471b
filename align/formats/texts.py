"""What formats have in common that hold one language only: a translation, or the source that stands beside it.

Such a file is looked at through a `View`: its text without markup, a line for each block. Two views are aligned sentence
by sentence (`align.alignment.sentences`), and what was found in them is put back into the files.
"""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from align.formats.base import NOTHING, Format, Kept, decode, encode
from align.formats.comments import taken_out
from align.formats.stretch import Lines, Stretch, spliced
from align.model.segment import Comment, Document, Segment, Where
from align.model.span import Side, Span
from align.text.sentences import split_sentences


@dataclass(frozen=True, slots=True)
class View:
    """A file of one language without its markup. A line of the text is a block; `\\n` ends it, whatever ends the file's lines.

    `comments` are those that speak to us, without keys, each with the part of the text that it is about. `beside` is the
    view of the source, in a file that holds both.
    """

    path: Path
    lines: Lines
    stretch: Stretch
    comments: tuple[tuple[Comment, Span], ...] = ()
    beside: View | None = None

    @property
    def text(self) -> str:
        """The text that is read and aligned."""
        return self.stretch.text

    def span(self, text: str, where: Where) -> Span:
        """Where in the text the words of a segment stand, given where they begin in the file."""
        start = self.stretch.offset(self.lines.offset(where.line, where.column))
        return Span(start, start + len(text))


class TextFormat(Format):
    """A format that shows with `view` what a file of one language says; everything else follows from that."""

    @abstractmethod
    def view(self, content: str, path: Path) -> View:
        """What a file says, of which `content` is the decoded text."""

    def read(self, raw: bytes, path: Path) -> Document:
        """The sentences of a translation without source."""
        view = self.view(decode(raw, path), path)
        return document_of(self.name, raw, view, tuple(_sentences(view)), None)

    def paired(self, source: View, target: View, raw: bytes, lang: str) -> Document | None:
        """The document of a translation, of which `raw` is the file, and its source, where something tells what belongs
        together; None where their sentences must.
        """
        return None

    def write(self, document: Document, targets: Mapping[str, str], comments: Kept = NOTHING) -> bytes:
        """The translation with new texts in the places of the old ones, every other byte as it is."""
        if not targets and not comments:
            return document.raw
        content = decode(document.raw, document.path)
        view = self.view(content, document.path)
        patches = list(taken_out(comments, content))
        for segment in document.segments:
            if segment.key in targets and segment.target is not None and segment.target_at is not None:
                span = view.span(segment.target, segment.target_at)
                if span.of(view.text) != segment.target:
                    raise ValueError("the document is not what its bytes hold")
                patches += view.stretch.part(span).patches(targets[segment.key], content, segment.target_at)
        if not patches:
            return document.raw
        written = spliced(content, patches)
        self.prove(written, view, document, targets)
        return encode(written, document)

    def prove(self, written: str, view: View, document: Document, targets: Mapping[str, str]) -> None:
        """FormatError where a file, `written` with new texts in the places of those in `view`, does not say what it should."""


def document_of(name: str, raw: bytes, target: View, segments: Iterable[Segment], source: View | None) -> Document:
    """The document of a translation and its source, whose segments count places in the two views.

    Lines and columns of `segments` are those of the views' texts; those of the document are those of the files.
    """
    found: list[Segment] = []
    spans: list[Span | None] = []
    inside = {Side.SOURCE: None if source is None else Lines(source.text), Side.TARGET: Lines(target.text)}
    for segment in segments:
        here: dict[Side, tuple[Span, Stretch]] = {}
        for side, view, text, where in (
            (Side.SOURCE, source, segment.source, segment.source_at),
            (Side.TARGET, target, segment.target, segment.target_at),
        ):
            lines = inside[side]
            if view is not None and lines is not None and text is not None and where is not None:
                start = lines.offset(where.line, where.column)
                span = Span(start, start + len(text))
                here[side] = span, view.stretch.part(span)
        found.append(
            replace(
                segment,
                source_at=here[Side.SOURCE][1].where(source.path, source.lines)
                if source and Side.SOURCE in here
                else None,
                target_at=here[Side.TARGET][1].where(target.path, target.lines) if Side.TARGET in here else None,
                protected=tuple(mark for side, (_, stretch) in here.items() for mark in stretch.protected(side)),
            )
        )
        spans.append(here[Side.TARGET][0] if Side.TARGET in here else None)
    return Document(target.path, name, raw, tuple(found), comments=tuple(_with_keys(target.comments, found, spans)))


def _with_keys(
    comments: Iterable[tuple[Comment, Span]], segments: Sequence[Segment], spans: Sequence[Span | None]
) -> Iterator[Comment]:
    """The comments with the keys of the segments whose words, at `spans` of the text, they are about."""
    here = sorted((span.start, span.end, number) for number, span in enumerate(spans) if span is not None and len(span))
    starts, ends = [start for start, _, _ in here], [end for _, end, _ in here]
    for comment, about in comments:
        # No two segments share words, so that both lists are in order.
        first, last = bisect_right(ends, about.start), bisect_left(starts, about.end)
        numbers = sorted(number for _, _, number in here[first:last])
        yield replace(comment, keys=tuple(segments[number].key for number in numbers))


def block_after(text: str, offset: int) -> Span:
    """The line of a view's text that holds an offset, or else the next that is not empty; nothing at the end."""
    begin = text.rfind("\n", 0, offset) + 1
    while begin < len(text):
        end = text.find("\n", begin)
        end = len(text) if end < 0 else end
        if text[begin:end].strip():
            return Span(begin, end)
        begin = end + 1
    return Span(len(text), len(text))


def _sentences(view: View) -> Iterator[Segment]:
    """The sentences of each line, placed in the view's text."""
    key = 0
    for number, line in enumerate(view.text.split("\n"), 1):
        for sentence in split_sentences(line, "en"):
            key += 1
            at = Where(view.path, number, sentence.start + 1)
            yield Segment(str(key), view.path.name, None, sentence.of(line), target_at=at)
