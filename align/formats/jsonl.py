"""Bilingual JSONL: one segment a line, as an object.

    {"id": "…", "document": "…", "source": "…", "target": "…", "source_lang": "zh", "target_lang": "en"}

Every key may be left out: an `id` is then the number of the line, a `document` the name of the file, a `source` or
`target` (also null) a text that is not there. `state` and `note` are shown beside the segment. Other keys are kept as
they are. Empty lines are allowed. Of a key that stands twice in an object the last counts. Half of a surrogate pair
(`"\\ud800"` alone) is refused, since it is no character.

Escapes are read as what they stand for, and each character is found where it is written. Writing replaces the characters
that change within the one JSON string: escapes in the rest of it stay as they were. New words are escaped as JSON demands;
in a line that holds nothing but ASCII and has `\\u` escapes they are ASCII too.

JSON has no comments. What would be one stands under a key of its own, `"align": "ignore=N101 reason=\\"quoted speech\\""`,
or is a whole note, `"note": "align: ignore=N101"`; where an object has `align`, its note is a note. Taking it out takes
the key with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from types import NoneType
from typing import Any, NamedTuple, NoReturn

from align.errors import FormatError
from align.formats.base import Keys
from align.formats.comments import comment_in, directive
from align.formats.languages import source_lang_of
from align.formats.placeholders import may_hold_placeholders, with_placeholders
from align.formats.spliced import SplicedFormat, Unit
from align.formats.stretch import Encode, Gap, Gathering, Lines, Run, Stretch
from align.model.segment import Comment, Document, Segment, Where
from align.model.span import Span
from align.text.place import LINE_END

_EXAMPLE = 'each line must be an object such as {"id": "1", "source": "…", "target": "…"}'
_TEXT_KEYS = ("source", "target", "document", "source_lang", "target_lang")
_COLON = re.compile(r"[ \t]*:[ \t]*")
# A key with a value that holds no others, and what comes behind it.
_PLAIN_MEMBER = re.compile(
    r"""[ \t]*("[^"\\]*+(?:\\.[^"\\]*+)*+")[ \t]*:[ \t]*("[^"\\]*+(?:\\.[^"\\]*+)*+"|[^\[{"},\s]+)[ \t]*([,}])"""
)
# Characters of equally long escapes, one behind the other, are gathered together: of Han characters there are many.
_UNIT = r"u(?![dD][89a-fA-F])[0-9a-fA-F]{4}"
_PAIR = r"u[dD][89abAB]..\\u[dD][c-fC-F].."
_ESCAPES = re.compile(rf"\\(?:({_UNIT}(?:\\{_UNIT})*)|{_PAIR}(?:\\{_PAIR})*|(.))")
_SHORT = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_HALF = re.compile("[\ud800-\udfff]")

_decode_value = json.JSONDecoder().raw_decode


class Jsonl(SplicedFormat):
    """Bilingual JSONL as a format."""

    name = "jsonl"

    def begins(self, text: str) -> bool:
        """Whether the first line is an object."""
        return text.startswith("{")

    def parts(self, content: str, path: Path, lines: Lines) -> Iterator[Unit | Segment | Comment]:
        """One segment for each line that is not empty."""
        keys = Keys(path)
        for number, line in enumerate(LINE_END.split(content) if "\r" in content else content.split("\n"), 1):
            if line and not line.isspace():
                yield from _parts(line, number, keys, path, lines)

    def units(self, content: str, document: Document, lines: Lines, keys: Collection[str]) -> Iterator[Unit]:
        """Those of the lines on which the segments stand."""
        for segment in document.segments:
            if segment.key in keys and segment.target_at is not None:
                number = segment.target_at.line
                start = lines.offset(number, 1)
                end = LINE_END.search(content, start)
                line = content[start : end.start() if end else None]
                yield Unit(segment, None, _target(line, start, _row(line, number, document.path), _members(line)))


class _Member(NamedTuple):
    """A key of an object, with where it begins in its line and where its value stands there."""

    key: str
    begin: int
    start: int
    end: int


def _parts(line: str, number: int, keys: Keys, path: Path, lines: Lines) -> Iterator[Unit | Segment | Comment]:
    """The segment on a line, and the comment that the object holds."""
    row = _row(line, number, path)
    source, target, identifier, note = row.get("source"), row.get("target"), row.get("id"), row.get("note")
    document = row.get("document") or path.name
    ours = "align" if isinstance(row.get("align"), str) else "note" if note and _speaks(note) else ""
    plain = target and "\\" not in line and not ours and not may_hold_placeholders(target)
    source_at = _verbatim(line, number, path, "source") if plain and source is not None else None
    target_at = _verbatim(line, number, path, "target") if plain else None
    segment = Segment(
        keys.key(str(number if identifier is None else identifier), document, number),
        document,
        source,
        target,
        source_lang_of(row.get("source_lang") or ""),
        row.get("target_lang") or "en",
        source_at,
        target_at,
        (),
        _shown(row.get("state")),
        "" if ours == "note" else _shown(note),
    )
    if target_at is not None and (source_at is not None or source is None):
        yield segment
        return
    start = lines.offset(number, 1)
    members = _members(line)
    source_in = None if source is None else _string(line, start, _last(members, "source"), source)
    yield Unit(segment, source_in, _target(line, start, row, members))
    if ours:
        yield from _comment(line, start, _last(members, ours), members, row[ours], segment.key, path, lines)


def _row(line: str, number: int, path: Path) -> dict[str, Any]:
    """The object on a line, with nothing but strings under the keys that matter."""
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        message = f"this line is not valid JSON: {error.msg}"
        raise FormatError(message, path=path, line=number, column=error.colno, hint=_EXAMPLE) from error
    except (ValueError, RecursionError) as error:
        raise FormatError(
            f"this line cannot be read as JSON: {error}", path=path, line=number, hint=_EXAMPLE
        ) from error
    if not isinstance(row, dict):
        raise FormatError("this line holds no JSON object", path=path, line=number, hint=_EXAMPLE)
    for key in _TEXT_KEYS:
        value = row.get(key)
        if value is not None and not isinstance(value, str):
            _refuse(
                f"`{key}` is not a string", line, number, path, key, 'put it in quotation marks, or write "" or null'
            )
    if type(row.get("id")) not in (str, int, NoneType):
        _refuse("`id` is neither a string nor a whole number", line, number, path, "id", "put it in quotation marks")
    if "\\ud" in line or "\\uD" in line:
        _refuse_half_characters(row, line, number, path)
    return row


def _refuse(message: str, line: str, number: int, path: Path, key: str, hint: str) -> NoReturn:
    column = _last(_members(line), key).start + 1
    raise FormatError(message, path=path, line=number, column=column, hint=hint)


def _refuse_half_characters(row: dict[str, Any], line: str, number: int, path: Path) -> None:
    for key in (*_TEXT_KEYS, "id"):
        if _HALF.search(str(row.get(key, ""))):
            message = f"`{key}` holds half of a surrogate pair, which is no character"
            _refuse(message, line, number, path, key, "write the whole pair, or remove the escape")


def _speaks(note: object) -> bool:
    return isinstance(note, str) and "align:" in note and directive(note) is not None


def _shown(value: object) -> str:
    """What is shown of the value of a key that may hold anything."""
    return value if isinstance(value, str) and not _HALF.search(value) else ""


def _verbatim(line: str, number: int, path: Path, key: str) -> Where | None:
    """Where the string under a key begins, on a line without escapes; None where the key stands there several times."""
    quoted = f'"{key}"'
    at = line.find(quoted)
    end = at + len(quoted)
    if line.find(quoted, end) >= 0:
        return None
    if line.startswith(': "', end):
        return Where(path, number, end + 4)
    colon = _COLON.match(line, end)
    return Where(path, number, colon.end() + 2) if colon else None


def _comment(
    line: str, start: int, member: _Member, members: list[_Member], text: str, key: str, path: Path, lines: Lines
) -> Iterator[Comment]:
    """The comment in a member of the object, which goes with it and one comma."""
    at = members.index(member)
    begin, end = member.begin, member.end
    if at:
        begin = members[at - 1].end
    elif len(members) > 1:
        end = members[1].begin
    inside = _string(line, start, member, text)
    yield from comment_in(inside, Span(start + begin, start + end), (key,), path, lines, always=member.key == "align")


def _target(line: str, start: int, row: dict[str, Any], members: list[_Member]) -> Stretch:
    """The translation in an object on a line that begins at `start`, or where it would go."""
    text = row.get("target")
    if text is not None:
        return with_placeholders(_string(line, start, _last(members, "target"), text))
    if "target" in row:
        null = _last(members, "target")
        gap = Gap(start + null.start, start + null.end, '"', '"')
    else:
        at = start + (members[-1].end if members else line.index("{") + 1)
        gap = Gap(at, at, ', "target": "' if members else '"target": "', '"')
    return Stretch("", (), (), _encode(line), gap)


def _string(line: str, start: int, member: _Member, text: str) -> Stretch:
    """The text of a string in a member of the object on a line that begins at `start`."""
    begin, end = member.start + 1, member.end - 1
    encode = _encode(line)
    if begin == end:
        return Stretch("", (), (), encode, Gap(start + begin, start + begin))
    if end - begin == len(text):
        return Stretch(text, (Run(0, len(text), start + begin, start + end),), (), encode)
    gathering = Gathering(encode)
    for escapes in _ESCAPES.finditer(line, begin, end):
        gathering.verbatim(line[begin : escapes.start()], start + begin)
        at, begin = escapes.span()
        if escapes[2]:
            gathering.escaped(_SHORT[escapes[2]], start + at, start + begin)
        else:
            gathering.escapes(json.loads(f'"{escapes[0]}"'), start + at, 6 if escapes[1] else 12)
    gathering.verbatim(line[begin:end], start + begin)
    return gathering.stretch()


def _last(members: list[_Member], key: str) -> _Member:
    """The member of a key, which is among them."""
    return next(member for member in reversed(members) if member.key == key)


def _members(line: str) -> list[_Member]:
    """The keys and values of the object on a line, in their order."""
    found: list[_Member] = []
    at, end = line.index("{") + 1, "{"
    while end != "}":
        plain = _PLAIN_MEMBER.match(line, at)
        if plain:
            key, end = plain[1], plain[3]
            key = json.loads(key) if "\\" in key else key[1:-1]
            found.append(_Member(key, plain.start(1), *plain.span(2)))
            at = plain.end()
            continue
        begin = _skip_space(line, at)
        if line[begin] == "}":
            break
        key, at = _decode_value(line, begin)
        start = _skip_space(line, line.index(":", at) + 1)
        _, at = _decode_value(line, start)
        found.append(_Member(key, begin, start, at))
        at = _skip_space(line, at)
        end = line[at]
        at += 1
    return found


def _skip_space(line: str, at: int) -> int:
    while line[at] in " \t":
        at += 1
    return at


def _encode(line: str) -> Encode:
    """How words are written in the strings of a line."""
    return _ascii if "\\u" in line and line.isascii() else _unicode


def _unicode(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _ascii(text: str) -> str:
    if _HALF.search(text):
        raise FormatError("a translation holds half of a surrogate pair, which is no character")
    return json.dumps(text)[1:-1]
