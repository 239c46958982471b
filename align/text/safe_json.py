"""JSON on one line that people can read and no terminal obeys."""

from __future__ import annotations

import json
import re

# JSON leaves these as they are; a terminal or a reader of source code does not: C1 controls, line separators,
# zero-width characters, bidirectional overrides. Lone surrogates cannot be written as UTF-8 at all.
_RISKY = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]|[\U000e0000-\U000e007f]"
)
_LONE = re.compile("[\ud800-\udfff]")


def dumps(value: object) -> str:
    """`value` as JSON on one line; characters that a terminal may obey are written as escapes."""
    return _RISKY.sub(_escape, json.dumps(value, ensure_ascii=False))


def dumps_whole(value: object) -> str:
    """The same for readers that refuse half a character: a lone surrogate is spelt out, six characters for one."""
    return _RISKY.sub(_escape, _LONE.sub(_spell, json.dumps(value, ensure_ascii=False)))


def _spell(match: re.Match[str]) -> str:
    return f"\\\\u{ord(match.group()):04x}"


def _escape(match: re.Match[str]) -> str:
    return json.dumps(match.group())[1:-1]
