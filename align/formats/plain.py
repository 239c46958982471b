"""Plain text: a translation or a source. What no other format claims is read as plain text.

A line is a paragraph. Alone, a translation becomes a document of its sentences without source; with a source, the two
texts are aligned first (`align.alignment.sentences`).

Plain text has no comments. A line that holds nothing but `<!-- align: … -->` is taken for one all the same: it is no
text, and is about the next line that is not empty.
"""

from __future__ import annotations

import re
from pathlib import Path

from align.formats.comments import comment_at
from align.formats.stretch import Encode, Gathering, Lines
from align.formats.texts import TextFormat, View, block_after
from align.model.segment import Comment
from align.model.span import Span
from align.text.place import LINE_END

_COMMENT = re.compile(r"^[ \t]*<!--(?P<inside>[^\r\n]*?)-->[ \t]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)


class Plain(TextFormat):
    """Plain text as a format."""

    name = "plain"

    def begins(self, text: str) -> bool:
        """Whatever a file begins with may be text."""
        return True

    def view(self, content: str, path: Path) -> View:
        """The text, with `\\n` for every end of a line and without comments."""
        lines = Lines(content)
        found = LINE_END.search(content)
        gathering = Gathering(_with_ends(found[0] if found else "\n"))
        remarks: list[tuple[Comment, int]] = []
        done = 0
        for match in _COMMENT.finditer(content):
            comments = list(comment_at(Span(*match.span("inside")), Span(*match.span()), (), content, path, lines))
            if comments:
                _gather(gathering, content, done, match.start())
                remarks += [(comment, gathering.length) for comment in comments]
                done = match.end()
        _gather(gathering, content, done, len(content))
        stretch = gathering.stretch()
        about = tuple((comment, block_after(stretch.text, at)) for comment, at in remarks)
        return View(path, lines, stretch, about)


def _gather(gathering: Gathering, content: str, start: int, end: int) -> None:
    """The text between two places of a file."""
    if "\r" not in content:
        gathering.verbatim(content[start:end], start)
        return
    for match in LINE_END.finditer(content, start, end):
        gathering.verbatim(content[start : match.start()], start)
        gathering.escaped("\n", *match.span())
        start = match.end()
    gathering.verbatim(content[start:end], start)


def _with_ends(end: str) -> Encode:
    """Writes a text with the line ends of its file."""
    return lambda text: text.replace("\n", end)
