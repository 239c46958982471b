"""A text as it stands in a file: which of its characters stand where, what no edit may touch, and how words are changed.

Between the characters of a text a file may hold what is no text: tags, the ends of wrapped lines, the quotation marks
around them. A character may be written as several, as an escape or an entity. A `Stretch` knows the place of each
character, so that a change of words changes their characters in the file and no others.

Offsets in the file count code points of its decoded text, without a byte order mark.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from align.errors import FormatError
from align.model.segment import OBJECT, Protected, Turn, Where
from align.model.span import Side, Span
from align.text.place import LINE_END

Encode = Callable[[str], str]
"""How a text is written at a place of a file; FormatError where it cannot be."""


class Patch(NamedTuple):
    """Put `new` in the place of what stands from `start` to `end` of a file."""

    start: int
    end: int
    new: str


class Run(NamedTuple):
    """Characters of a text that stand together: those from `at` on stand from `start` to `end` of the file.

    Each of them takes as many characters of the file: one where they stand there verbatim, several where they are
    escaped. `soft` says that its one character, a space, is written as the end of a line.
    """

    at: int
    length: int
    start: int
    end: int
    soft: bool = False

    @property
    def width(self) -> int:
        """How many characters of the file each character takes."""
        return (self.end - self.start) // self.length


class Gap(NamedTuple):
    """Where a text goes that is not there yet: `before` and `after` are put around it, in place of `start` to `end`."""

    start: int
    end: int
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A text with its place in a file.

    `runs` cover the text, in its order, which is the order of the file. `tags` are the places that no edit may reach over,
    by where they begin, each with its kind; one that is wider than nothing is an `OBJECT`, or text that must stay as it is.
    `encode` writes new words. `gap` says, for an empty text, where words go.
    """

    text: str
    runs: tuple[Run, ...]
    tags: tuple[tuple[Span, str], ...] = ()
    encode: Encode = field(default=str, repr=False)
    gap: Gap | None = None

    def part(self, span: Span) -> Stretch:
        """The stretch of a part of the text; tags at its very ends stay outside."""
        first = max(0, bisect_right(self.runs, span.start, key=lambda run: run.at) - 1)
        runs = []
        for number in range(first, len(self.runs)):
            run = self.runs[number]
            if run.at >= span.end:
                break
            begin, end = max(run.at, span.start), min(run.at + run.length, span.end)
            if begin < end:
                runs.append(_cut(run, begin, end)._replace(at=begin - span.start))
        tags = []
        for number in range(bisect_left(self.tags, span.start, key=lambda tag: tag[0].start), len(self.tags)):
            tag, kind = self.tags[number]
            if tag.start >= span.end:
                break
            if tag.end <= span.end and (tag.start < tag.end or span.start < tag.start):
                tags.append((Span(tag.start - span.start, tag.end - span.start), kind))
        return replace(self, text=span.of(self.text), runs=tuple(runs), tags=tuple(tags), gap=None)

    def place(self, offset: int) -> int:
        """Where in the file the character at an offset of the text begins; for the end of the text, where its last ends."""
        if not self.runs:
            return self.gap.start if self.gap else 0
        run = self.runs[max(0, bisect_right(self.runs, offset, key=lambda run: run.at) - 1)]
        if offset >= run.at + run.length:
            return run.end
        return run.start + (offset - run.at) * run.width

    def offset(self, place: int) -> int:
        """The offset in the text of the first character that begins at a place of the file or behind it."""
        run_at = bisect_right(self.runs, place, key=lambda run: run.start) - 1
        if run_at < 0:
            return 0
        run = self.runs[run_at]
        return run.at + min(-((run.start - place) // max(1, run.width)), run.length)

    def where(self, path: Path, lines: Lines) -> Where:
        """The place of the text in its file, with all its turns."""
        if not self.runs:
            return Where(path, *lines.place(self.place(0)))
        first = self.runs[0]
        line, column = lines.place(first.start)
        turns = [Turn(0, line, column, first.width)] if first.length > 1 and first.width > 1 else []
        for before, run in pairwise(self.runs):
            width = run.width if run.length > 1 else 1
            if before.soft or run.start != before.end or before.width != 1 or width != 1:
                turns.append(Turn(run.at, *lines.place(run.start), width))
        return Where(path, line, column, turns=tuple(turns))

    def protected(self, side: Side) -> tuple[Protected, ...]:
        """Its tags, as the text of one side of a segment."""
        return tuple(Protected(side, span, kind) for span, kind in self.tags) if self.tags else ()

    def patches(self, new: str, content: str, where: Where) -> Iterator[Patch]:
        """What changes in the file, of which `content` is the text, so that `new` stands where this text does.

        Tags within changed words come to stand behind them, ends of wrapped lines at the space that is nearest to where they
        were. FormatError, which names `where`, if something is gone that must stay.
        """
        if new == self.text:
            return
        if not self.runs:
            if self.gap is None:
                raise _refused("no translation can be put here", where, "write it with the tool that made the file")
            yield Patch(self.gap.start, self.gap.end, f"{self.gap.before}{self.encode(new)}{self.gap.after}")
            return
        for change, words in changes(self.text, new):
            lost = any(span.start < span.end and span.overlaps(change) for span, _ in self.tags)
            if lost or OBJECT in words:
                message = "a placeholder or a piece of code in the translation was changed, moved or taken away"
                raise _refused(message, where, "leave it as it stands, or change it with the tool that made the file")
            yield self._patch(change, words, content)

    def _patch(self, change: Span, words: str, content: str) -> Patch:
        if not len(change):
            at = self.place(0) if change.start == 0 else self.part(Span(change.start - 1, change.start)).runs[-1].end
            return Patch(at, at, self.encode(words))
        runs = self.part(change).runs
        breaks = [(run.at / len(change), content[run.start : run.end]) for run in runs if run.soft]
        tags = [content[one.end : other.start] for one, other in pairwise(runs)]
        written = "".join(self._written(words, breaks))
        return Patch(runs[0].start, runs[-1].end, written + "".join(tags))

    def _written(self, words: str, breaks: Sequence[tuple[float, str]]) -> Iterator[str]:
        """New words as they are written, with each end of a line, given by how far in the old words it stood, at a space."""
        spaces = [at for at, character in enumerate(words) if character == " "]
        done = 0
        for share, end in breaks:
            left = [at for at in spaces if at >= done]
            if not left:
                break
            at = min(left, key=lambda at: abs(at - share * len(words)))
            yield self.encode(words[done:at]) + end
            done = at + 1
        yield self.encode(words[done:])


class Lines:
    """Where the lines of a text begin, so that places can be told as line and column."""

    def __init__(self, content: str) -> None:
        self._starts = array("Q", [0])
        if "\r" in content:
            self._starts.extend(end.end() for end in LINE_END.finditer(content))
            return
        # Without a pattern this is six times as fast.
        at = content.find("\n") + 1
        while at:
            self._starts.append(at)
            at = content.find("\n", at) + 1

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of a code point."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The code point at a line and column."""
        return self._starts[line - 1] + column - 1


class Gathering:
    """A stretch that is put together from a file, from its beginning to its end."""

    def __init__(self, encode: Encode = str) -> None:
        self._encode = encode
        self._text: list[str] = []
        self._runs: list[Run] = []
        self._tags: list[tuple[Span, str]] = []
        self._at = 0

    def verbatim(self, text: str, start: int) -> None:
        """Characters that stand in the file as they are, from `start` on."""
        if text:
            last = self._runs[-1] if self._runs else None
            if last and last.end == start and last.width == 1 and not last.soft:
                self._runs[-1] = last._replace(length=last.length + len(text), end=start + len(text))
            else:
                self._runs.append(Run(self._at, len(text), start, start + len(text)))
            self._add(text)

    def escaped(self, character: str, start: int, end: int, *, soft: bool = False) -> None:
        """One character that is written as something else; `soft` for a space that is written as the end of a line."""
        self._runs.append(Run(self._at, 1, start, end, soft))
        self._add(character)

    def escapes(self, text: str, start: int, width: int) -> None:
        """Characters that are written as something else, one behind the other, each as `width` characters of one line."""
        self._runs.append(Run(self._at, len(text), start, start + len(text) * width))
        self._add(text)

    def tag(self, kind: str) -> None:
        """A tag between two characters."""
        self._tags.append((Span(self._at, self._at), kind))

    def object(self, kind: str, start: int, end: int) -> None:
        """Something that is no text and stands for a word: it becomes an `OBJECT`."""
        self._tags.append((Span(self._at, self._at + 1), kind))
        self.escaped(OBJECT, start, end)

    def protect(self, kind: str, begin: int) -> None:
        """The text from the offset `begin` up to here must stay as it is."""
        self._tags.append((Span(begin, self._at), kind))

    @property
    def length(self) -> int:
        """How many characters there are so far."""
        return self._at

    def stretch(self, gap: Gap | None = None) -> Stretch:
        """What was gathered; `gap` says where words go if it is empty."""
        tags = sorted(self._tags, key=lambda tag: tag[0].start)
        return Stretch("".join(self._text), tuple(self._runs), tuple(tags), self._encode, gap)

    def _add(self, text: str) -> None:
        self._text.append(text)
        self._at += len(text)


def changes(old: str, new: str) -> Iterator[tuple[Span, str]]:
    """The words of one text that are others in the other, in order: where they stand and what takes their place.

    They are as few as can be, so that two names which both change their order are not taken for words that moved. What
    both texts begin and end with is left alone. Changes with nothing but a word between them are one.
    """
    olds, news = _WORD.findall(old), _WORD.findall(new)
    starts = [0, *accumulate(map(len, olds))]
    head = _shared(olds, news)
    tail = _shared(olds[head:][::-1], news[head:][::-1])
    found: list[list[int]] = []
    for one in Levenshtein.opcodes(olds[head : len(olds) - tail], news[head : len(news) - tail]):
        if one.tag == "equal":
            continue
        begin, end = head + one.src_start, head + one.src_end
        new_begin, new_end = head + one.dest_start, head + one.dest_end
        between = olds[found[-1][1] : begin] if found else []
        if found and (not between or (len(between) == 1 and between[0][0].isalnum())):
            found[-1][1], found[-1][3] = end, new_end
        else:
            found.append([begin, end, new_begin, new_end])
    for begin, end, new_begin, new_end in found:
        yield _narrowed(Span(starts[begin], starts[end]), old, "".join(news[new_begin:new_end]))


def spliced(content: str, patches: Sequence[Patch]) -> str:
    """The text of a file with all its patches made; they do not overlap."""
    pieces: list[str] = []
    done = 0
    for patch in sorted(patches):
        pieces += (content[done : patch.start], patch.new)
        done = patch.end
    pieces.append(content[done:])
    return "".join(pieces)


_WORD = re.compile(r"\w+|\s|[^\w\s]")


def _narrowed(span: Span, old: str, new: str) -> tuple[Span, str]:
    """A change without the characters at its ends that stay the same."""
    before = span.of(old)
    head = _shared(before, new)
    tail = _shared(before[head:][::-1], new[head:][::-1])
    return Span(span.start + head, span.end - tail), new[head : len(new) - tail]


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many characters two texts, or words two lists, share at their beginnings."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def _cut(run: Run, begin: int, end: int) -> Run:
    """The part of a run that stands for the text from `begin` to `end`."""
    if run.length == 1:
        return run
    width = run.width
    start = run.start + (begin - run.at) * width
    return Run(begin, end - begin, start, start + (end - begin) * width, run.soft)


def _refused(message: str, where: Where, hint: str) -> FormatError:
    return FormatError(message, path=where.path, line=where.line, hint=hint)
