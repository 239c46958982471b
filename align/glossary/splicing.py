"""How is one entry's YAML made to say something else, with all the rest of it as it stands?

Values are changed where they are: comments, quotes, order, indentation and line ends of everything else stay. No comment
is lost: where a line goes, the comment behind it stays as a line of its own. Each step is one splice, after which the
text is looked at anew; whatever it says in the end is for the caller to compare.

Keys are added at their usual place; a form that is plain text becomes a mapping when it gets more than one. Lists grow in
the style that they have, in brackets or on lines. Shapes that nobody writes by hand (`? key`, `- - item`) are refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, NamedTuple

import yaml

from align.glossary.strict_yaml import FREE, LINE_END, Value, is_blank
from align.glossary.writing import escaped, flow, scalar

try:
    from yaml import CLoader as _Loader
except ImportError:  # PyYAML built without libyaml: the same marks, some ten times slower
    from yaml import Loader as _Loader  # type: ignore[assignment]

_MOST_STEPS = 10_000
_PLACES = {
    key: place
    for place, key in enumerate(
        (
            *("id", "type", "origin", "gender", "en", "ja", "kana", "zh", "zh-Hans", "zh-Hant"),
            *("full", "family", "given", "order", "accept", "forbid", "form", "why"),
            *("roles", "examples", "allow", "note"),
        )
    )
}
"""Where a key usually stands among the others of its mapping."""

_COLON = re.compile(r"[ \t]*:")
_COMMA = re.compile(r"\s*,")
_COMMENT = re.compile("#[^\r\n\x85\u2028\u2029]*")
_HEAD_COMMENT = re.compile("[^\r\n]*?([ \t]#[^\r\n]*)")
_NOT_IN_BRACKETS = re.compile(r"[,\[\]{}?:\r\n]")

Node = Any  # one of the parser's nodes; which one is known by its type alone


class CannotSpliceError(Exception):
    """The text has a shape in which the value cannot be changed alone."""


def rewritten(text: str, wanted: Mapping[str, Value], newline: str) -> str:
    """The text of one mapping, changed where it does not say `wanted`.

    `text` stands in the columns that it has in its file, so that lines can be added. `newline` ends lines that are new.
    CannotSpliceError where that cannot be done; ValueError for a lone surrogate, which no file holds.
    """
    try:
        for _ in range(_MOST_STEPS):
            splice = _Page(text, newline).step(yaml.compose(text, Loader=_Loader), dict(wanted))
            if splice is None:
                return text
            text = text[: splice.start] + splice.text + text[splice.end :]
    except yaml.YAMLError as error:
        raise CannotSpliceError(str(error)) from error
    raise CannotSpliceError("too many changes")


class _Splice(NamedTuple):
    """`text` in the place of the code points `start` to `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Page:
    """A text and the one next change that brings it nearer to what it should say."""

    text: str
    newline: str

    def step(self, node: Node, wanted: Value) -> _Splice | None:
        """The next change of a value; None where it says what it should."""
        if _value(node) == wanted:
            return None
        if isinstance(node, yaml.MappingNode) and isinstance(wanted, dict):
            return self._mapping(node, wanted)
        if isinstance(node, yaml.SequenceNode) and isinstance(wanted, list):
            return self._list(node, wanted)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, wanted)
        return self._instead(node, flow(wanted))

    # --- single values -------------------------------------------------------------------------------------------

    def _scalar(self, node: Node, wanted: Value) -> _Splice:
        if isinstance(wanted, str):
            return self._instead(node, _in_style(node.style, wanted))
        if isinstance(wanted, dict):
            # The form that stands there is the first of the mapping that it becomes.
            pairs = (
                f"{key}: {self._raw(node) if value == node.value else flow(value)}" for key, value in wanted.items()
            )
            return self._instead(node, f"{{{', '.join(pairs)}}}")
        return self._instead(node, flow(wanted))

    def _raw(self, node: Node) -> str:
        """A scalar as it is written where brackets allow that."""
        start = node.start_mark.index
        written = self.text[start : self.end_of(node)]
        quoted = node.style in ("'", '"') and not LINE_END.search(written)
        return written if quoted or not (node.style or _NOT_IN_BRACKETS.search(written)) else scalar(node.value)

    def _instead(self, node: Node, text: str) -> _Splice:
        start = node.start_mark.index
        end = self.end_of(node)
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            head = _HEAD_COMMENT.match(self.text, start, end)
            return _Splice(start, end, text + (head[1] if head else ""))
        kept = self._comments(start, end)
        if kept and not _in_brackets(node):
            indent = " " * node.start_mark.column
            return _Splice(start, end, text + "".join(f"{self.newline}{indent}{comment}" for comment in kept))
        if kept:
            raise CannotSpliceError("a comment stands in the brackets")
        return _Splice(start, end, text)

    # --- mappings ------------------------------------------------------------------------------------------------

    def _mapping(self, node: Node, wanted: Mapping[str, Value]) -> _Splice | None:
        there = {key.value: (key, value) for key, value in node.value}
        for name, value in wanted.items():
            if name not in there:
                return self._with_key(node, name, value)
            key, old = there[name]
            if is_blank(old):
                return self._filled(key, old, flow(value))
            change = self.step(old, value)
            if change is not None:
                return change
        for place, (key, value) in enumerate(node.value):
            if key.value not in wanted and not key.value.startswith(FREE) and not is_blank(value):
                return self._without_key(node, place)
        return None

    def _filled(self, key: Node, blank: Node, text: str) -> _Splice:
        start, end = blank.start_mark.index, blank.end_mark.index
        if end > start:
            return _Splice(start, end, text)
        after = key.end_mark.index
        colon = _COLON.match(self.text, after)
        return _Splice(colon.end(), colon.end(), f" {text}") if colon else _Splice(after, after, f": {text}")

    def _with_key(self, node: Node, name: str, value: Value) -> _Splice:
        pairs = node.value
        added = f"{name}: {flow(value)}"
        before = [at for at, (key, _) in enumerate(pairs) if _PLACES.get(key.value, len(_PLACES)) < _PLACES[name]]
        if not pairs:
            at = node.start_mark.index + 1
            return _Splice(at, at, added)
        indent = " " * pairs[0][0].start_mark.column
        if not before:
            at = pairs[0][0].start_mark.index
            return _Splice(at, at, f"{added}, " if node.flow_style else f"{added}{self.newline}{indent}")
        at = self._end_of_pair(*pairs[before[-1]])
        if node.flow_style:
            # `key:,` would be a word with a colon.
            return _Splice(at, at, " " * self.text.endswith(":", 0, at) + f", {added}")
        at = self._line_end(at)
        return _Splice(at, at, f"{self.newline}{indent}{added}")

    def _without_key(self, node: Node, place: int) -> _Splice:
        spans = [(key.start_mark.index, self._end_of_pair(key, value)) for key, value in node.value]
        if node.flow_style:
            return self._without_one(spans, place)
        start, end = spans[place]
        if self._begins_line(start):
            return self._without_lines(start, end)
        if len(spans) == 1:
            raise CannotSpliceError("nothing would be left")
        after = spans[place + 1][0]
        # The next key takes the place behind the dash, unless a comment stands there.
        return _Splice(start, end if self._comments(start, after) else after, "")

    # --- lists ---------------------------------------------------------------------------------------------------

    def _list(self, node: Node, wanted: Sequence[Value]) -> _Splice | None:
        filled = [place for place, item in enumerate(node.value) if not is_blank(item)]
        now, then = (
            [_key(value) for value in values] for values in ((_value(node.value[at]) for at in filled), wanted)
        )
        for what, first, _, other, _ in SequenceMatcher(None, now, then, autojunk=False).get_opcodes():
            if what == "replace":
                return self.step(node.value[filled[first]], wanted[other])
            if what == "delete":
                return self._without_item(node, filled[first])
            if what == "insert":
                return self._with_item(node, filled[first] if first < len(filled) else len(node.value), wanted[other])
        return None

    def _with_item(self, node: Node, place: int, value: Value) -> _Splice:
        added, items = flow(value), node.value
        if not items:
            at = node.start_mark.index + 1
            return _Splice(at, at, added + " " * self.text.startswith("#", at))
        if node.flow_style:
            at = items[place].start_mark.index if place < len(items) else self.end_of(items[-1])
            return _Splice(at, at, f"{added}, " if place < len(items) else f", {added}")
        indent = " " * node.start_mark.column
        if place < len(items):
            at = self._dash(node, place)
            return _Splice(at, at, f"- {added}{self.newline}{indent}")
        at = self._line_end(self.end_of(items[-1]))
        return _Splice(at, at, f"{self.newline}{indent}- {added}")

    def _without_item(self, node: Node, place: int) -> _Splice:
        if node.flow_style:
            return self._without_one([(item.start_mark.index, self.end_of(item)) for item in node.value], place)
        start = self._dash(node, place)
        if len(node.value) == 1 or not self._begins_line(start):
            raise CannotSpliceError("nothing would be left of the list")
        return self._without_lines(start, self.end_of(node.value[place]))

    def _dash(self, node: Node, place: int) -> int:
        """Where the `-` of an item stands."""
        if not place:
            start: int = node.start_mark.index
            return start
        column = node.start_mark.column
        before = self.end_of(node.value[place - 1])
        found = re.compile(f"(?:{LINE_END.pattern}) {{{column}}}(?=-)").search(self.text, before)
        if not found or found.end() >= node.value[place].start_mark.index:
            raise CannotSpliceError("an item without a dash of its own")
        return found.end()

    # --- taking away ---------------------------------------------------------------------------------------------

    def _without_one(self, spans: Sequence[tuple[int, int]], place: int) -> _Splice:
        """Without one of the values in brackets, whose places are `spans`."""
        start, end = spans[place]
        comma = _COMMA.match(self.text, end)
        if place + 1 < len(spans):
            after = spans[place + 1][0]
            if not self._comments(start, after):
                return _Splice(start, after, "")
            if comma:
                return _Splice(start, comma.end(), "")
            raise CannotSpliceError("a comment before the comma")
        if not place:
            return _Splice(start, comma.end() if comma else end, "")
        before = spans[place - 1][1]
        if self._comments(before, end):
            # The comma before stays, and the one behind goes: YAML allows one at the end.
            return _Splice(start, comma.end() if comma else end, "")
        return _Splice(before, end, "")

    def _without_lines(self, start: int, end: int) -> _Splice:
        """Without the lines of what stands from `start` to `end`, but with their comments."""
        column = start - self._line_start(start)
        start, end = self._line_start(start), self._line_end(end)
        kept = [" " * column + comment for comment in self._comments(start, end)]
        after = LINE_END.match(self.text, end)
        if after:
            return _Splice(start, after.end(), "".join(line + self.newline for line in kept))
        start -= len(self._break_before(start))
        return _Splice(start, end, "".join(self.newline + line for line in kept))

    def _comments(self, start: int, end: int) -> list[str]:
        """The comments that begin between two places: whatever is no token and begins with `#`."""
        found: list[str] = []
        last = 0
        for token in yaml.scan(self.text, Loader=_Loader):
            found += (
                match[0]
                for match in _COMMENT.finditer(self.text, last, token.start_mark.index)
                if start <= match.start() < end
            )
            last = max(last, token.end_mark.index)
        return found

    # --- places --------------------------------------------------------------------------------------------------

    def end_of(self, node: Node) -> int:
        """Where the last text or bracket of a value ends; the parser's own end of a block is where the next one begins."""
        start: int = node.start_mark.index
        end: int = node.end_mark.index
        if isinstance(node, yaml.ScalarNode):
            return start + len(self.text[start:end].rstrip()) if node.style in ("|", ">") else end
        if node.flow_style or not node.value:
            return end
        last = node.value[-1]
        return self._end_of_pair(*last) if isinstance(node, yaml.MappingNode) else self.end_of(last)

    def _end_of_pair(self, key: Node, value: Node) -> int:
        end = self.end_of(value)
        if end > value.start_mark.index:
            return end
        # A value left out is where the parser gives it up, which may be lines further down.
        after: int = key.end_mark.index
        colon = _COLON.match(self.text, after)
        return colon.end() if colon else after

    def _line_end(self, at: int) -> int:
        found = LINE_END.search(self.text, at)
        return found.start() if found else len(self.text)

    def _line_start(self, at: int) -> int:
        return max((found.end() for found in LINE_END.finditer(self.text, 0, at)), default=0)

    def _break_before(self, at: int) -> str:
        return "\r\n" if self.text.endswith("\r\n", 0, at) else self.text[at - 1 : at]

    def _begins_line(self, at: int) -> bool:
        """Whether nothing stands before it on its line; on the first one stands the dash of the entry."""
        start = self._line_start(at)
        return start > 0 and not self.text[start:at].strip()


def _value(node: Node) -> Value:
    """What a node says, read as `strict_yaml` does."""
    if isinstance(node, yaml.MappingNode):
        return {
            key.value: _value(value)
            for key, value in node.value
            if not key.value.startswith(FREE) and not is_blank(value)
        }
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value if not is_blank(item)]
    text: str = node.value
    return text


def _in_brackets(node: Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _in_style(style: str | None, text: str) -> str:
    """A text in the quotes that the one before it had."""
    if style == "'" and text.isprintable():
        return "'{}'".format(text.replace("'", "''"))
    return '"{}"'.format("".join(_characters(text))) if style == '"' else scalar(text)


def _characters(text: str) -> Iterator[str]:
    scalar(text)  # refuses what no file holds
    yield from map(escaped, text)


def _key(value: Value) -> str:
    return json.dumps(value, sort_keys=True)
