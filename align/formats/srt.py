"""SubRip subtitles (`.srt`): a counter, a line of times and lines of text for each cue, with an empty line between cues.

There is no standard; read is what players show. The times may have a point for the comma, one to three digits behind it,
no hours, spaces around and coordinates (`X1:…`) behind them. The counter may be missing, wrong or used twice, cues may
stand in any order and need no empty line between them, and a cue may hold empty lines. `<i>`, `<b>`, `<u>`, `<s>`, `<font …>`
and overrides in braces such as `{\\an8}` are tags; any other `<` is text, and entities such as `&amp;` are too, as most
players show them so. A text that would be read as a tag or as a line of times cannot be written. A line of times that
cannot be read, or that the file ends in, is refused.

SubRip has no comments, so nothing in it can speak to us: the configuration and the review log say what to ignore.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from align.errors import FormatError
from align.formats.stretch import Encode, Lines
from align.formats.subtitles import Block, Piece, TimedFormat
from align.formats.timing import Times
from align.model.segment import Where
from align.model.span import Span

_LINE_START = r"(?:(?<=[\r\n])|\A)"
_TIME = (
    r"(?:(?P<hours{0}>\d{{1,4}}):)?(?P<minutes{0}>\d{{1,2}}):(?P<seconds{0}>\d{{1,2}})(?:[,.](?P<rest{0}>\d{{1,3}}))?"
)
TIMES: Final = re.compile(
    rf"{_LINE_START}[ \t]*{_TIME.format('')}[ \t]*(?:-{{1,3}}[ \t]?>|→)[ \t]*{_TIME.format('_end')}(?=\s|\Z)[^\r\n]*"
)
"""A line of times, of SubRip or WebVTT, generously."""

_BROKEN = re.compile(rf"{_LINE_START}[ \t]*\d+:\d\d?[\d:,.]*[ \t]*(?:-{{1,3}}[ \t]?>|→)[^\r\n]*")
_CUT_OFF = re.compile(rf"{_LINE_START}[ \t]*\d+:\d\d?:\d\d?(?:[,.]\d*[ \t]*-*|[ \t]*-+)\Z")
_COUNTER = re.compile(rf"{_LINE_START}[ \t]*(?P<number>\d+)[ \t]*(?:\r\n|\r|\n)\Z")
_BEGINNING = re.compile(rf"(?:\d+[ \t]*(?:\r\n|\r|\n))?{TIMES.pattern.removeprefix(_LINE_START)}")
_LONGEST_COUNTER = 32


class Srt(TimedFormat):
    """SubRip as a format."""

    name = "srt"
    inline = re.compile(r"</?(?:[ibus]|font)(?:[ \t][^<>\r\n]*)?>|\{\\[^{}\r\n]*\}|\{/?[ibu]\}", re.IGNORECASE)

    def begins(self, text: str) -> bool:
        """Whether a text begins with a line of times, a counter before it or not."""
        return _BEGINNING.match(text) is not None

    def piece(self, match: re.Match[str]) -> Piece:
        """All that is not plain are tags."""
        return Piece(kind="tag")

    def encode_with(self, end: str) -> Encode:
        """Words stand as they are."""
        return lambda text: text.replace("\n", end)

    def refuse(self, new: str, where: Where) -> None:
        """FormatError where a text would be read as markup."""
        super().refuse(new, where)
        found = self.inline.search(new) or TIMES.search(new) or _BROKEN.search(new)
        if found:
            message = f"{found[0]!r} in the translation would be read as markup"
            raise FormatError(message, path=where.path, line=where.line, hint="SubRip cannot say it otherwise; reword")

    def blocks(self, content: str, path: Path, lines: Lines) -> Iterator[Block]:
        """Each line of times with the counter before it and what follows up to the next."""
        open_block: tuple[str, Times, int] | None = None
        checked = 0
        for match in TIMES.finditer(content):
            counter = _COUNTER.search(content, max(checked, match.start() - _LONGEST_COUNTER), match.start())
            begin = counter.start() if counter else match.start()
            if open_block is not None:
                yield _block(open_block, begin, content, path, lines)
            elif content[:begin].strip():
                _refuse_broken(content, Span(0, begin), path, lines)
            open_block = counter["number"] if counter else "", times_of(match), match.end()
            checked = match.end()
        if open_block is not None:
            yield _block(open_block, len(content), content, path, lines)
        elif content.strip():
            _refuse_broken(content, Span(0, len(content)), path, lines)
            message = "there is no line of times such as 00:00:01,000 --> 00:00:02,500"
            raise FormatError(message, path=path, line=1, hint="check that these are SubRip subtitles")


def times_of(match: re.Match[str]) -> Times:
    """The times in a match of `TIMES`; a cue that would end before it begins ends as it begins."""
    start = _milliseconds(match["hours"], match["minutes"], match["seconds"], match["rest"])
    end = _milliseconds(match["hours_end"], match["minutes_end"], match["seconds_end"], match["rest_end"])
    return Times(start, max(start, end))


def _milliseconds(hours: str | None, minutes: str, seconds: str, rest: str | None) -> int:
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int((rest or "0").ljust(3, "0"))


def _block(begun: tuple[str, Times, int], end: int, content: str, path: Path, lines: Lines) -> Block:
    name, times, start = begun
    inside = Span(start, end)
    _refuse_broken(content, inside, path, lines)
    return Block(name, times, inside)


def _refuse_broken(content: str, inside: Span, path: Path, lines: Lines) -> None:
    """FormatError where a line within a text looks like one of times but cannot be read."""
    found = _BROKEN.search(content, inside.start, inside.end)
    if found is None and inside.end == len(content):
        found = _CUT_OFF.search(content, inside.start)
    if found:
        line, column = lines.place(found.start())
        message = f"the line of times {found[0].strip()[:60]!r} cannot be read"
        hint = "it should read like 00:00:01,000 --> 00:00:02,500; the file may be cut off"
        raise FormatError(message, path=path, line=line, column=column, hint=hint)
