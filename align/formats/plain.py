"""Plain text, and Markdown as text: one translation, with or without a source beside it.

A line is a paragraph. Alone, a translation becomes a document of its sentences without source; with a source, the two
texts are aligned first (`align.alignment.sentences`). What no other format claims is read as plain text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from align.formats.base import decode, encode, read_bytes
from align.model.segment import Document, Segment, Where
from align.text.place import LINE_END, line_spans
from align.text.sentences import split_sentences


@dataclass(frozen=True, slots=True)
class Text:
    """A plain text, read: `content` is `raw` decoded, without byte order mark and with its own line ends."""

    path: Path
    raw: bytes
    content: str


def read_pair(target: Path, source: Path | None = None) -> tuple[Text | None, Text]:
    """The source (None where there is none) and the translation; FormatError where one cannot be read."""
    return (None if source is None else read_text(source)), read_text(target)


def read_text(path: Path) -> Text:
    """One text; FormatError where it cannot be read."""
    raw = read_bytes(path)
    return Text(path, raw, decode(raw, path))


class Plain:
    """Plain text as a format."""

    name = "plain"
    suffixes = ()

    def read(self, raw: bytes, path: Path) -> Document:
        """The sentences of a translation without source."""
        return Document(path, self.name, raw, tuple(_sentences(decode(raw, path), path)))

    def write(self, document: Document, targets: Mapping[str, str]) -> bytes:
        """The translation with new texts in the places of the old ones; line ends stay what they are."""
        if not targets:
            return document.raw
        text = decode(document.raw, document.path)
        starts = [0, *(end.end() for end in LINE_END.finditer(text))]
        pieces: list[str] = []
        done = 0
        for segment in document.segments:
            if segment.key in targets and segment.target is not None and segment.target_at is not None:
                begin = starts[segment.target_at.line - 1] + segment.target_at.column - 1
                ends, end = _line_ends(text, begin, segment.target)
                pieces += (text[done:begin], _with_ends(targets[segment.key], ends))
                done = end
        return encode("".join(pieces) + text[done:], document)


def _sentences(text: str, path: Path) -> Iterator[Segment]:
    key = 0
    for number, line in enumerate(line_spans(text), 1):
        content = line.of(text)
        for sentence in split_sentences(content, "en"):
            key += 1
            at = Where(path, number, sentence.start + 1)
            yield Segment(str(key), path.name, None, sentence.of(content), target_at=at)


def _line_ends(text: str, begin: int, content: str) -> tuple[list[str], int]:
    """The line ends that stand within `content`, which begins at `begin`, and the offset after it."""
    ends: list[str] = []
    lines = content.split("\n")
    for number, line in enumerate(lines):
        if not text.startswith(line, begin):
            raise ValueError("the document is not what its bytes hold")
        begin += len(line)
        if number < len(lines) - 1 and (end := LINE_END.match(text, begin)):
            ends.append(end[0])
            begin = end.end()
    return ends, begin


def _with_ends(content: str, ends: list[str]) -> str:
    lines = content.split("\n")
    spare = ends[-1] if ends else "\n"
    ends = [*ends, *[spare] * len(lines)][: len(lines) - 1]
    return "".join(line + end for line, end in zip(lines, [*ends, ""], strict=True))
