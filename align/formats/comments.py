"""Comments that speak to us: `align: ignore=N101 reason="quoted speech"`, in whatever a format has for comments.

Formats find them and say at which segments they stand; what they mean is for `align.rules.inline` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from align.formats.base import Kept
from align.formats.stretch import Lines, Patch, Stretch
from align.model.segment import Comment, Where
from align.model.span import Span

_SPEAKS: Final = "align:"
# Without quotation marks a value ends at a space, unless a comma says that its list goes on: N101, N201.
_SETTING = re.compile(
    r"""\s*(?P<key>[\w-]+)\s*
    (?:=\s*(?:"(?P<quoted>[^"]*)"|“(?P<curly>[^”]*)”|(?P<plain>[^\s"“,]+(?:\s*,\s*[^\s"“,=]++(?!\s*=))*),?))?""",
    re.VERBOSE,
)

_RULES = re.compile(r"(?<![\w-])ignore\s*=\s*(?:[\"“\\]+|&quot;|&#34;)?(?P<rules>[\w-]+(?:\s*,\s*[\w-]+)*)")


class Setting(NamedTuple):
    """One thing that a comment tells us, `key=value`: `value` is where the value stands, None where there is none."""

    key: str
    value: Span | None


def settings_in(said: str) -> tuple[list[Setting], int]:
    """What the text behind `align:` says, and how far it could be read."""
    found: list[Setting] = []
    at = 0
    while match := _SETTING.match(said, at):
        kind = next((kind for kind in ("quoted", "curly", "plain") if match[kind] is not None), "")
        found.append(Setting(match["key"], Span(*match.span(kind)) if kind else None))
        at = match.end()
    return found, at


def directive(comment: str) -> Span | None:
    """Where in the text of a comment stands what it tells us; None for a comment that does not begin with `align:`."""
    words = comment.strip()
    said = words.removeprefix(_SPEAKS).lstrip()
    if not (words.startswith(_SPEAKS) and said):
        return None
    end = len(comment.rstrip())
    return Span(end - len(said), end)


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


def taken_out(comments: Kept, content: str) -> Iterator[Patch]:
    """What changes in a file so that its comments say no more than what is kept of them."""
    for comment, rules in comments.items():
        yield _shortened(comment, rules, content) if rules else Patch(comment.whole.start, comment.whole.end, "")


def _shortened(comment: Comment, rules: Sequence[str], content: str) -> Patch:
    """What changes so that a comment names these rules alone."""
    (value,) = (setting.value for setting in settings_in(comment.text)[0] if setting.key == "ignore" and setting.value)
    # In the file quotation marks may be written as escapes, but no rule is: it is the same one of all that look like it.
    number = [found.start("rules") for found in _RULES.finditer(comment.text)].index(value.start)
    start, end = list(_RULES.finditer(comment.said.of(content)))[number].span("rules")
    return Patch(comment.said.start + start, comment.said.start + end, ",".join(rules))
