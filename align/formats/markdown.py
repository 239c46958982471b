"""Markdown: a translation or a source, by CommonMark with tables, strikethrough, footnotes and the alerts of GitHub.

A paragraph, a heading, an item of a list, a cell of a table, a footnote is a line of its view, however its own lines are
cut. Where a line of the file ends in a paragraph stands a space, but nothing between two characters of Chinese or
Japanese. Emphasis, links, footnote marks and the tags of HTML are tags between characters: `[Taro](x) **Kono**` reads
`Taro Kono`. A backslash escape or an entity is the one character that it means.

Read is also the text that stands for a picture, on a line of its own if the picture stands apart from the words, and the
text in blocks of HTML, of which `<p>`, `<td>` and the like begin lines. What is no word but stands in the place of one is
one character: code, addresses, `{{ shortcodes }}`, `<img>`. Left alone are code blocks, front matter with the titles and
descriptions in it, destinations and titles of links, definitions of link references, attributes (also `alt` in HTML),
`{% Liquid %}`, `{: .attributes}`, lines of `:::` containers with their titles, and in MDX imports, exports and the values
of attributes; of `<ruby>` how something is read. Formulas between `$` and definition lists are text.

Comments that speak to us are `<!-- align: … -->`, in MDX `{/* align: … */}`. One within a paragraph is about that
paragraph; one on its own about what follows: a paragraph, a heading, a whole item, a whole table, a whole quote.

New words are escaped so that they read as they are. What would change how the file is read for all that, such as words
that begin with a space within `**`, is refused.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from align.errors import FormatError
from align.formats.comments import comment_at
from align.formats.pieces import Piece, gather, lines_of
from align.formats.stretch import Gathering, Lines, Patch, Stretch
from align.formats.templates import Templates
from align.formats.texts import TextFormat, View
from align.model.segment import Comment, Document
from align.model.span import Span
from align.text.place import LINE_END


class Markdown(TextFormat):
    """Markdown as a format."""

    name = "markdown"

    def begins(self, text: str) -> bool:
        """Too much else begins as Markdown does: it is known by its name alone."""
        return False

    def view(self, content: str, path: Path) -> View:
        """What the file says; FormatError where quotes and lists are nested deeper than can be read."""
        # It takes longer to load than most texts take to be checked, and is needed for Markdown alone.
        from align.formats.commonmark import TooDeep, blocks

        lines = Lines(content)
        ends = _Ends(content)
        mdx = path.suffix.lower() == ".mdx"
        gathering = Gathering()
        html: list[Span] = []
        remarks = _Remarks()
        try:
            for block in blocks(Templates(ends.text, mdx=mdx), mdx=mdx):
                if block.opens:
                    remarks.enter(block.level, block.opens, gathering.length)
                elif block.closes:
                    remarks.leave(block.level, gathering.length)
                else:
                    begin = gathering.length
                    pieces = [ends.placed(piece) for piece in block.pieces]
                    gather(lines_of(pieces), gathering)
                    if block.html and pieces:
                        html.append(Span(pieces[0].start, pieces[-1].end))
                    comments = [
                        comment
                        for start, end in block.comments
                        for comment in _comment(Span(ends.place(start), ends.place(end)), content, path, lines)
                    ]
                    remarks.add(comments, begin, gathering.length)
        except TooDeep as deep:
            message = "quotes or lists stand within each other here deeper than can be read"
            hint = "take some of the > or the indentation away"
            raise FormatError(message, path=path, line=lines.place(ends.place(deep.place))[0], hint=hint) from deep
        stretch = gathering.stretch()
        words = Words(stretch.text, stretch.runs, stretch.tags, html=tuple(html))
        about = sorted(remarks.about(gathering.length), key=lambda remark: remark[0].whole)
        return View(path, lines, words, tuple(about))

    def prove(self, written: str, view: View, document: Document, targets: Mapping[str, str]) -> None:
        """FormatError where a file that was written does not say what `view` did with the new texts: what is markup is
        decided by all that stands around it.
        """
        again = self.view(written, document.path)
        said: list[str] = []
        length = done = 0
        for segment in document.segments:
            if segment.key in targets and segment.target is not None and segment.target_at is not None:
                span = view.span(segment.target, segment.target_at)
                new = view.text[done : span.start] + targets[segment.key]
                if not again.text.startswith(new, length):
                    message = "these words cannot be put here: what is around them would be read otherwise"
                    hint = "change it in the file itself"
                    where = segment.target_at
                    raise FormatError(message, path=where.path, line=where.line, column=where.column, hint=hint)
                said.append(new)
                length += len(new)
                done = span.end
        if "".join([*said, view.text[done:]]) != again.text:
            message = "what is around the new words would be read otherwise"
            raise FormatError(message, path=document.path, hint="change them in the file itself")


@dataclass(frozen=True, slots=True)
class Words(Stretch):
    """The text of a Markdown file, into which new words are written so that they read as they are.

    `html` are the parts of the file that are blocks of HTML, where backslashes escape nothing.
    """

    html: tuple[Span, ...] = field(default=(), repr=False)

    def _patch(self, change: Span, words: str, content: str) -> Patch:
        place = self.place(change.start)
        number = bisect_right(self.html, place, key=lambda part: part.start) - 1
        in_html = number >= 0 and place <= self.html[number].end
        patch = Stretch._patch(replace(self, encode=_in_html if in_html else _escaped), change, words, content)
        return patch if in_html else patch._replace(new=_fitted(patch, content))


class _Ends:
    """A file with `\\n` for every end of a line, and where each of its characters stands in the file itself."""

    def __init__(self, content: str) -> None:
        self._same = "\r" not in content
        self.text = content if self._same else LINE_END.sub("\n", content)
        self._starts: list[int] = []
        self._places: list[int] = []
        if not self._same:
            ends = [0, *(end.end() for end in LINE_END.finditer(content))]
            self._places = ends
            self._starts = [0, *(end.end() for end in LINE_END.finditer(self.text))]

    def place(self, offset: int) -> int:
        """Where a character stands in the file."""
        if self._same:
            return offset
        line = bisect_right(self._starts, offset) - 1
        return self._places[line] + offset - self._starts[line]

    def placed(self, piece: Piece) -> Piece:
        """A piece with its places in the file."""
        if self._same:
            return piece
        inner = tuple(map(self.placed, piece.inner))
        return piece._replace(start=self.place(piece.start), end=self.place(piece.end), inner=inner)


class _Remarks:
    """The comments that speak to us, on the way through a file, each with the part of the text that it is about."""

    def __init__(self) -> None:
        self._found: list[tuple[Comment, Span]] = []
        self._waiting: list[Comment] = []
        self._around: list[tuple[int, int, list[Comment]]] = []

    def enter(self, level: int, opens: str, at: int) -> None:
        """A block begins where the text is `at` characters long; comments that wait may be about all of it."""
        if self._waiting and opens in _WHOLE:
            self._around.append((level, at, self._waiting))
            self._waiting = []

    def leave(self, level: int, at: int) -> None:
        """A block ends."""
        if self._around and self._around[-1][0] == level:
            _, begin, comments = self._around.pop()
            if not self._settle(comments, begin, at):
                self._waiting = [*comments, *self._waiting]

    def add(self, comments: list[Comment], begin: int, end: int) -> None:
        """Comments in a block that holds the text between two offsets; where it holds none they wait for the next."""
        if self._settle([*self._waiting, *comments], begin, end):
            self._waiting = []
        else:
            self._waiting += comments

    def about(self, end: int) -> Iterator[tuple[Comment, Span]]:
        """All comments; what still waits at the end of the text is about nothing."""
        yield from self._found
        left = [comment for _, _, comments in self._around for comment in comments]
        yield from ((comment, Span(end, end)) for comment in [*left, *self._waiting])

    def _settle(self, comments: list[Comment], begin: int, end: int) -> bool:
        if end > begin:
            self._found += [(comment, Span(begin, end)) for comment in comments]
        return end > begin


_WHOLE = frozenset({"paragraph", "heading", "table", "blockquote", "alert", "list_item", "footnote_reference"})
_MARGIN = re.compile(r"[ \t>]*")
_BEFORE_BLOCK = re.compile(r"(?:[ \t>]|[-+*][ \t]|\d{1,9}[.)][ \t]|\[\^[^\]\s]+\]:)*")
_BEGINS_BLOCK = re.compile(
    r"(?:\d{1,9}(?=[.)](?:\s|\Z)))?(?P<sign>(?<=\d)[.)]|[-+](?=\s|\Z)|-(?=[- \t]*\Z)|=(?==*[ \t]*\Z)|>|:(?=::))"
)
_ALWAYS_BEGINS = re.compile(r"[ \t>]*(?:[-+*][ \t]+\S|1[.)][ \t]+\S|#{1,6}[ \t]|```|~~~)")
_SPECIAL = re.compile(r"[\\`*_\[\]<|~#{]|&(?=[#A-Za-z]|\Z)|:(?=//)|@|(?<![A-Za-z0-9])[wW]{3}(?=\.)")
_SPECIAL_IN_HTML = re.compile(r"[<{]|&(?=[#A-Za-z]|\Z)|:(?=//)|@|(?<![A-Za-z0-9])[wW]{3}(?=\.)")


def _escaped(words: str) -> str:
    """Words of a text as they are written in Markdown, wherever they stand in a line."""
    return _SPECIAL.sub(lambda found: f"{found[0]}\\" if found[0][0] in "wW" else f"\\{found[0]}", words)


def _in_html(words: str) -> str:
    """Words of a text as they are written in a block of HTML."""
    return _SPECIAL_IN_HTML.sub(lambda found: f"&#{ord(found[0][0])};{found[0][1:]}", words)


def _fitted(patch: Patch, content: str) -> str:
    """New words as they are written, given what stands before and behind them."""
    line = _line(content, patch.start)
    new = patch.new
    if _BEFORE_BLOCK.fullmatch(content, line.start, patch.start):
        rest = content[patch.end : line.end]
        found = _BEGINS_BLOCK.match(new + rest)
        if found is not None and found.start("sign") < len(new):
            new = f"{new[: found.start('sign')]}\\{new[found.start('sign') :]}"
    if new[:1] in ("(", ":") and content.startswith("]", patch.start - 1):
        new = f"\\{new}"
    if new.endswith("!") and content.startswith("[", patch.end):
        new = f"{new[:-1]}\\!"
    return new


def _comment(span: Span, content: str, path: Path, lines: Lines) -> Iterator[Comment]:
    """The comment that stands there, if it speaks to us. If its lines hold nothing else they go with it."""
    inside = Span(span.start + len("<!--"), span.end - len("-->"))
    line = Span(_line(content, span.start).start, _line(content, span.end).end)
    whole = span
    if _MARGIN.fullmatch(content, line.start, span.start) and not content[span.end : line.end].strip():
        end = LINE_END.match(content, line.end)
        after = end.end() if end else line.end
        above = _line(content, _end_before(content, line.start)) if line.start else Span(0, 0)
        below = _line(content, after)
        # Two paragraphs with nothing between them but a comment would become one.
        if any(not each.of(content).strip(" \t>") for each in (above, below)) or _ALWAYS_BEGINS.match(content, after):
            whole = Span(line.start, after)
    return comment_at(inside, whole, (), content, path, lines)


def _line(content: str, place: int) -> Span:
    """The line of a file that holds a place, without its end."""
    begin = content.rfind("\n", 0, place) + 1
    begin = content.rfind("\r", begin, place) + 1 or begin
    end = LINE_END.search(content, place)
    return Span(begin, end.start() if end else len(content))


def _end_before(content: str, begin: int) -> int:
    """Where the line ends that stands before the one that begins there."""
    return begin - (2 if content.startswith("\r\n", begin - 2) else 1)
