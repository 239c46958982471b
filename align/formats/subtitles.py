"""Subtitles: cues, each with the times between which it is shown and a few lines of text.

What a file says is a `Track`: the texts of its cues, one after the other, and what speakers are called. A sentence often
runs over several cues, and a name with it. A cue whose text ends without a mark that ends sentences goes on in the next
one if that follows soon and does not begin with a dash or a bracket; the two are then read with a space between them,
other cues with the end of a line. Marks alone decide, so that other words in a cue change nothing about it. Chinese and
Japanese cues do without marks: theirs go on only behind a comma. The end of a line in a cue is a space too, and the end
of a line before a line of dialogue that begins with a dash.

A pair of files becomes a document by the times of the cues (`align.formats.timing`); a segment is what belongs together
by time, joined with what its sentences go on with. A file whose cues hold a Chinese or Japanese line and an English one
is a pair by itself. Tracks whose times do not correspond are aligned sentence by sentence, as other texts are.

What is between two cues (counter, times, blank lines) is never changed. New words for a segment of several cues are dealt
out over them, each space between two cues staying at the same words, or at the nearest space.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from align.errors import FormatError
from align.formats.base import NOTHING, Kept, decode, encode
from align.formats.comments import taken_out
from align.formats.stretch import Encode, Gathering, Lines, Patch, Stretch, changes, spliced
from align.formats.texts import TextFormat, View
from align.formats.timing import Group, Times, grouped
from align.model.segment import Comment, Document, Segment, Where
from align.model.span import Side, Span
from align.text.place import LINE_END
from align.text.scripts import is_han, is_kana


class Block(NamedTuple):
    """A cue as it stands in a file: `name` is its id or counter, empty where it has none; `inside` is its text."""

    name: str
    times: Times
    inside: Span


class Piece(NamedTuple):
    """What a match of a format's `inline` is: a tag of a kind, which may name a speaker, or a character of the text.

    What is neither is plain text after all.
    """

    kind: str = ""
    character: str = ""
    voice: Span | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue with text. `key` names it within its file; `text` is its place in the track's text.

    `voices` are the places of its speakers' names among the track's voices.
    """

    key: str
    times: Times
    text: Span
    voices: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Track(View):
    """A view of subtitles in one language. `fixed` are the characters of the text, spaces or ends of lines, that stand for
    more than white space in the file: the ends of cues.
    """

    cues: tuple[Cue, ...] = ()
    fixed: tuple[int, ...] = ()
    voices: Stretch = field(default=Stretch("", ()))
    beside: Track | None = None

    def runs(self) -> list[int]:
        """For each cue the number of the sentence that it is a part of."""
        found = [0]
        for before, after in pairwise(self.cues):
            goes_on = self.text[before.text.end : after.text.start] == " "
            found.append(found[-1] + (not goes_on))
        return found

    def within(self, span: Span) -> Sequence[int]:
        """Those of the fixed characters that stand in a part of the text."""
        return self.fixed[bisect_left(self.fixed, span.start) : bisect_left(self.fixed, span.end)]


