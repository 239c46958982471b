"""Keys are given in the configuration by the names of acts; a clash and an unknown name are errors that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tui.actions import ACTS, VIEWS, key_of, remapped, shown

if TYPE_CHECKING:
    from tests.tui.conftest import Folder, Opened


KEYS = {"z": "z", "Z": "Z", "ctrl+o": "ctrl+o", "F8": "f8", ";": "semicolon", "-": "minus", "Insert": "insert"}
"""How keys are written in the configuration, and what they are called when they are pressed."""


async def test_an_act_gets_the_keys_that_are_configured(folder: Folder, opened: Opened) -> None:
    folder.write("align.toml", f"[review.keys]\nignore = {list(KEYS)}\n")
    async with opened() as reviewer:
        await reviewer.press("i")
        assert all(item.is_open for item in reviewer.items())
        assert "z ignore" in reviewer.lines("keys")[0]
        for pressed in KEYS.values():
            await reviewer.press(pressed)
            assert reviewer.items()[0].status == "ignored", pressed
            await reviewer.press("u")


async def test_an_act_may_have_several_keys(folder: Folder, opened: Opened) -> None:
    folder.write("align.toml", '[review.keys]\nnext = ["j", "down", "ctrl+l"]\n')
    async with opened() as reviewer:
        await reviewer.press("ctrl+l", "down", "j")
        assert reviewer.item.id.segment == "8"


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ('ignore = "s"', ("the key s would be", "`ignore`", "`unsure`")),
        ('ignore = "/"', ("the key / would be", "`ignore`", "`filter`")),
        ('ignor = "z"', ("`review.keys` names no act: `ignor`", "did you mean `ignore`?")),
        ('"[bold]" = "z"', ("names no act: `[bold]`",)),
    ],
)
def test_a_clash_and_an_unknown_act_are_errors(keys: str, said: tuple[str, ...], folder: Folder) -> None:
    folder.write("align.toml", f"[review.keys]\n{keys}\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TEXTUAL_DRIVER", "textual.drivers.headless_driver:HeadlessDriver")
        done = folder.align("review", "article.en.txt", "--source", "article.ja.txt")
    assert done.exit_code == 2
    for words in said:
        assert words in done.stderr


def test_one_key_may_serve_two_acts_of_different_views() -> None:
    acts = remapped({"win": ("x",)})
    assert [act.name for act in acts if "x" in act.keys] == ["win", "break"]


def test_every_key_of_the_table_is_read_back_as_it_is_printed() -> None:
    for act in ACTS:
        for key in act.keys:
            assert key_of(shown(key).replace("^", "ctrl+")) == key


def test_no_key_of_the_table_clashes() -> None:
    for view in VIEWS:
        keys = [key for act in remapped({}) if view in act.views for key in act.keys]
        assert len(keys) == len(set(keys))
