"""JSONL: an object a line, with the keys that `align.score.inputs.fields` knows.

    {"id": "7", "document": "a", "source": "…", "hypothesis": "…", "reference": "…", "system": "mine"}

`references` may be an array, or an object of texts by translator, and `hypotheses` one of texts by system. A key that is
null is not there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from align.errors import FormatError
from align.score.inputs.fields import EXAMPLE, Texts, is_known, names_text, sheet_of
from align.score.inputs.sheet import Role, Sheet


def begins(text: str) -> bool:
    """Whether the first line is an object with a text in it."""
    if not text.startswith("{"):
        return False
    try:
        row = json.loads(text.split("\n", 1)[0])
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and any(names_text(key) or key == "hypotheses" for key in row)


def read(text: str, path: Path, role: Role) -> Sheet:
    """The sheet of a file; FormatError where a line is no such object."""
    return sheet_of(_rows(text, path), path, role)


def _rows(text: str, path: Path) -> Iterator[Texts]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line.isspace():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            message = f"this line is not valid JSON: {error.msg}"
            raise FormatError(message, path=path, line=number, column=error.colno, hint=_EXAMPLE) from error
        except (ValueError, RecursionError) as error:
            message = f"this line cannot be read as JSON: {error}"
            raise FormatError(message, path=path, line=number, hint=_EXAMPLE) from error
        if not isinstance(row, dict):
            raise FormatError("this line holds no JSON object", path=path, line=number, hint=_EXAMPLE)
        yield Texts(number, dict(_said(row, path, number)))


def _said(row: dict[str, object], path: Path, number: int) -> Iterator[tuple[str, str]]:
    """The strings of an object under the names of single texts."""
    for key, value in row.items():
        if isinstance(value, dict | list) and key in _SEVERAL:
            pairs = value.items() if isinstance(value, dict) else enumerate(value, 1)
            for name, text in pairs:
                yield from _string(f"{_SEVERAL[key]}:{name}", text, key, path, number)
        elif type(value) is int and is_known(key) and not names_text(key):
            yield key, str(value)
        elif is_known(key):
            yield from _string(key, value, key, path, number)


def _string(name: str, value: object, key: str, path: Path, number: int) -> Iterator[tuple[str, str]]:
    if value is None:
        return
    if not isinstance(value, str):
        raise FormatError(f"`{key}` is not a string", path=path, line=number, hint="put it in quotation marks")
    if _HALF.search(value) or _HALF.search(name):
        message = f"`{key}` holds half of a surrogate pair, which is no character"
        raise FormatError(message, path=path, line=number, hint="write the whole pair, or remove the escape")
    yield name, value


_EXAMPLE: Final = f"each line must be an object; known keys are {EXAMPLE}"
_SEVERAL: Final = {"references": "reference", "hypotheses": "hypothesis"}
_HALF: Final = re.compile("[\ud800-\udfff]")
