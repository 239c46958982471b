"""WebVTT subtitles (`.vtt`): blocks with an empty line between them, of which those with a line of times are cues.

Handled are ids, settings behind the times, tags (`<i>`, `<c.yellow>`, `<lang en>`, times such as `<00:01.000>`), ruby, whose
`<rt>` readings are left alone, and character references (`&amp;`, `&nbsp;`, `&#39;`). The name in a voice tag
`<v Hanako>` is a text of its own, since it can be as wrong as any other; it stands against the name in the source's
where both have as many. The header, the blocks NOTE, STYLE and REGION, and blocks without a line of times, which players
pass over, are left as they are; an empty line ends a cue. A missing `WEBVTT` is forgiven, and so is a comma in times.

A comment that speaks to us is a block `NOTE align: …`. It is about the next cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from align.errors import FormatError
from align.formats.comments import comment_at
from align.formats.srt import TIMES, times_of
from align.formats.stretch import Encode, Lines
from align.formats.subtitles import Block, Piece, TimedFormat
from align.model.segment import Comment
from align.model.span import Span

_LINE_END = r"(?>\r\n|\r|\n)"
_EMPTY_LINE = re.compile(rf"{_LINE_END}[ \t]*(?:{_LINE_END}|\Z)")
_BEHIND_EMPTY_LINE = re.compile(rf"{_LINE_END}[ \t]*{_LINE_END}\Z")
_NAME = re.compile(rf"(?:\A|(?<=[\r\n]))(?P<name>[^\r\n]*\S[^\r\n]*){_LINE_END}\Z")
_LONGEST_NAME = 512
_NOTE = re.compile(
    rf"(?:\A|(?<=[\r\n]))NOTE(?=[ \t\r\n])(?P<inside>[^\r\n]*(?:{_LINE_END}[ \t]*[^\s][^\r\n]*)*)(?:[ \t]*{_LINE_END}|\Z)*"
)
_BROKEN = re.compile(r"(?:(?<=[\r\n])|\A)(?=[ \t]*\d)[^\r\n]*-->[^\r\n]*")


class Vtt(TimedFormat):
    """WebVTT as a format."""

    name = "vtt"
    inline = re.compile(
        r"<rt(?:[ \t.][^<>\r\n]*)?>[^\r\n]{0,200}?(?:</rt>|(?=</ruby>))"
        r"|<v(?:\.[^\s<>]*)?[ \t]+(?P<voice>[^<>\s](?:[^<>\r\n]*[^<>\s])?)[ \t]*>"
        r"|</?[A-Za-z\d][^<>\r\n]*>|</?>"
        r"|&(?:#\d{1,7}|#[xX][\dA-Fa-f]{1,6}|[A-Za-z][A-Za-z\d]{1,31});"
    )

    def begins(self, text: str) -> bool:
        """Whether a text begins with the header."""
        return re.match(r"WEBVTT(?=\s|\Z)", text) is not None

    def piece(self, match: re.Match[str]) -> Piece:
        """A tag, the name of a speaker or a character."""
        if match[0].startswith("&"):
            from html import unescape

            character = unescape(match[0])
            known = len(character) == 1 and (character.isprintable() or character in "\u00a0\u200e\u200f")
            return Piece(character=character) if known else Piece()
        if match.lastgroup == "voice":
            return Piece(kind="voice", voice=Span(*match.span("voice")))
        return Piece(kind="ruby" if match[0].startswith("<rt") else "tag")

    def encode_with(self, end: str) -> Encode:
        """Words with what would be read as markup written as references."""
        return lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", end)

    def blocks(self, content: str, path: Path, lines: Lines) -> Iterator[Block]:
        """Each line of times with the id before it and what follows up to an empty line."""
        cues = [(match.start(), match.end(), times_of(match)) for match in TIMES.finditer(content)]
        done = 0
        for number, (start, begin, times) in enumerate(cues):
            _refuse_broken(content, Span(done, start), path, lines)
            name = _NAME.search(content, max(done, start - _LONGEST_NAME), start)
            limit = cues[number + 1][0] if number + 1 < len(cues) else len(content)
            empty = _EMPTY_LINE.search(content, begin, limit)
            done = empty.start() if empty else limit
            yield Block(_id(name), times, Span(begin, done))
        _refuse_broken(content, Span(done, len(content)), path, lines)
        if not cues and content.strip() and not self.begins(content.lstrip()):
            hint = "check that these are WebVTT subtitles"
            raise FormatError("the file neither begins with WEBVTT nor holds a cue", path=path, line=1, hint=hint)

    def remarks(self, content: str, path: Path, lines: Lines) -> Iterator[Comment]:
        """The blocks NOTE that speak to us."""
        for match in _NOTE.finditer(content):
            if not match.start() or _BEHIND_EMPTY_LINE.search(content, max(0, match.start() - 64), match.start()):
                yield from comment_at(Span(*match.span("inside")), Span(*match.span()), (), content, path, lines)


def _id(name: re.Match[str] | None) -> str:
    """What a cue is called by the line before its times, which is not the header of the file."""
    return "" if name is None or (not name.start() and name["name"].startswith("WEBVTT")) else name["name"].strip()


def _refuse_broken(content: str, inside: Span, path: Path, lines: Lines) -> None:
    """FormatError where a line outside the cues looks like one of times but cannot be read."""
    found = _BROKEN.search(content, inside.start, inside.end)
    if found:
        line, column = lines.place(found.start())
        message = f"the line of times {found[0].strip()[:60]!r} cannot be read"
        hint = "it should read like 00:00:01.000 --> 00:00:02.500; the file may be cut off"
        raise FormatError(message, path=path, line=line, column=column, hint=hint)
