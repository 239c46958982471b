"""New entries in an existing glossary: spliced in behind its last one, no other byte of the file changed.

Where the list of entries ends is asked of the YAML parser; comments that are indented below the last entry belong to
it, other comments stay behind the new entries. Line ends, indentation, encoding and byte order mark are the file's own.
What comes out is read again before anybody may write it: the old entries must be as they were, and the new ones there.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml
from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from align.errors import GlossaryError
from align.glossary.entity import Entity
from align.glossary.entries import entry_fields
from align.glossary.files import decode
from align.glossary.proposal import Proposal, natural_id
from align.glossary.same_name import keys_of
from align.glossary.strict_yaml import Event, Sheet, Value, parse
from align.glossary.writing import HEADER, INDENT, TOP, proposal_lines
from align.text.fold import fold_source
from align.text.scripts import is_han

try:
    from yaml import CLoader as _Loader
except ImportError:  # PyYAML built without libyaml: the same marks, some ten times slower
    from yaml import Loader as _Loader  # type: ignore[assignment]

_ENTITIES = "entities"
_LINE_END = re.compile("\r\n|[\n\r]")
_ELSEWHERE = "write the proposals to a file of their own with --output FILE"


@dataclass(frozen=True, slots=True)
class Sorted:
    """Proposals sorted by whether a glossary has them: `new` ones, and those left out.

    `known` have a source form that is there, in any script; `same_id` have an id that is there, with its entry, which
    may be the same name in another writing.
    """

    new: tuple[Proposal, ...]
    known: tuple[Proposal, ...]
    same_id: tuple[tuple[Proposal, Entity], ...]


def sort_out(proposals: Iterable[Proposal], present: Sequence[Entity]) -> Sorted:
    """Which proposals a glossary with these entries lacks.

    An id alone makes no entry the same where both names are in Han characters: 王伟 and 王炜 are two people. They are
    told apart by the number that the new id has.
    """
    forms = {key for entity in present for key in _all_keys(entity)}
    by_id = {entity.id: entity for entity in present}
    new: list[Proposal] = []
    known: list[Proposal] = []
    same: list[tuple[Proposal, Entity]] = []
    for proposal in proposals:
        entity = proposal.entity
        other = by_id.get(natural_id(entity))
        if keys_of(entity) & forms:
            known.append(proposal)
        elif other and not (_in_han(entity) and _in_han(other)):
            same.append((proposal, other))
        else:
            new.append(proposal)
    return Sorted(tuple(new), tuple(known), tuple(same))


def merged(raw: bytes, path: Path, proposals: Sequence[Proposal]) -> bytes:
    """The bytes of a glossary with the proposals behind its entries; `raw` itself where there are none.

    GlossaryError where the file cannot be read or has a form to which nothing can be added line by line.
    """
    if not proposals:
        return raw
    items = [Item(proposal.entity, proposal_lines(proposal)) for proposal in proposals]
    return encoded(extended(decode(raw, path), path, items, top=(*HEADER, *TOP), instead=_ELSEWHERE), raw)


@dataclass(frozen=True, slots=True)
class Item:
    """A new entry, and the lines that say it as an item of the list of entries, not indented."""

    entity: Entity
    lines: Sequence[str]


def extended(
    text: str, path: Path, items: Sequence[Item], *, top: Sequence[str], instead: str, tight: bool = False
) -> str:
    """The text of a glossary with new entries behind those it has.

    `top` are the lines that a file begins with which says nothing yet, and `instead` is what to do where nothing can be
    added, which is a GlossaryError. No empty line parts the entries where they are `tight`.
    """
    before = parse(text, path, list_key=_ENTITIES)
    newline = line_end(text)
    room = _room(text, path, newline, top, instead)
    after = text[: room.at] + _added(room, text[room.to :], newline, items, tight=tight) + text[room.to :]
    _compare(before, after, path, items, instead)
    return after


def line_end(text: str) -> str:
    """How the lines of a text end, by its first; the plain one where there is none."""
    found = _LINE_END.search(text)
    return found[0] if found else "\n"


def encoded(text: str, like: bytes) -> bytes:
    """A text in the encoding of a file, with the mark that the file begins with."""
    codec, mark = _encoding(like)
    return mark + text.encode(codec)


def _all_keys(entity: Entity) -> Iterator[str]:
    for name in entity.sources:
        for form in (name.full, *name.accept):
            yield fold_source(form).text


def _in_han(entity: Entity) -> bool:
    return all(all(map(is_han, name.full)) for name in entity.sources)


@dataclass(frozen=True, slots=True)
class _Room:
    """Where new entries go: in the place of the code points `at` to `to`, behind the text `opening`.

    `indent` stands before each of their lines; `beside` says that there are entries before them.
    """

    at: int
    to: int
    opening: str
    indent: str = INDENT
    beside: bool = False


def _room(text: str, path: Path, newline: str, top: Sequence[str], instead: str) -> _Room:
    """Where new entries go in a text that `strict_yaml` can read."""
    outline = _outline(text)
    root, value, end = outline.root, outline.value, outline.value_end
    if type(root) is not MappingStartEvent:
        return _behind(text, len(text), "".join(f"{line}{newline}" for line in top), newline)
    if root.flow_style:
        raise _unsuited(path, root, "the whole file stands in { }", instead)
    if value is None:
        return _behind(text, line_after(text, outline.end), f"{_ENTITIES}:{newline}", newline)
    if outline.entries:
        if value.flow_style:
            raise _unsuited(path, value, "the entries stand in [ ]", instead)
        column = value.start_mark.column
        at = after_comments(text, line_after(text, end), column)
        return replace(_behind(text, at, "", newline), indent=" " * column, beside=True)
    # An empty list, or nothing at all, makes room for a list of lines; a comment beside it stays.
    start = value.start_mark.index
    if "#" in text[start:end]:
        raise _unsuited(path, value, "a comment stands in the empty [ ]", instead)
    line = line_after(text, end)
    return _Room(len(text[:start].rstrip(" ")), line, text[end:line].rstrip("\r\n") + newline)


@dataclass(slots=True)
class _Outline:
    """What the parser sees of a file: its whole, the value of `entities`, whether that has entries, and the ends.

    `end` and `value_end` are where the last text or bracket of the file and of the value ends: the parser's own end of
    a block is where the next one begins.
    """

    root: Event = None
    value: Event = None
    entries: bool = False
    end: int = 0
    value_end: int = 0


def _outline(text: str) -> _Outline:
    outline = _Outline()
    open_ones: list[bool] = []  # for each collection that is open, whether it is in brackets
    key, at_key = "", True
    events: Iterable[Event] = yaml.parse(text, Loader=_Loader)
    for event in events:
        kind = type(event)
        begins = kind in (MappingStartEvent, SequenceStartEvent)
        if begins or kind is ScalarEvent:
            if not open_ones:
                outline.root = event
            elif len(open_ones) == 1 and at_key:
                key, at_key = event.value, False
            elif len(open_ones) == 1:
                at_key = True
                if key == _ENTITIES:
                    outline.value = event
            elif key == _ENTITIES:
                outline.entries = True
        if begins:
            open_ones.append(event.flow_style)
        elif kind is ScalarEvent or (kind in (MappingEndEvent, SequenceEndEvent) and open_ones.pop()):
            outline.end = event.end_mark.index
        if key == _ENTITIES and open_ones:
            outline.value_end = outline.end
    return outline


def _behind(text: str, at: int, opening: str, newline: str) -> _Room:
    """Room at the beginning of a line, which is first ended where the file ends without."""
    begun = at > 0 and text[at - 1] not in "\r\n"
    return _Room(at, at, (newline if begun else "") + opening)


def _unsuited(path: Path, event: Event, what: str, instead: str) -> GlossaryError:
    mark = event.start_mark
    message = f"{what}, so no lines can be added to the list"
    hint = f"write each entry on lines of its own, beginning with `- `, or {instead}"
    return GlossaryError(message, path=path, line=mark.line + 1, column=mark.column + 1, hint=hint)


def line_after(text: str, at: int) -> int:
    """Where the line after the one that holds `at` begins; `at` itself where that is the beginning of one."""
    if at and text[at - 1] in "\r\n":
        return at
    found = _LINE_END.search(text, at)
    return found.end() if found else len(text)


def after_comments(text: str, at: int, column: int) -> int:
    """Behind the comments that follow directly and are indented more than the list."""
    comment = re.compile(f" {{{column + 1},}}#[^\r\n]*(?:\r\n|[\r\n]|$)")
    while found := comment.match(text, at):
        at = found.end()
    return at


def _added(room: _Room, rest: str, newline: str, items: Sequence[Item], *, tight: bool) -> str:
    """The text of the new entries; `rest` is what stands behind them."""
    lines: list[str] = []
    for number, item in enumerate(items):
        if (number or room.beside) and not tight:
            lines.append("")
        lines += (f"{room.indent}{line}" for line in item.lines)
    if rest and not rest.startswith(("\n", "\r")):
        lines.append("")
    return room.opening + "".join(f"{line}{newline}" for line in lines)


def _compare(before: Sheet, after: str, path: Path, items: Sequence[Item], instead: str) -> None:
    """GlossaryError unless the new text reads as the old one with the new entries behind."""
    wanted: dict[str, Value] = dict(before.value) if before.keys else {"version": "1"}
    old = wanted.get(_ENTITIES, [])
    new: list[Value] = [entry_fields(item.entity) for item in items]
    wanted[_ENTITIES] = [*old, *new] if isinstance(old, list) else old
    if stripped(parse(after, path, list_key=_ENTITIES).value) != stripped(wanted):
        message = "new entries cannot be added to this file without changing what it says"
        raise GlossaryError(message, path=path, hint=instead)


def stripped(value: Value) -> Value:
    """The value as glossaries read it: line ends after a text over several lines do not count."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [stripped(item) for item in value]
    return {key: stripped(item) for key, item in value.items()}


def _encoding(raw: bytes) -> tuple[str, bytes]:
    """How the text of a file is encoded, and the mark before it."""
    for mark, codec in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if raw.startswith(mark):
            return codec, mark
    return "utf-8", b""
