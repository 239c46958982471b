"""Dark, light and plain: nothing is told by colour alone, and everything can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.color import Color

from tui.colours import PALETTES, TEXTUAL_THEMES, THEMES, Palette

if TYPE_CHECKING:
    from tests.tui.conftest import Folder, Opened


async def test_without_colour_every_state_has_its_sign(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened() as reviewer:
        assert reviewer.app.theme_name == "plain"
        await reviewer.press("i", "s", "enter")
        shown = reviewer.look()
        for sign in ("✗ N202", "~ N202", "? N202", "✓ N202", "! N201", "⟦", "⟧ᵃ", "▸"):
            assert sign in shown
        for pane in ("list", "source", "target", "detail", "keys", "message"):
            drawn = reviewer.pane(pane)
            for y in range(drawn.size.height):
                colours = [segment.style.color for segment in drawn.render_line(y) if segment.style]
                assert all(colour is None or colour.is_default for colour in colours)


async def test_what_is_in_focus_is_marked_without_colour(opened: Opened) -> None:
    async with opened("article.en.txt", "--source", "article.ja.txt", "--theme", "plain") as reviewer:
        strips = [reviewer.pane("target").render_line(y) for y in range(3)]
        reversed_words = "".join(
            segment.text for strip in strips for segment in strip if segment.style and segment.style.reverse
        )
        assert reversed_words


@pytest.mark.parametrize("theme", THEMES)
async def test_a_theme_is_taken_from_the_configuration(theme: str, folder: Folder, opened: Opened) -> None:
    folder.write("align.toml", f'[review]\ntheme = "{theme}"\n')
    async with opened() as reviewer:
        assert reviewer.app.theme == f"align-{theme}"
        await reviewer.press("f9", "f9", "f9")
        assert reviewer.app.theme == f"align-{theme}"


@pytest.mark.parametrize(
    "theme", [theme for theme in TEXTUAL_THEMES if theme.name != "align-plain"], ids=lambda t: t.name
)
def test_every_style_can_be_read_on_its_ground(theme: object) -> None:
    name = theme.name.removeprefix("align-")  # type: ignore[attr-defined]
    palette: Palette = PALETTES[name]
    styles = [getattr(palette, each) for each in Palette.__dataclass_fields__ if each != "pairs"]
    for style in (*styles, *palette.pairs):
        ground = style.bgcolor or Color.parse(theme.background)  # type: ignore[attr-defined]
        ink = style.color
        assert ink is not None
        assert contrast(ink, ground) >= 4.5, f"{name}: {style}"
        if style.bgcolor is None:
            assert contrast(ink, Color.parse(theme.panel)) >= 3, f"{name}: {style}"  # type: ignore[attr-defined]


def contrast(one: Color, other: Color) -> float:
    """The ratio that accessibility guidelines ask for: 4.5 for text."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Color) -> float:
    parts = [part / 255 for part in colour.get_truecolor()]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
