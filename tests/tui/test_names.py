"""Names in all documents: one form wins everywhere, places are listed, an entry is made of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.tui.conftest import Folder, Opened


async def test_one_form_wins_wherever_the_name_stands(folder: Folder, opened: Opened) -> None:
    folder.write("article.en.txt", folder.read("article.en.txt").replace("Naomi Ayase", "Naoki Ayase", 2))
    async with opened() as reviewer:
        await reviewer.press("f3", "home")
        assert "Naoki Ayase" in reviewer.text("detail")
        right = next(n for n, line in enumerate(reviewer.lines("detail"), 1) if "Naoki Ayase" in line)
        await reviewer.press(str(right), "equals_sign")
        assert reviewer.translation().count("Naoki Ayase") == 4
        assert reviewer.message == '"Naoki Ayase" wins in 2 places · u to undo'
        await reviewer.press("u")
        assert reviewer.translation().count("Naoki Ayase") == 2


async def test_one_form_wins_in_every_document(folder: Folder, opened: Opened) -> None:
    for number, form in enumerate(("Keiko Nakamura", "Nakamura Keiko", "Keiko Nakamura"), 1):
        folder.write(f"{number}.ja.txt", "中村恵子は来た。\n")
        folder.write(f"{number}.en.txt", f"{form} came.\n")
    folder.write("align.toml", '[[documents]]\ntarget = "{name}.en.txt"\nsource = "{name}.ja.txt"\n')
    async with opened("1.en.txt", "2.en.txt", "3.en.txt") as reviewer:
        await reviewer.press("f3", "1", "equals_sign")
        assert reviewer.translation() == "Keiko Nakamura came.\n" * 3


async def test_the_places_of_a_name_are_listed_and_gone_to(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("f3", "home", "enter")
        assert reviewer.over == "PickScreen"
        assert "綾瀬直樹 → Naomi Ayase   article.en.txt:8" in reviewer.look()
        await reviewer.press("4")
        segment = reviewer.app.desk.segment
        assert segment is not None
        assert segment.key == "8"
        assert "place 4 of 4" in reviewer.text("detail")


@pytest.mark.parametrize("key", ["right", "left"])
async def test_places_are_gone_through_in_a_ring(key: str, opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("f3", "home", *[key] * 4)
        assert "place 1 of 4" in reviewer.text("detail")


async def test_another_form_is_chosen_by_its_number_before_it_is_allowed(folder: Folder, opened: Opened) -> None:
    folder.write("article.en.txt", folder.read("article.en.txt").replace("Naomi Ayase", "Ayase Naomi", 1))
    async with opened() as reviewer:
        await reviewer.press("f3", "home", "2")
        form = reviewer.app.desk.words[1]
        assert form in reviewer.message
        await reviewer.press("v")
        assert reviewer.message.startswith(f'"{form}" allowed')


async def test_an_entry_that_is_made_takes_the_name_out_of_those_in_no_glossary(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("f3", "end", "G", "enter")
        assert "✓ 佐々木誠" in reviewer.text("list")
