"""How things look: one palette for each theme, every style a word that says what it is for.

Nothing is told by colour alone: states have signs, pairs have letters, the cursor has marks. The plain theme has no colour
at all and lives by bold, underlined and reversed text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rich.style import Style
from textual.theme import Theme

THEMES: Final = ("dark", "light", "plain")
"""The themes by name, as the configuration has them."""


@dataclass(frozen=True)
class Palette:
    """The styles of a theme. `pairs` are what linked names are drawn in, one after the other."""

    plain: Style
    dim: Style
    strong: Style
    title: Style
    focus: Style
    cursor: Style
    error: Style
    warning: Style
    info: Style
    done: Style
    key: Style
    added: Style
    removed: Style
    pairs: tuple[Style, ...]

    def pair(self, number: int) -> Style:
        """The style of a linked pair by its number."""
        return self.pairs[number % len(self.pairs)]


def _styles(colours: Mapping[str, str], pairs: str) -> Palette:
    styles = {name: Style.parse(style) for name, style in colours.items()}
    return Palette(**styles, pairs=tuple(Style.parse(f"{colour} bold") for colour in pairs.split()))


_DARK: Final = _styles(
    {
        "plain": "#d8dee9",
        "dim": "#8791a5",
        "strong": "bold #eceff4",
        "title": "bold #88c0d0",
        "focus": "bold #1b1f27 on #ebcb8b",
        "cursor": "bold #eceff4 on #3b4a63",
        "error": "bold #ef7a85",
        "warning": "bold #ebcb8b",
        "info": "bold #88c0d0",
        "done": "#a3be8c",
        "key": "bold #ebcb8b",
        "added": "#a3be8c",
        "removed": "#ef7a85",
    },
    "#8fd3ff #b5e890 #f5b971 #d9a5f5 #7fe0c8 #ff9fb0 #e6e07a #a9b8ff",
)
_LIGHT: Final = _styles(
    {
        "plain": "#24292f",
        "dim": "#6a737d",
        "strong": "bold #0b0f14",
        "title": "bold #0b5394",
        "focus": "bold #ffffff on #9a3b00",
        "cursor": "bold #0b0f14 on #cfe3f7",
        "error": "bold #b31d28",
        "warning": "bold #8a5a00",
        "info": "bold #0b5394",
        "done": "#22662d",
        "key": "bold #8a3b00",
        "added": "#22662d",
        "removed": "#b31d28",
    },
    "#0550ae #1a7f37 #953800 #8250df #0f6b66 #bf1f5c #6e5800 #4250b5",
)
_PLAIN: Final = _styles(
    {
        "plain": "",
        "dim": "",
        "strong": "bold",
        "title": "bold",
        "focus": "bold reverse",
        "cursor": "reverse",
        "error": "bold",
        "warning": "bold",
        "info": "",
        "done": "",
        "key": "bold",
        "added": "bold",
        "removed": "strike",
    },
    "underline",
)
PALETTES: Final[Mapping[str, Palette]] = {"dark": _DARK, "light": _LIGHT, "plain": _PLAIN}

TEXTUAL_THEMES: Final = (
    Theme(
        name="align-dark",
        primary="#88c0d0",
        secondary="#81a1c1",
        accent="#ebcb8b",
        foreground="#d8dee9",
        background="#1b1f27",
        surface="#1b1f27",
        panel="#252b36",
        success="#a3be8c",
        warning="#ebcb8b",
        error="#ef7a85",
        dark=True,
        variables={"frame": "#4c566a"},
    ),
    Theme(
        name="align-light",
        primary="#0b5394",
        secondary="#4250b5",
        accent="#9a3b00",
        foreground="#24292f",
        background="#fcfcfa",
        surface="#fcfcfa",
        panel="#eceeef",
        success="#22662d",
        warning="#8a5a00",
        error="#b31d28",
        dark=False,
        variables={"frame": "#9aa5b1"},
    ),
    Theme(
        name="align-plain",
        primary="ansi_default",
        secondary="ansi_default",
        accent="ansi_default",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        success="ansi_default",
        warning="ansi_default",
        error="ansi_default",
        dark=True,
        ansi=True,
        variables={
            "frame": "ansi_default",
            "ansi-background": "ansi_black",
            "ansi-foreground": "ansi_white",
            "border-blurred": "ansi_default",
            "block-cursor-foreground": "ansi_black",
            "block-cursor-background": "ansi_white",
            "block-cursor-text-style": "none",
            "input-cursor-text-style": "none",
            "input-cursor-background": "ansi_white",
            "input-cursor-foreground": "ansi_black",
            "input-selection-background": "ansi_white",
            "input-selection-foreground": "ansi_black",
            "screen-selection-background": "ansi_white",
            "screen-selection-foreground": "ansi_black",
        },
    ),
)
