"""Bilingual JSONL: one segment a line, as an object.

    {"id": "…", "document": "…", "source": "…", "target": "…", "source_lang": "zh", "target_lang": "en"}

Every key may be left out: an `id` is then the number of the line, a `document` the name of the file, a `source` or
`target` (also null) a text that is not there. Other keys are kept as they are. Empty lines are allowed. Half of a
surrogate pair (`"\\ud800"` alone) is refused, since it is no character.

Writing replaces the characters that change within the one JSON string: escapes in the rest of it stay as they were.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import NoneType
from typing import Any, NoReturn

from align.errors import FormatError
from align.formats.base import NOTHING, Kept, Keys, decode, encode, source_lang_of
from align.formats.stretch import changes
from align.model.segment import Document, Segment, Where
from align.model.span import Span

_EXAMPLE = 'each line must be an object such as {"id": "1", "source": "…", "target": "…"}'
_TEXT_KEYS = ("source", "target", "document", "source_lang", "target_lang")
# What may stand between a key and its string.
_BETWEEN = (': "', ':"', ' : "', ':  "')
_ESCAPE = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.|.", re.DOTALL)
_SPACE = re.compile(r"[ \t\r\n]*")

_decode_value = json.JSONDecoder().raw_decode


class Jsonl:
    """Bilingual JSONL as a format."""

    name = "jsonl"
    suffixes = (".jsonl", ".ndjson")

    def read(self, raw: bytes, path: Path) -> Document:
        """One segment for each line that is not empty."""
        return Document(path, self.name, raw, tuple(_segments(decode(raw, path), path)))

    def begins(self, text: str) -> bool:
        """Whether the first line is an object."""
        return text.startswith("{")

    def write(self, document: Document, targets: Mapping[str, str], comments: Kept = NOTHING) -> bytes:
        """The lines with new strings for the translations."""
        if not targets:
            return document.raw
        lines = decode(document.raw, document.path).split("\n")
        for segment in document.segments:
            if segment.key in targets and segment.target_at is not None:
                at = segment.target_at.line - 1
                lines[at] = _with_target(lines[at], targets[segment.key])
        return encode("\n".join(lines), document)


def _segments(text: str, path: Path) -> Iterator[Segment]:
    keys = Keys(path)
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line.isspace():
            continue
        row = _row(line, number, path)
        source, target = row.get("source"), row.get("target")
        document = row.get("document") or path.name
        key = row.get("id")
        yield Segment(
            keys.key(str(number if key is None else key), document, number),
            document,
            source,
            target,
            source_lang_of(row.get("source_lang") or ""),
            row.get("target_lang") or "en",
            None if source is None else _place(line, number, path, '"source"', source),
            _place(line, number, path, '"target"', target or ""),
        )


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
    span = _value_span(line, key)
    raise FormatError(message, path=path, line=number, column=span.start + 1 if span else None, hint=hint)


def _refuse_half_characters(row: dict[str, Any], line: str, number: int, path: Path) -> None:
    for key in (*_TEXT_KEYS, "id"):
        if any("\ud800" <= character <= "\udfff" for character in str(row.get(key, ""))):
            message = f"`{key}` holds half of a surrogate pair, which is no character"
            _refuse(message, line, number, path, key, "write the whole pair, or remove the escape")


def _place(line: str, number: int, path: Path, key: str, text: str) -> Where:
    """Where a string stands: exactly, if its characters are those of the line; else only nearly.

    No string holds a key in its quotation marks with a colon after it, so the first such place is the key.
    """
    for between in _BETWEEN:
        at = line.find(key + between)
        if at >= 0:
            start = at + len(key) + len(between)
            return Where(path, number, start + 1, line.startswith(text + '"', start))
    return Where(path, number, 1, False)


def _value_span(line: str, key: str) -> Span | None:
    """Where the value of a key stands in the object on a line: the last one if there are several, None if none is."""
    found = None
    at = _skip_space(line, line.index("{") + 1)
    while line[at] != "}":
        name, at = _decode_value(line, at)
        start = _skip_space(line, _skip_space(line, at) + 1)
        _, at = _decode_value(line, start)
        if name == key:
            found = Span(start, at)
        at = _skip_space(line, at)
        if line[at] == ",":
            at = _skip_space(line, at + 1)
    return found


def _skip_space(line: str, at: int) -> int:
    found = _SPACE.match(line, at)
    return found.end() if found else at


def _with_target(line: str, new: str) -> str:
    """The line with another translation in it."""
    span = _value_span(line, "target")
    ascii_only = line.isascii() and "\\u" in line
    if span is None:
        end = line.rindex("}")
        begin = len(line[:end].rstrip())
        comma = "" if line[begin - 1] == "{" else ", "
        return f'{line[:begin]}{comma}"target": {json.dumps(new, ensure_ascii=ascii_only)}{line[begin:]}'
    old = span.of(line)
    written = json.dumps(new, ensure_ascii=ascii_only)
    if old.startswith('"') and "\\" in old:
        written = f'"{_with_escapes_kept(old[1:-1], new, ascii_only)}"'
    return line[: span.start] + written + line[span.end :]


def _with_escapes_kept(written: str, new: str, ascii_only: bool) -> str:
    """The inside of the JSON string for `new`, with the characters it shares with `written` as they stand there."""
    pieces = _ESCAPE.findall(written)
    old = json.loads(f'"{written}"')
    kept: list[str] = []
    done = 0
    for change, words in changes(old, new):
        kept += (*pieces[done : change.start], json.dumps(words, ensure_ascii=ascii_only)[1:-1])
        done = change.end
    kept += pieces[done:]
    return "".join(kept)