class TimedFormat(TextFormat):
    """A format of subtitles: it says with `blocks` where its cues stand, and with `inline` what is markup in them."""

    @property
    @abstractmethod
    def inline(self) -> re.Pattern[str]:
        """Finds what is not plain text in a line of a cue."""

    @abstractmethod
    def piece(self, match: re.Match[str]) -> Piece:
        """What a match of `inline` is."""

    @abstractmethod
    def blocks(self, content: str, path: Path, lines: Lines) -> Iterator[Block]:
        """The cues in a file, in its order; FormatError where it is no such file."""

    def remarks(self, content: str, path: Path, lines: Lines) -> Iterator[Comment]:
        """The comments that speak to us, in order; a format without comments has none."""
        yield from ()

    @abstractmethod
    def encode_with(self, end: str) -> Encode:
        """Writes words into a cue of a file whose lines end in `end`."""

    def refuse(self, new: str, where: Where) -> None:
        """FormatError where a text cannot stand in a cue."""
        if any(not line.strip() for line in new.split("\n")):
            message = "an empty line would end the cue"
            raise FormatError(message, path=where.path, line=where.line, hint="leave out the empty line")

    def view(self, content: str, path: Path) -> Track:
        """The track of a file: of a bilingual one that of the translation, with that of the source beside it."""
        lines = Lines(content)
        blocks = list(self.blocks(content, path, lines))
        said = [list(self._said(block.inside, content)) for block in blocks]
        form = _Form(self, content, path, lines)
        cues = list(zip(_keys(blocks), blocks, said, strict=True))
        if not _holds_both(blocks, said):
            return form.track(cues, lambda text: True)
        beside = form.track(cues, _reads_as_source)
        return replace(form.track(cues, lambda text: not _reads_as_source(text)), beside=beside)

    def read(self, raw: bytes, path: Path) -> Document:
        """The sentences of a file, with their sources where it is bilingual."""
        track = self.view(decode(raw, path), path)
        groups = None if track.beside is None else _grouped(track.beside, track, sure=True)
        if groups is None:
            groups = tuple(Group(range(0), range(number, number + 1)) for number in range(len(track.cues)))
        return _document(self.name, raw, track.beside, track, groups, "")

    def paired(self, source: View, target: View, raw: bytes, lang: str) -> Document | None:
        """The document of a translation and its source by the times of their cues; None where these do not tell."""
        if not isinstance(source, Track) or not isinstance(target, Track):
            return None
        groups = _grouped(source, target)
        return None if groups is None else _document(self.name, raw, source, target, groups, lang)

    def write(self, document: Document, targets: Mapping[str, str], comments: Kept = NOTHING) -> bytes:
        """The file with new words in its cues, every other byte as it is."""
        if not targets and not comments:
            return document.raw
        content = decode(document.raw, document.path)
        track = self.view(content, document.path)
        spoken = {run.start for run in track.voices.runs}
        patches = list(taken_out(comments, content))
        for segment in document.segments:
            new = targets.get(segment.key, segment.target)
            if new == segment.target or new is None or segment.target is None or segment.target_at is None:
                continue
            self.refuse(new, segment.target_at)
            place = track.lines.offset(segment.target_at.line, segment.target_at.column)
            stretch = track.voices if place in spoken else track.stretch
            start = stretch.offset(place)
            span = Span(start, start + len(segment.target))
            if span.of(stretch.text) != segment.target:
                raise ValueError("the document is not what its bytes hold")
            fixed = () if stretch is track.voices else track.within(span)
            patches += _patches(stretch, span, fixed, new, content, segment.target_at)
        return encode(spliced(content, patches), document)

    def _said(self, inside: Span, content: str) -> Iterator[_Line]:
        """The lines of a cue, without the space around them; those that hold nothing but tags are none."""
        for found in _INSIDE_LINE.finditer(content, inside.start, inside.end):
            text = self.inline.sub(self._read, found[0])
            if text.strip():
                yield _Line(Span(*found.span()), text)

    def _read(self, match: re.Match[str]) -> str:
        """What a match of `inline` says."""
        piece = self.piece(match)
        return piece.character or ("" if piece.kind else match[0])


class _Line(NamedTuple):
    """A line of a cue: its place in the file and what it says, without tags."""

    place: Span
    text: str


