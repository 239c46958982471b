"""Settings as TOML, on one line a value, for people to read and to paste."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def toml_value(value: object) -> str:
    """A string, number, switch, list or table as TOML; characters that a terminal obeys or hides are escaped."""
    if isinstance(value, bool | int):
        return str(value).lower()
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        inside = ", ".join(f"{toml_key(str(key))} = {toml_value(item)}" for key, item in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, Sequence):
        return f"[{', '.join(map(toml_value, value))}]"
    raise TypeError(f"no TOML: {value!r}")


def toml_key(*parts: str) -> str:
    """A key, dotted where it has several parts; those that need quotes have them."""
    return ".".join(part if _BARE.fullmatch(part) else _text(part) for part in parts)


def _text(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return quoted if text.isprintable() else "".join(map(_visible, quoted))


def _visible(character: str) -> str:
    code = ord(character)
    if character.isprintable():
        return character
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
