"""The whole key map, in the words of the table of acts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.text import Text

from tui.actions import VIEWS, Act, shown
from tui.colours import Palette
from tui.wrapping import wrapped

_SIGNS = (
    ("✗ ! ·", "error, warning, note"),
    ("✓ ~ ?", "done, ignored, not sure"),
    ("⟦name⟧ᵃ", "a name; what renders it has the same letter in the other text"),
    ("⟧✗ ⟧∅ ⟧+", "rendered wrongly; rendered by nothing; nothing in the source stands for it"),
)


def keys_of(acts: Sequence[Act], palette: Palette, width: int) -> list[Text]:
    """Every act with its keys, by group, and what the signs mean, as lines of so many cells."""
    lines: list[Text] = []
    for group, members in groupby(sorted(acts, key=lambda act: _order(acts, act)), key=lambda act: act.group):
        lines += [Text(), Text(group, palette.title)]
        for act in members:
            if act.name.startswith("use-") and act.name != "use-1":
                continue
            keys = "1 … 9" if act.name == "use-1" else " ".join(map(shown, act.keys)) or "(no key)"
            views = "" if act.views == VIEWS else f" ({', '.join(act.views)})"
            said = "use that candidate" if act.name == "use-1" else act.help
            head = Text.assemble((f"  {keys:<10} ", palette.key), (f"{act.name:<18}", palette.strong))
            lines += _hanging(head, Text.assemble((said, palette.plain), (views, palette.dim)), width)
    lines += [Text(), Text("Signs", palette.title)]
    for sign, said in _SIGNS:
        lines += _hanging(Text(f"  {sign:<12}", palette.strong), Text(said, palette.plain), width)
    return lines[1:]


def _hanging(head: Text, text: Text, width: int) -> list[Text]:
    """A text behind its head; the lines that do not fit stand under the first."""
    indent = head.cell_len
    pieces = wrapped(text, max(10, width - indent))
    return [Text.assemble(head if not at else " " * indent, piece) for at, piece in enumerate(pieces)]


def _order(acts: Sequence[Act], act: Act) -> int:
    """Groups in the order in which they first come."""
    return next(number for number, other in enumerate(acts) if other.group == act.group)
