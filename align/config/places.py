"""Where everything in a TOML file stands, which the parser of the standard library does not tell.

This is no second parser: it walks over text that `tomllib` has accepted and notes where keys and values begin and end.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from align.model.span import Span

Route = tuple[str | int, ...]
"""The way to a value from the top of the file: keys, and numbers of items from 0."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value is set, in code points. `key` is the last part of its name; an item of a list has none, and there
    it is the value. `value` is the header for a table that has one, and the key for one that a dotted key makes."""

    key: Span
    value: Span


def places(text: str) -> Mapping[Route, Place]:
    """Where each key, table and item of a list in `text` stands, which must be TOML; of several mentions the first."""
    walk = _Walk(text)
    walk.file()
    return walk.found


_BLANK: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE: Final = re.compile(r"[ \t]*")
_KEY: Final = re.compile(r"""[\w-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*'""")
# Up to two quotes may stand before the three that end a text of several lines.
_SCALAR: Final = re.compile(
    r'''"""(?:\\[\s\S]|(?!""")[^\\])*""""{0,2}'''
    r"""|'''(?:(?!''')[\s\S])*''''{0,2}"""
    r"""|"(?:\\.|[^"\\\n])*"|'[^'\n]*'"""
    r"""|[^\s,\]}#]+(?:[ ][0-9][^\s,\]}#]*)?"""
)


class _Walk:
    def __init__(self, text: str) -> None:
        self.found: dict[Route, Place] = {}
        self._text = text
        self._at = 0
        # How many `[[headers]]` a list of tables has had so far.
        self._tables: dict[Route, int] = {}

    def file(self) -> None:
        table: Route = ()
        while self._over(_BLANK).end < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Route:
        """The table that the lines below the header belong to."""
        start, repeated = self._at, self._text.startswith("[[", self._at)
        self._at += 1 + repeated
        keys = self._keys()
        self._at += 1 + repeated
        whole = Span(start, self._at)
        route: Route = ()
        for number, (name, key) in enumerate(keys, 1):
            route = (*route, name)
            self.found.setdefault(route, Place(key, whole))
            if repeated and number == len(keys):
                self._tables[route] = self._tables.get(route, 0) + 1
            if route in self._tables:
                route = (*route, self._tables[route] - 1)
                self.found.setdefault(route, Place(key, whole))
        return route

    def _pair(self, table: Route) -> None:
        *parents, (name, key) = self._keys()
        for parent, place in parents:
            table = (*table, parent)
            self.found.setdefault(table, Place(place, place))
        self._at += 1
        self._over(_SPACE)
        route = (*table, name)
        self.found.setdefault(route, Place(key, self._value(route)))

    def _keys(self) -> list[tuple[str, Span]]:
        """The parts of a key, up to the sign that follows them."""
        parts = []
        while True:
            self._over(_SPACE)
            span = self._over(_KEY)
            parts.append((_name(self._text[span.start : span.end]), span))
            self._over(_SPACE)
            if self._text[self._at] != ".":
                return parts
            self._at += 1

    def _value(self, route: Route) -> Span:
        opening = self._text[self._at]
        if opening not in "[{":
            return self._over(_SCALAR)
        start, number = self._at, 0
        self._at += 1
        while self._over(_BLANK) and self._text[self._at] not in "]}":
            if self._text[self._at] == ",":
                self._at += 1
            elif opening == "{":
                self._pair(route)
            else:
                item = (*route, number)
                number += 1
                span = self._value(item)
                self.found[item] = Place(span, span)
        self._at += 1
        return Span(start, self._at)

    def _over(self, pattern: re.Pattern[str]) -> Span:
        """What the pattern matches here, which is passed over."""
        found = pattern.match(self._text, self._at)
        assert found is not None, "not TOML"
        self._at = found.end()
        return Span(found.start(), found.end())


def _name(key: str) -> str:
    """A key without its quotes."""
    return next(iter(tomllib.loads(f"{key} = 0"))) if key[0] in "\"'" else key
