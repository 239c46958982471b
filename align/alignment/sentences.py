"""Two plain texts become segments.

Lines are aligned first, since a line is a paragraph in most files; a text whose lines are cut at a fixed width is put
together to paragraphs before. Where several sentences of a row stand against several, they are aligned in turn, and
the row is cut where both sides of the cut are sure. Where the lines of the two texts do not correspond at all
(everything on one line, say), their sentences are aligned without regard to lines.

An encoder of sentences is asked only where it may change something: where some line stands against several, against none
or against one that hardly fits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from align.alignment.meaning import Encode
from align.alignment.rows import Anchors, Row, align_texts
from align.model.segment import Segment, Where
from align.model.span import Span
from align.text.place import LINE_END, cell_width, line_spans
from align.text.sentences import split_sentences

__all__ = ["Anchors", "Row", "align_lines", "align_texts", "segments_of"]

_PLAIN = 0.7  # the score from which a row of one to one needs no further evidence
_SHORT = 200  # lines of both texts up to which none may need it
_SURE = 0.3  # the score from which a row is trusted on its own
_SURE_IN_STEP = 0.1  # the same where all sentences go one to one
_COVERED = 0.6  # the share of the texts in trusted rows below which lines do not correspond
_CROWDED = 1.5  # sentences to a line from which lines are paragraphs
_WITHIN_PARAGRAPH = re.compile(r"(?<=[^\r\n])(?:\r\n|\r|\n)(?=[^\s])")
_ENDS_SENTENCE = re.compile(r"[.!?。！？…:：][\"'”’」』）)]*\s*\Z")
_WIDEST_CUT = 120  # cells in the longest line of a text that may be cut at a fixed width
_FEWEST_CUTS = 3

Pair = tuple[Span | None, Span | None]


def align_lines(source: str, target: str, anchors: Anchors | None = None, encode: Encode | None = None) -> list[Row]:
    """The rows of two texts by the numbers of their lines, from 0; every line, also an empty one, stands in one row.

    The rows are in the order of the translation, as `align_texts` has it. Without `encode` meaning is no evidence.
    """
    sources, targets = _Side(source), _Side(target)
    rows = _Aligner(anchors, encode).rows(sources.units, targets.units, moves=True)
    return [Row(sources.lines(row.source), targets.lines(row.target), row.score) for row in rows]


def segments_of(
    source: str | None,
    target: str,
    *,
    paths: tuple[Path | None, Path],
    langs: tuple[str, str] = ("", "en"),
    anchors: Anchors | None = None,
    encode: Encode | None = None,
) -> tuple[Segment, ...]:
    """The segments of a source and its translation, in the order of the translation, with the keys `1`, `2` and so on.

    What is not translated follows what it follows in the source. `paths` and `langs` are those of source and translation.
    A segment's text is that of the file, with `\\n` for the line ends within it; it is None where nothing corresponds,
    and for every source where `source` is None.
    """
    sources, targets = _Side(source or "", langs[0]), _Side(target, langs[1])
    return tuple(
        Segment(
            key=str(number),
            document=paths[1].name,
            source=sources.content(source_span),
            target=targets.content(target_span),
            source_lang=langs[0],
            target_lang=langs[1],
            source_at=sources.where(source_span, paths[0] or paths[1]),
            target_at=targets.where(target_span, paths[1]),
        )
        for number, (source_span, target_span) in enumerate(_pairs(sources, targets, _Aligner(anchors, encode)), 1)
    )


@dataclass(frozen=True, slots=True)
class _Aligner:
    """Aligns units by what the caller knows of names, and by their meaning where that is needed and can be told."""

    anchors: Anchors | None
    encode: Encode | None

    def rows(self, sources: Sequence[str], targets: Sequence[str], *, moves: bool = False) -> list[Row]:
        """The rows of two texts, as `align_texts` gives them."""
        if self.encode is None:
            return align_texts(sources, targets, self.anchors, moves=moves)
        if len(sources) + len(targets) <= _SHORT:
            rows = align_texts(sources, targets, self.anchors)
            if all(_is_plain(row) or not _says_something(row, sources, targets) for row in rows):
                return rows
        return align_texts(sources, targets, self.anchors, encode=self.encode, moves=moves)


class _Side:
    """One of the two texts, cut into paragraphs: lines, or what was put together from lines of a fixed width."""

    def __init__(self, text: str, lang: str = "") -> None:
        self._text, self._lang = text, lang
        self._line_spans = line_spans(text)
        self._line_starts = [span.start for span in self._line_spans]
        lines = [span.of(text) for span in self._line_spans]
        wrapped = _is_cut_at_fixed_width(lines)
        self._flat = _WITHIN_PARAGRAPH.sub(lambda end: " " * len(end[0]), text) if wrapped else text
        self._paragraphs = (
            _paragraphs(lines) if wrapped else [range(number, number + 1) for number in range(len(lines))]
        )
        self.units = [self.span([number]).of(self._flat) for number in range(len(self._paragraphs))]

    def lines(self, units: Sequence[int]) -> tuple[int, ...]:
        """The numbers of the lines in some units."""
        return tuple(line for unit in units for line in self._paragraphs[unit])

    def span(self, units: Sequence[int]) -> Span:
        """From the first character of the first unit to the last of the last."""
        first, last = self._paragraphs[units[0]][0], self._paragraphs[units[-1]][-1]
        return Span(self._line_spans[first].start, self._line_spans[last].end)

    def sentences(self, within: Span) -> list[Span]:
        """The sentences of a part of the text."""
        found = split_sentences(within.of(self._flat), self._lang)
        return [Span(within.start + sentence.start, within.start + sentence.end) for sentence in found]

    def all_sentences(self) -> list[Span]:
        """The sentences of the whole text."""
        return self.sentences(Span(0, len(self._flat)))

    def texts(self, spans: Sequence[Span]) -> list[str]:
        """What stands there, without the line ends within paragraphs."""
        return [span.of(self._flat) for span in spans]

    def content(self, span: Span | None) -> str | None:
        """What stands there, with `\\n` for every line end."""
        return None if span is None else LINE_END.sub("\n", span.of(self._text))

    def where(self, span: Span | None, path: Path) -> Where | None:
        """The place of its first character in the file."""
        if span is None:
            return None
        line = bisect_right(self._line_starts, span.start)
        return Where(path, line, span.start - self._line_starts[line - 1] + 1)


def _is_cut_at_fixed_width(lines: list[str]) -> bool:
    """Whether most lines that another one follows directly are as good as full and end within a sentence."""
    widths = [cell_width(line) for line in lines]
    widest = max(widths, default=0)
    followed = [number for number in range(len(lines) - 1) if lines[number].strip() and lines[number + 1].strip()]
    if widest > _WIDEST_CUT or len(followed) < _FEWEST_CUTS:
        return False
    cut = sum(widths[number] > 0.7 * widest and not _ENDS_SENTENCE.search(lines[number]) for number in followed)
    return cut > 0.6 * len(followed)


def _paragraphs(lines: list[str]) -> list[range]:
    """The numbers of lines that follow each other without an empty one; an empty line is a paragraph of its own."""
    found: list[range] = []
    for number, line in enumerate(lines):
        if found and line.strip() and lines[number - 1].strip():
            found[-1] = range(found[-1].start, number + 1)
        else:
            found.append(range(number, number + 1))
    return found


def _pairs(sources: _Side, targets: _Side, aligner: _Aligner) -> Iterator[Pair]:
    """The spans of every segment."""
    rows = aligner.rows(sources.units, targets.units, moves=True)
    rows = [row for row in rows if _says_something(row, sources.units, targets.units)]
    covered = min(_share(rows, sources.units, 0), _share(rows, targets.units, 1))
    if covered < _COVERED and (pairs := _pairs_without_lines(sources, targets, aligner, covered)):
        yield from pairs
        return
    for row in rows:
        if row.source and row.target:
            yield from _sentence_pairs(sources, targets, sources.span(row.source), targets.span(row.target), aligner)
        elif row.source:
            yield from ((sentence, None) for sentence in sources.sentences(sources.span(row.source)))
        else:
            yield from ((None, sentence) for sentence in targets.sentences(targets.span(row.target)))


def _pairs_without_lines(sources: _Side, targets: _Side, aligner: _Aligner, covered: float) -> list[Pair]:
    """The spans of sentences aligned without regard to lines; none where that covers no more of the texts."""
    spans = sources.all_sentences(), targets.all_sentences()
    if not any(len(found) > _CROWDED * len(side.units) for found, side in zip(spans, (sources, targets), strict=True)):
        return []
    texts = sources.texts(spans[0]), targets.texts(spans[1])
    rows = aligner.rows(*texts, moves=True)
    if min(_share(rows, texts[0], 0), _share(rows, texts[1], 1)) <= covered:
        return []
    return [(_joined(spans[0], row.source), _joined(spans[1], row.target)) for row in rows]


def _is_plain(row: Row) -> bool:
    """Whether the row is one of one to one that nothing speaks against."""
    return len(row.source) == len(row.target) == 1 and row.score >= _PLAIN


def _says_something(row: Row, sources: Sequence[str], targets: Sequence[str]) -> bool:
    """Whether the row is not one of empty lines."""
    return any(sources[unit].strip() for unit in row.source) or any(targets[unit].strip() for unit in row.target)


def _share(rows: list[Row], units: Sequence[str], side: int) -> float:
    """The share of one text, 0 the source and 1 the translation, that stands in trusted rows; 1 if it is empty."""
    total = sum(map(len, units))
    trusted = (unit for row in rows if row.score >= _SURE for unit in (row.source, row.target)[side])
    return sum(len(units[unit]) for unit in trusted) / total if total else 1.0


def _sentence_pairs(sources: _Side, targets: _Side, source: Span, target: Span, aligner: _Aligner) -> Iterator[Pair]:
    """The spans within a row of lines, cut between sentences where the rows on both sides of the cut are trusted."""
    source_sentences, target_sentences = sources.sentences(source), targets.sentences(target)
    if len(source_sentences) < 2 or len(target_sentences) < 2:
        yield source, target
        return
    rows = aligner.rows(sources.texts(source_sentences), targets.texts(target_sentences))
    for group in _groups(rows):
        source_units = [unit for row in group for unit in row.source]
        target_units = [unit for row in group for unit in row.target]
        yield _joined(source_sentences, source_units), _joined(target_sentences, target_units)


def _groups(rows: list[Row]) -> list[list[Row]]:
    """The rows, those that are not trusted together with their neighbours."""
    one_to_one = all(len(row.source) == len(row.target) == 1 for row in rows)
    enough = _SURE_IN_STEP if one_to_one else _SURE
    groups = [rows[:1]]
    for before, row in pairwise(rows):
        if before.score >= enough and row.score >= enough:
            groups.append([])
        groups[-1].append(row)
    return groups


def _joined(sentences: list[Span], units: Sequence[int]) -> Span | None:
    return Span(sentences[units[0]].start, sentences[units[-1]].end) if units else None
