"""YAML with everything left out that surprises people who write word lists.

Every scalar stays the text that was written: `NO`, `0123`, `1e3` and `2025-01-21` are text. Only an empty value, `~`
and `null`, unquoted, mean that the key is left out. Duplicate keys, anchors, aliases, merge keys, tags and several
documents in one file are refused, and so is what is nested or repeated beyond reason, before it takes time or memory.
Keys that begin with `x-` belong to other programs and are passed over.

Values are built straight from the parser's events, which takes a quarter of the time of a tree of nodes. Where a value
stands is therefore not kept for each; `Sheet.place` finds it again from the entry's own lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from align.errors import GlossaryError

try:
    from yaml import CLoader as _Loader
except ImportError:  # PyYAML built without libyaml: the same events, some ten times slower
    from yaml import Loader as _Loader  # type: ignore[assignment]

MAX_DEPTH = 20
MAX_VALUES = 2_000_000
FREE = "x-"
"""What keys begin with that belong to other programs."""
_NOTHING = ("", "~", "null")
_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff")
LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_QUOTE = "put the whole value in quotes"

Event = Any  # one of the parser's events; which one is known by its type alone
Value = str | list["Value"] | dict[str, "Value"]


class Place(NamedTuple):
    """A place in a file, both from 1, the column in code points."""

    line: int
    column: int


class Blank(NamedTuple):
    """A key with nothing after it, or a list item with nothing in it (then `key` is empty), and where it stands."""

    key: str
    place: Place


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry of the top list: where it begins, and its code points in the text."""

    place: Place
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file, parsed. `keys` are the places of its top keys, `items` those of the entries of its one list."""

    value: dict[str, Value]
    keys: dict[str, Place]
    items: tuple[_Item, ...] = field(repr=False)
    blanks: tuple[Blank, ...]
    text: str = field(repr=False)

    def lines(self) -> Sequence[str]:
        """The lines of the text, as the parser counts them."""
        return LINE_END.split(self.text)

    def item_place(self, number: int) -> Place:
        """Where an entry of the list begins."""
        return self.items[number].place

    def place(self, number: int, path: Sequence[str | int]) -> Place:
        """Where the value at `path` within entry `number` stands; of a key in a mapping, the key.

        The nearest thing around it where there is nothing at that path.
        """
        item = self.items[number]
        padding = " " * (item.place.column - 1)
        # The text has been read once already, so it is known to be sound and small.
        node = yaml.compose(padding + self.text[item.start : item.end], Loader=_Loader)
        mark: Any = None
        for step in path:
            if isinstance(node, yaml.MappingNode):
                found = next(((key, value) for key, value in node.value if key.value == step), None)
                if found is None:
                    break
                mark, node = found[0].start_mark, found[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                filled = [item for item in node.value if not is_blank(item)]
                if step >= len(filled):
                    break
                node = filled[step]
                mark = node.start_mark
            else:
                break
        return Place(item.place.line + mark.line, mark.column + 1) if mark else item.place


def parse(text: str, path: Path, *, list_key: str) -> Sheet:
    """Reads a file whose top is a mapping and whose `list_key` holds a list.

    An empty file gives an empty mapping. GlossaryError says where, what and what next.
    """
    return _Parser(text, path, list_key).sheet()


class _Parser:
    """One walk over the events of one file."""

    def __init__(self, text: str, path: Path, list_key: str) -> None:
        self._text = text
        self._path = path
        self._list_key = list_key
        self._next: Callable[[], Event]
        self._left = MAX_VALUES
        self._end = 0
        self._keys: dict[str, Place] = {}
        self._items: list[_Item] = []
        self._blanks: list[Blank] = []

    def sheet(self) -> Sheet:
        try:
            self._next = _Loader(self._text).get_event
            value = self._document()
        except yaml.YAMLError as error:
            raise syntax_error(error, self._text, self._path) from error
        return Sheet(value, self._keys, tuple(self._items), tuple(self._blanks), self._text)

    def _document(self) -> dict[str, Value]:
        self._next()
        event = self._next()
        if type(event) is StreamEndEvent:
            return {}
        event = self._next()
        value: Value = {}
        if type(event) is MappingStartEvent:
            value = self._top(event)
        elif not (type(event) is ScalarEvent and self._is_nothing(event)):
            hint = f"begin the file with `{self._list_key}:` and write the entries below it"
            self._refuse("a glossary is a mapping of keys, not a list or plain text", event, hint)
        if type(self._next()) is not DocumentEndEvent:
            raise AssertionError("a document holds one value")
        event = self._next()
        if type(event) is DocumentStartEvent:
            self._refuse("a second YAML document begins here", event, "put it in a file of its own, or delete the ---")
        assert isinstance(value, dict)
        return value

    def _top(self, start: Event) -> dict[str, Value]:
        """The file's own mapping: as any other, but it remembers where its keys and the entries of its list stand."""
        self._check(start)
        found: dict[str, Value] = {}
        while type(event := self._next()) is not MappingEndEvent:
            key = self._key(event, found)
            place = self._keys[key] = _place(event)
            value = self._next()
            if key == self._list_key and type(value) is SequenceStartEvent:
                self._check(value)
                found[key] = self._list()
            else:
                self._put(found, key, place, value, 1)
        return found

    def _list(self) -> list[Value]:
        found: list[Value] = []
        while type(event := self._next()) is not SequenceEndEvent:
            place, start = _place(event), event.start_mark.index
            value = self._value(event, 2)
            if type(event) is not MappingStartEvent:
                what = f"`{value}`" if isinstance(value, str) and len(value) <= 40 else "a list or text"
                self._refuse(f"an entry is a mapping of keys, not {what}", event, "begin it with `- en: …`")
            found.append(value)
            self._items.append(_Item(place, start, self._end))
        return found

    def _value(self, event: Event, depth: int) -> Value:
        kind = type(event)
        if kind is AliasEvent:
            hint = f"write the value out; {_QUOTE} if the text itself begins with *"
            self._refuse(f"`*{event.anchor}` refers to another place in the file", event, hint)
        self._check(event)
        if kind is ScalarEvent:
            text: str = event.value
            return text
        if depth >= MAX_DEPTH:
            hint = "an entry needs no more than five levels; check the indentation and the brackets"
            self._refuse(f"more than {MAX_DEPTH} levels of nesting", event, hint)
        if kind is MappingStartEvent:
            return self._mapping(depth + 1)
        return self._sequence(depth + 1)

    def _mapping(self, depth: int) -> dict[str, Value]:
        found: dict[str, Value] = {}
        while type(event := self._next()) is not MappingEndEvent:
            self._put(found, self._key(event, found), _place(event), self._next(), depth)
        self._end = _end_of(event)
        return found

    def _sequence(self, depth: int) -> list[Value]:
        found: list[Value] = []
        while type(event := self._next()) is not SequenceEndEvent:
            value = self._value(event, depth)
            if type(event) is ScalarEvent and self._is_nothing(event):
                self._blanks.append(Blank("", _place(event)))
            else:
                found.append(value)
        self._end = _end_of(event)
        return found

    def _key(self, event: Event, known: dict[str, Value]) -> str:
        if type(event) is not ScalarEvent:
            self._refuse("a key is a plain word, not a list or mapping", event, "write `key: value`")
        self._check(event)
        key: str = event.value
        if key == "<<":
            self._refuse("`<<` merges another mapping into this one", event, "write the keys out")
        if key in known:
            self._refuse(f"`{key}` stands twice in the same mapping", event, "keep one of the two")
        return key

    def _put(self, found: dict[str, Value], key: str, place: Place, event: Event, depth: int) -> None:
        value = self._value(event, depth)
        if key.startswith(FREE):
            return
        if type(event) is ScalarEvent and self._is_nothing(event):
            self._blanks.append(Blank(key, place))
        else:
            found[key] = value

    def _check(self, event: Event) -> None:
        """Refuses anchors, tags and sheer number."""
        if event.anchor is not None:
            hint = f"delete it; {_QUOTE} if the text itself begins with &"
            self._refuse(f"`&{event.anchor}` is an anchor, for references that glossaries do not have", event, hint)
        if event.tag is not None:
            hint = f"delete it, every value is read as text; {_QUOTE} if the text itself begins with !"
            self._refuse(f"`{event.tag}` is a YAML tag", event, hint)
        self._left -= 1
        if self._left < 0:
            hint = "split the file by domain, or check that it is the right one"
            self._refuse(f"more than {MAX_VALUES:,} values in one file", event, hint)

    @staticmethod
    def _is_nothing(event: Event) -> bool:
        """Whether the scalar is left empty rather than quoted as empty."""
        return not event.style and event.value in _NOTHING

    def _refuse(self, message: str, event: Event, hint: str) -> NoReturn:
        line, column = _place(event)
        raise GlossaryError(message, path=self._path, line=line, column=column, hint=hint)


