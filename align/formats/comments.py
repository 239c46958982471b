"""Comments that speak to us: `align: ignore=N101 reason="quoted speech"`, in whatever a format has for comments.

Formats find them and say at which segments they stand; what they mean is for `align.rules.inline` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from align.formats.stretch import Lines, Patch, Stretch
from align.model.segment import Comment, Where
from align.model.span import Span

_SPEAKS = re.compile(r"\s*align:[ \t]*(?P<said>\S.*?)\s*", re.DOTALL)
_RULES = re.compile(r"(?<![\w-])ignore\s*=\s*(?P<rules>[\w-]+(?:\s*,\s*[\w-]+)*)")


def directive(comment: str) -> Span | None:
    """Where in the text of a comment stands what it tells us; None for a comment that does not begin with `align:`."""
    found = _SPEAKS.fullmatch(comment)
    return Span(*found.span("said")) if found else None


def comment_at(
    inside: Span, whole: Span, keys: Sequence[str], content: str, path: Path, lines: Lines
) -> Iterator[Comment]:
    """The comment whose text stands at `inside` of a file, if it speaks to us: none or one."""
    said = directive(inside.of(content))
    if said is not None:
        span = Span(inside.start + said.start, inside.start + said.end)
        yield Comment(span.of(content), Where(path, *lines.place(span.start)), tuple(keys), whole, span)


def comment_in(
    inside: Stretch, whole: Span, keys: Sequence[str], path: Path, lines: Lines, *, always: bool = False
) -> Iterator[Comment]:
    """The comment whose text is written as `inside`, escaped or not, if it speaks to us: none or one.

    `always` says that what stands there is for us even where `align:` does not stand before it.
    """
    said = directive(inside.text)
    if said is None and always and inside.text.strip():
        begin = len(inside.text) - len(inside.text.lstrip())
        said = Span(begin, begin + len(inside.text.strip()))
    if said is not None:
        span = Span(inside.place(said.start), inside.place(said.end))
        yield Comment(said.of(inside.text), Where(path, *lines.place(span.start)), tuple(keys), whole, span)


def taken_out(comment: Comment, rules: Sequence[str], content: str) -> Iterator[Patch]:
    """What changes in a file so that a comment names these rules alone; without any it goes."""
    found = _RULES.search(comment.said.of(content))
    if not rules or found is None:
        yield Patch(comment.whole.start, comment.whole.end, "")
        return
    start, end = found.span("rules")
    yield Patch(comment.said.start + start, comment.said.start + end, ",".join(rules))