_LETTER = re.compile(r"[^\W\d_]")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ][\w'’.-]*")
_INSIDE_LINE = re.compile(r"[^\s](?:[^\r\n]*[^\s])?")
_ENDS_SENTENCE = re.compile(r"[.!?…。！？｡♪♫)\]）］】〉》][\"'”’」』]*\s*\Z")
_GOES_ON = re.compile(r"[、，,；;：:]\s*\Z")
_BEGINS_ANEW = re.compile(r"\s*[>＞([（［【♪♫#〈《]")
_DASH = re.compile(r"\s*[-–—‐−‑](?![-–—‐−‑\d])")
_LONGEST_PAUSE = 2_000  # milliseconds between two cues of one sentence
_LONGEST_OVERLAP = 500  # of cues that are shown one after the other
_MOST_CUES = 8  # in a sentence, where no mark ends it
_MOST_IN_SEGMENT = 12


def _reads_as_source(words: str) -> bool:
    """Whether a line has at least as many Han and kana as words in Latin letters."""
    if words.isascii():
        return False
    characters = sum(is_han(character) or is_kana(character) for character in words)
    return characters > 0 and characters >= len(_LATIN_WORD.findall(words))


def _holds_both(blocks: Sequence[Block], said: Sequence[Sequence[_Line]]) -> bool:
    """Whether most times at which something is said have both a Chinese or Japanese line and one in Latin letters."""
    found: dict[int, set[bool]] = {}
    for block, lines in zip(blocks, said, strict=True):
        kinds = found.setdefault(block.times.start, set())
        kinds.update(_reads_as_source(line.text) for line in lines if _LETTER.search(line.text))
    both = sum(len(kinds) == 2 for kinds in found.values())
    return both > 0 and 2 * both >= sum(bool(kinds) for kinds in found.values())


def _keys(blocks: Sequence[Block]) -> list[str]:
    """A key for each cue: its id or counter where no other has it, else when it begins."""
    named = Counter(block.name for block in blocks)
    taken = {name for name, times in named.items() if times == 1}
    found = []
    for block in blocks:
        key = block.name
        if not key or named[key] > 1:
            key = time = _clock(block.times.start)
            number = 1
            while key in taken:
                number += 1
                key = f"{time}#{number}"
            taken.add(key)
        found.append(key)
    return found


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


@dataclass(frozen=True, slots=True)
class _Form:
    """How the tracks of one file are put together from its cues."""

    form: TimedFormat
    content: str
    path: Path
    lines: Lines

    def track(self, blocks: Iterable[tuple[str, Block, Sequence[_Line]]], wanted: Callable[[str], bool]) -> Track:
        """The track of the lines that are wanted, from each cue with its key and its lines."""
        found = LINE_END.search(self.content)
        encode_words = self.form.encode_with(found[0] if found else "\n")
        words, voices = Gathering(encode_words), Gathering(encode_words)
        cues: list[Cue] = []
        fixed: list[int] = []
        begins: list[int] = []
        before, end, joined = "", 0, 1
        for key, block, said in blocks:
            lines = [line for line in said if wanted(line.text)]
            if not lines:
                continue
            if cues:
                pause = block.times.start - cues[-1].times.end
                soon = -_LONGEST_OVERLAP <= pause <= _LONGEST_PAUSE
                goes_on = soon and joined < _MOST_CUES and _goes_on(before, lines[0].text)
                joined = joined + 1 if goes_on else 1
                fixed.append(words.length)
                words.escaped(" " if goes_on else "\n", end, lines[0].place.start, soft=True)
            start = words.length
            spoken: list[Span] = []
            for number, (place, text) in enumerate(lines):
                if number and self._ends_line(words, Span(end, place.start), text):
                    fixed.append(words.length - 1)
                spoken += self._line(words, voices, place)
                end = place.end
            cues.append(Cue(key, block.times, Span(start, words.length), tuple(spoken)))
            begins.append(block.inside.start)
            before = lines[-1].text
        stretch = words.stretch()
        nothing = Span(len(stretch.text), len(stretch.text))
        comments = []
        for comment in self.form.remarks(self.content, self.path, self.lines):
            at = bisect_left(begins, comment.whole.end)
            comments.append((comment, cues[at].text if at < len(cues) else nothing))
        return Track(
            self.path,
            self.lines,
            stretch,
            tuple(comments),
            cues=tuple(cues),
            fixed=tuple(fixed),
            voices=voices.stretch(),
        )

    def _ends_line(self, words: Gathering, between: Span, following: str) -> bool:
        """Gathers the end of a line within a cue; whether more than white space stands there."""
        fixed = bool(between.of(self.content).strip())
        dialogue = _DASH.match(following) is not None
        words.escaped("\n" if dialogue else " ", between.start, between.end, soft=fixed or not dialogue)
        return fixed

    def _line(self, words: Gathering, voices: Gathering, line: Span) -> Iterator[Span]:
        """Gathers a line; the places of the names of speakers in it."""
        done = line.start
        for match in self.form.inline.finditer(self.content, line.start, line.end):
            words.verbatim(self.content[done : match.start()], done)
            piece = self.form.piece(match)
            if piece.character:
                words.escaped(piece.character, *match.span())
            elif piece.kind:
                words.tag(piece.kind)
            else:
                words.verbatim(match[0], match.start())
            if piece.voice is not None:
                yield self._voice(voices, piece.voice)
            done = match.end()
        words.verbatim(self.content[done : line.end], done)

    def _voice(self, voices: Gathering, place: Span) -> Span:
        """Gathers the name of a speaker."""
        if voices.length:
            voices.escaped("\n", place.start, place.start, soft=True)
        start = voices.length
        done = place.start
        for match in self.form.inline.finditer(self.content, place.start, place.end):
            character = self.form.piece(match).character
            if character:
                voices.verbatim(self.content[done : match.start()], done)
                voices.escaped(character, *match.span())
                done = match.end()
        voices.verbatim(self.content[done : place.end], done)
        return Span(start, voices.length)


def _goes_on(text: str, following: str) -> bool:
    """Whether the sentence of a cue goes on in the one that follows."""
    if _BEGINS_ANEW.match(following) or _DASH.match(following) or _ENDS_SENTENCE.search(text):
        return False
    last = text.rstrip()[-1:]
    if _GOES_ON.search(text):
        return True
    return not (is_han(last) or is_kana(last) or last in "~〜～―ー」』")


def _grouped(source: Track, target: Track, *, sure: bool = False) -> tuple[Group, ...] | None:
    """The cues of two tracks that belong together, by their times."""
    return grouped([cue.times for cue in source.cues], [cue.times for cue in target.cues], sure=sure)


def _document(
    name: str, raw: bytes, source: Track | None, target: Track, groups: Sequence[Group], lang: str
) -> Document:
    """The document of two tracks; `source` is None for a translation alone."""
    segments: list[Segment] = []
    at: dict[int, tuple[str, ...]] = {}
    for group in _sentences(groups, source, target):
        cues = [target.cues[number] for number in group.targets]
        others = [source.cues[number] for number in group.sources] if source else []
        key = cues[0].key if cues else f"{others[0].key}/source"
        bare = Segment(key, target.path.name, None, None, lang, "en")
        found = list(_voices(bare, source, others, target, cues))
        segment = _side(bare, Side.SOURCE, source, source.stretch if source else None, _whole(others))
        found.append(_side(segment, Side.TARGET, target, target.stretch, _whole(cues)))
        segments += found
        at |= dict.fromkeys((cue.text.start for cue in cues), tuple(each.key for each in found))
    comments = tuple(replace(comment, keys=at.get(span.start, ())) for comment, span in target.comments)
    return Document(target.path, name, raw, tuple(segments), comments=comments)


def _sentences(groups: Sequence[Group], source: Track | None, target: Track) -> Iterator[Group]:
    """The groups, those joined that one sentence runs through."""
    source_runs, target_runs = source.runs() if source else [], target.runs()
    last: Group | None = None
    waiting: list[Group] = []
    for group in groups:
        if last is None:
            last = group
            continue
        whole: Group | None = None
        if _in_one_run(last.targets, group.targets, target_runs) or _in_one_run(
            last.sources, group.sources, source_runs
        ):
            whole = _joined((last, *waiting, group))
        if whole is not None:
            last, waiting = whole, []
        elif group.targets:
            yield from (last, *waiting)
            last, waiting = group, []
        else:
            waiting.append(group)
    if last is not None:
        yield from (last, *waiting)


def _in_one_run(one: range, other: range, runs: Sequence[int]) -> bool:
    return bool(one) and bool(other) and runs[one[-1]] == runs[other[0]]


def _joined(groups: Sequence[Group]) -> Group | None:
    """Groups as one, None where their cues do not follow each other or are too many."""
    sources = _range([group.sources for group in groups])
    targets = _range([group.targets for group in groups])
    return None if sources is None or targets is None else Group(sources, targets)


def _range(ranges: Iterable[range]) -> range | None:
    full = [numbers for numbers in ranges if numbers]
    if any(one.stop != other.start for one, other in pairwise(full)):
        return None
    found = range(full[0].start, full[-1].stop) if full else range(0)
    return found if len(found) <= _MOST_IN_SEGMENT else None


def _voices(
    bare: Segment, source: Track | None, others: Sequence[Cue], target: Track, cues: Sequence[Cue]
) -> Iterator[Segment]:
    """A segment for each name of a speaker in the translation, with that in the source where both have as many."""
    names = [name for cue in cues for name in cue.voices]
    originals = [name for cue in others for name in cue.voices]
    for number, name in enumerate(names):
        key = f"{bare.key}/voice{number + 1 if number else ''}"
        segment = _side(replace(bare, key=key), Side.TARGET, target, target.voices, name)
        if source is not None and len(originals) == len(names):
            segment = _side(segment, Side.SOURCE, source, source.voices, originals[number])
        yield segment


def _whole(cues: Sequence[Cue]) -> Span | None:
    return Span(cues[0].text.start, cues[-1].text.end) if cues else None


def _side(segment: Segment, side: Side, track: Track | None, stretch: Stretch | None, span: Span | None) -> Segment:
    """The segment with a part of a track as its text on one side; as it is where there is none."""
    if track is None or stretch is None or span is None:
        return segment
    part = stretch.part(span)
    where = part.where(track.path, track.lines)
    protected = (*segment.protected, *part.protected(side))
    if side is Side.SOURCE:
        return replace(segment, source=part.text, source_at=where, protected=protected)
    return replace(segment, target=part.text, target_at=where, protected=protected)


def _patches(
    stretch: Stretch, span: Span, fixed: Sequence[int], new: str, content: str, where: Where
) -> Iterator[Patch]:
    """What changes so that `new` stands in a part of a text, its fixed spaces staying in the file."""
    old = span.of(stretch.text)
    pieces = _dealt(old, new, [at - span.start for at in fixed])
    if pieces is None:
        cues = len(fixed) + 1
        message = f"the words stand in {cues} cues or stretches of them, and too few are left to fill them"
        raise FormatError(message, path=where.path, line=where.line, hint="merge the cues in a subtitle editor first")
    bounds = [span.start - 1, *fixed, span.end]
    for (before, after), piece in zip(pairwise(bounds), pieces, strict=True):
        yield from stretch.part(Span(before + 1, after)).patches(piece, content, where)


def _dealt(old: str, new: str, fixed: Sequence[int]) -> list[str] | None:
    """`new` cut at spaces, where the fixed characters of `old` have come to stand; None where it has too few words."""
    if not fixed:
        return [new]
    inside = Span(len(new) - len(new.lstrip()), len(new.rstrip()))
    spaces = [at for at in range(inside.start, inside.end) if new[at] in " \n"]
    if len(spaces) < len(fixed):
        return None
    cuts: list[int] = []
    first = 0
    for number, at in enumerate(_moved(old, new, fixed)):
        free = range(first, len(spaces) - (len(fixed) - number) + 1)
        best = min(free, key=lambda space: abs(spaces[space] - at))
        cuts.append(spaces[best])
        first = best + 1
    pieces = [new[before + 1 : after] for before, after in pairwise([-1, *cuts, len(new)])]
    return pieces if all(map(str.strip, pieces)) else None


def _moved(old: str, new: str, places: Sequence[int]) -> Iterator[float]:
    """Where places of `old` have come to stand in `new`; within changed words in proportion."""
    edits = [(change, len(words)) for change, words in changes(old, new)]
    for place in places:
        moved = float(place)
        for change, length in edits:
            if change.end <= place:
                moved += length - len(change)
            elif change.start <= place:
                moved += (place - change.start) / len(change) * length - (place - change.start)
        yield moved
