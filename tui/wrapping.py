"""Lines of a text that fit a pane, counted in terminal cells.

English breaks at spaces, Chinese and Japanese between any two characters, but no line begins with a closing mark or ends
with an opening one; the brackets around names and the letters behind them count as such.
"""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len, get_character_cell_size
from rich.text import Text

RAISED: Final = dict(zip("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
"""Letters as small ones above the line; there is none for q."""

_NEVER_FIRST: Final = frozenset("⟧✗∅+、。，．！？：；）」』】〉》”’…ー々ゝゞ,.!?:;)]}%") | frozenset(RAISED.values())
_NEVER_LAST: Final = frozenset("⟦（「『【〈《“‘([{")


def wrapped(text: Text, width: int) -> list[Text]:
    """A text as lines of at most `width` cells; one of no width stays as it is."""
    if width < 2:
        return [text]
    lines: list[Text] = []
    for line in text.split("\n", allow_blank=True):
        breaks = _breaks(line.plain, width)
        for piece in line.divide(breaks) if breaks else [line]:
            piece.rstrip()
            lines.append(piece)
    return lines


def _breaks(text: str, width: int) -> list[int]:
    """Where new lines begin within a text without line ends, in code points."""
    found: list[int] = []
    start = used = chance = 0
    at = 0
    while at < len(text):
        size = _size(text, at)
        if at > start and _may_break(text, at):
            chance = at
        if used + size > width and at > start and text[at] != " ":
            start = chance if chance > start else at
            found.append(start)
            used = sum(_size(text, before) for before in range(start, at))
        used += size
        at += 1
    return found


def _size(text: str, at: int) -> int:
    """How many cells a character adds; the sign that asks for a picture widens the one before it."""
    if text[at] == "\ufe0f" and at:
        return cell_len(text[at - 1 : at + 1]) - get_character_cell_size(text[at - 1])
    return get_character_cell_size(text[at])


def _may_break(text: str, at: int) -> bool:
    """Whether a line may begin with the character at a place."""
    before, after = text[at - 1], text[at]
    if after in _NEVER_FIRST or before in _NEVER_LAST or after == " " or get_character_cell_size(after) == 0:
        return False
    return before == " " or get_character_cell_size(before) == 2 or get_character_cell_size(after) == 2
