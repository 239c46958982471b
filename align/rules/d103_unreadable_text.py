"""D103 unreadable-text: characters that show nothing, or not the same to everybody.

They are what is left of a conversion that failed, and often stand where a rare character of a name stood; what is wrong
with the name itself can then not be told. Reported are the replacement character U+FFFD, private-use characters (which
only one font or one vendor's system shows), control characters other than tabs and line ends, halves of surrogate
pairs, and code points that are no characters. Each text is reported once, at the first of them.

Chinese: 陶喆 → "David T�", expected "David Tao".
Japanese: 内田百� → "Hyakken Uchida", where the source has lost its 閒.

There is no fix: what stood there is known from the original alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from align.model.finding import Finding, Severity
from align.model.span import Span
from align.rules.base import Context, Rule

_NO_CHARACTERS = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_UNREADABLE = re.compile(f"[\0-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffd{_PRIVATE}{_NO_CHARACTERS}]+")
_KINDS = {"Cc": "control character", "Co": "private-use character", "Cs": "half of a surrogate pair"}
_MOST_NAMED = 3


def check(context: Context) -> Iterator[Finding]:
    """One finding for the source, one for the translation."""
    segment = context.segment
    for side, text in (("source", segment.source), ("translation", segment.target)):
        if not text or (text.isprintable() and "\ufffd" not in text):
            continue
        found = [match.span() for match in _UNREADABLE.finditer(text)]
        if not found:
            continue
        span = Span(*found[0])
        yield RULE.finding(
            context,
            _message(side, span.of(text), len(found) - 1),
            source_span=span if side == "source" else None,
            target_span=span if side == "translation" else None,
        )


def _message(side: str, run: str, others: int) -> str:
    named = [f"{_kind(character)} U+{ord(character):04X}" for character in dict.fromkeys(run)]
    rest = ["others"] if len(named) > _MOST_NAMED else []
    elsewhere = "" if not others else ", and in one more place" if others == 1 else f", and in {others} more places"
    return f"the {side} cannot be read here: {', '.join(named[:_MOST_NAMED] + rest)}{elsewhere}"


def _kind(character: str) -> str:
    if character == "\ufffd":
        return "replacement character"
    return _KINDS.get(unicodedata.category(character), "noncharacter")


RULE = Rule(
    code="D103",
    name="unreadable-text",
    severity=Severity.WARNING,
    summary="private-use and control characters, and what a failed conversion leaves",
    mqm="linguistic-conventions/character-encoding",
    check=check,
    documentation=__doc__,
)
