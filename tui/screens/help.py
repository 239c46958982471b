"""The whole key map, in the words of the table of acts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.text import Text

from tui.actions import VIEWS, Act, shown
from tui.colours import Palette

_SIGNS = (
    ("✗ ! ·", "error, warning, note"),
    ("✓ ~ ?", "done, ignored, not sure"),
    ("⟦name⟧ᵃ", "a name; what renders it has the same letter in the other text"),
    ("⟧✗ ⟧∅ ⟧+", "rendered wrongly; rendered by nothing; nothing in the source stands for it"),
)


def keys_of(acts: Sequence[Act], palette: Palette) -> list[Text]:
    """Every act with its keys, by group, and what the signs mean."""
    lines: list[Text] = []
    for group, members in groupby(sorted(acts, key=lambda act: _order(acts, act)), key=lambda act: act.group):
        lines += [Text(), Text(group, palette.title)]
        for act in members:
            if act.name.startswith("use-") and act.name != "use-1":
                continue
            keys = "1 … 9" if act.name == "use-1" else " ".join(map(shown, act.keys)) or "(no key)"
            views = "" if act.views == VIEWS else f" ({', '.join(act.views)})"
            said = "use that candidate" if act.name == "use-1" else act.help
            line = Text.assemble(
                (f"  {keys:<10}", palette.key), (f"{act.name:<18}", palette.strong), (said, palette.plain)
            )
            line.append(views, palette.dim)
            lines.append(line)
    lines += [Text(), Text("Signs", palette.title)]
    lines += [Text.assemble((f"  {sign:<12}", palette.strong), (said, palette.plain)) for sign, said in _SIGNS]
    return lines[1:]


def _order(acts: Sequence[Act], act: Act) -> int:
    """Groups in the order in which they first come."""
    return next(number for number, other in enumerate(acts) if other.group == act.group)
