"""What stands in a Markdown file and is no Markdown: front matter, shortcodes, Liquid, attributes, containers, code of MDX.

Site generators take it out before, or while, they read the rest, so it must not be read as text or take part in what is
markup: `[text]({{< ref "a b" >}})` is a link. It is covered up with as many other characters, so that every place stays
the same: with spaces where it has a line to itself, which is then an empty one, else with the character `COVER`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

COVER = "\ue000"
"""A character of private use: a letter for Markdown, neither space nor punctuation."""


class Covered(NamedTuple):
    """Something covered up from `start` to `end`; `stands` says that it is something in the place of a word."""

    start: int
    end: int
    stands: bool


class Templates:
    """A text in which what is no Markdown is covered up; its lines end in `\\n`."""

    def __init__(self, content: str, *, mdx: bool) -> None:
        content = _FRONT_MATTER.sub(lambda found: _blank(found[0]), content, count=1)
        if mdx:
            content = _MODULE.sub(lambda found: _blank(found[0]), content)
        if ":::" in content:
            content = _CONTAINER.sub(lambda found: found["before"] + " " * len(found["fence"]), content)
        self._covered: list[Covered] = []
        if "{" in content:
            content = (_IN_MDX if mdx else _TEMPLATE).sub(self._cover, content)
            content = _ALONE.sub(lambda found: found["before"] + " " * len(found["covered"]), content)
        self.text = content
        self._starts = [covered.start for covered in self._covered]

    def within(self, start: int, end: int) -> Iterator[Covered]:
        """What is covered up between two places, in order."""
        for number in range(max(0, bisect_right(self._starts, start) - 1), len(self._covered)):
            covered = self._covered[number]
            if covered.start >= end:
                break
            if covered.end > start:
                yield covered._replace(start=max(start, covered.start), end=min(end, covered.end))

    def _cover(self, found: re.Match[str]) -> str:
        if found["remark"]:
            # An MDX comment: what it says must be seen, so it becomes a comment of HTML of the same length.
            return f"<!--{found[0][4:-3]}-->"
        self._covered.append(Covered(*found.span(), found["value"] is not None))
        return COVER * len(found[0])


_FRONT_MATTER = re.compile(
    r"\A(?:---[ \t]*\n(?:[ \t]*\n|#[^\n]*\n)*(?:(?=[\w.\-\"' ]+:(?:[ \t\n]))[\s\S]*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
    r"|\+\+\+[ \t]*\n(?:[\s\S]*?\n)?\+\+\+[ \t]*(?:\n|\Z))"
)
_CONTAINER = re.compile(r"^(?P<before>[ \t>]*)(?P<fence>:{3,}[^\n]*)$", re.MULTILINE)
# They may go over several lines, but not over an empty one, nor over a fence of code.
_ON = r"(?!\n[ \t]*(?:\n|```|~~~))"
_MODULE = re.compile(rf"^(?:import|export)[ \t{{*](?:{_ON}[\s\S])*", re.MULTILINE)
_TAGS = (
    rf"(?<!\\)\{{%(?:(?!%\}}){_ON}[\s\S]){{0,2000}}%\}}"
    rf"|(?P<remark>\{{/\*\s(?:(?!\*/\}}|--){_ON}[\s\S]){{0,2000}}\*/\}})"
    r"|(?<!\\)\{(?::|[#.][\w-])[^{}\n]{0,500}\}"
)
_VALUES = rf"(?<!\\)\{{\{{(?:(?!\}}\}}){_ON}[\s\S]){{0,2000}}\}}\}}"
_TEMPLATE = re.compile(rf"(?P<value>{_VALUES})|{_TAGS}")
_IN_MDX = re.compile(rf"{_TAGS}|(?P<value>{_VALUES}|(?<!\\)\{{[^{{}}\n]{{1,500}}\}})")
_ALONE = re.compile(rf"^(?P<before>[ \t>]*)(?P<covered>{COVER}[{COVER} \t]*)$", re.MULTILINE)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