def is_blank(node: yaml.Node) -> bool:
    """Whether nothing is written there: then the key or list item is as if it were left out."""
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in _NOTHING


def _end_of(event: Event) -> int:
    """The code point after it."""
    index: int = event.end_mark.index
    return index


def _place(event: Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1)


_PROBLEMS = (
    # What the parser says, what the user is told, and what to do.
    (
        "mapping values are not allowed",
        "a second `: ` in one line",
        f"{_QUOTE} if the colon belongs to it; otherwise check the indentation",
    ),
    ("cannot start any token", "a value cannot begin with this character", _QUOTE),
    ("could not find expected ':'", "this line is no `key: value`", "check the line, the quotes and the indentation"),
    ("did not find expected ',' or ']'", "a list in [ ] is not closed, or lacks a comma", "close it with ]"),
    ("did not find expected ',' or '}'", "a mapping in { } is not closed, or lacks a comma", "close it with }"),
    (
        "did not find expected",
        "this does not fit what stands before it",
        "check the indentation, and that quotes are closed and doubled where they belong to the text",
    ),
    ("found unexpected end of stream", "a quotation mark is not closed", "close it, or delete it"),
    ("found unknown escape character", "a backslash stands in double quotes", "use single quotes, or write \\\\"),
)


def syntax_error(error: yaml.YAMLError, text: str, path: Path) -> GlossaryError:
    """What the parser stumbled over, in words that a translator can act on."""
    unprintable = _UNPRINTABLE.search(text)
    if isinstance(error, yaml.reader.ReaderError) and unprintable:
        before = text[: unprintable.start()]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"the control character U+{ord(unprintable[0]):04X} stands here"
        return GlossaryError(message, path=path, line=line, column=column, hint="delete it")
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return GlossaryError(f"not YAML: {error}", path=path)
    mark, problem = error.problem_mark, error.problem or ""
    if _has_tab(text, mark.line):
        hint = "replace the tab by spaces"
        return GlossaryError("a tab stands in the indentation", path=path, line=mark.line + 1, column=1, hint=hint)
    if "quoted scalar" in (error.context or "") and error.context_mark is not None:
        mark = error.context_mark
    message, hint = next(
        ((said, remedy) for part, said, remedy in _PROBLEMS if part in problem), (f"not YAML: {problem}", "")
    )
    return GlossaryError(message, path=path, line=mark.line + 1, column=mark.column + 1, hint=hint)


def _has_tab(text: str, line: int) -> bool:
    lines = LINE_END.split(text)
    row = lines[line] if line < len(lines) else ""
    return "\t" in row[: len(row) - len(row.lstrip())]
