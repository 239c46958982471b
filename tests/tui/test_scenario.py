"""An article is put right and the glossary learns two names, with few keys; afterwards `check` has nothing to say."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.tui.conftest import Folder, Opened

MOST_PRESSES = 25


def added_lines(before: str, after: str) -> list[str]:
    """The lines that were added; nothing else may have changed."""
    diff = list(unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0))[2:]
    assert not [line for line in diff if line.startswith("-")]
    return [line[1:] for line in diff if line.startswith("+")]


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_an_article_is_put_right_with_few_keys(size: tuple[int, int], folder: Folder, opened: Opened) -> None:
    glossary = folder.read("names.yaml")
    right = folder.read("article.en.txt")
    for wrong, name in (
        ("Naomi Ayase", "Naoki Ayase"),
        ("Misaki Haruka", "Haruka Misaki"),
        ("Yoko Ono", "Yoko Ohno"),
        ("Takahashi Kenta", "Kenta Takahashi"),
    ):
        right = right.replace(wrong, name)
    async with opened(size=size) as reviewer:
        for _ in range(4):
            await reviewer.press("A", "enter")
        assert "0 of 11 open" in reviewer.lines("head")[0]
        await reviewer.press("f3", "home", "G", "enter", "home", "G", "enter")
        await reviewer.press("w", "enter")
        assert reviewer.message == "2 files written · everything is on the disk"
        await reviewer.press("q")
        assert reviewer.app.return_value == 0
        assert reviewer.presses <= MOST_PRESSES
    assert folder.read("article.en.txt") == right
    added = added_lines(glossary, folder.read("names.yaml"))
    assert [line for line in added if line.startswith("  - id:")] == ["  - id: nakamura-keiko", "  - id: sasaki-makoto"]
    done = folder.align("check", "article.en.txt", "--source", "article.ja.txt", "--glossary", "names.yaml")
    assert (done.exit_code, done.output) == (0, "No findings in 1 document, 9 segments.\n")


async def test_where_there_is_no_glossary_the_first_entry_makes_one(folder: Folder, opened: Opened) -> None:
    folder.write("article.en.txt", folder.read("article.en.txt").replace("Yoko Ono", "Yoko Ohno"))
    async with opened("article.en.txt", "--source", "article.ja.txt") as reviewer:
        while reviewer.items() and any(item.is_open for item in reviewer.items()):
            await reviewer.press("A", "enter")
        await reviewer.press("f3", "home")
        name = reviewer.app.desk.words
        await reviewer.press("G")
        assert "glossary.yaml (new: name it with --glossary or in align.toml)" in reviewer.look()
        await reviewer.press("enter")
        assert not folder.path.joinpath("glossary.yaml").exists()
        await reviewer.press("w", "enter", "q")
    text = folder.read("glossary.yaml")
    assert text.startswith("version: 1\nentities:\n  - id:")
    assert name[0] in text
    assert name[1] in text
    done = folder.align("check", "article.en.txt", "--source", "article.ja.txt", "--glossary", "glossary.yaml")
    assert done.exit_code == 0, done.output


async def test_a_new_entry_of_a_finding_is_filled_in_from_the_readings(folder: Folder, opened: Opened) -> None:
    folder.write("article.en.txt", folder.read("article.en.txt").replace("Keiko Nakamura", "Nakamura Kyoko"))
    async with opened() as reviewer:
        await reviewer.press("slash", *"中村", "enter")
        assert reviewer.item.finding.source_text == "中村恵子"
        await reviewer.press("G")
        assert reviewer.over == "EntryScreen"
        for words in ("Keiko Nakamura", "中村 恵子", "なかむら けいこ"):
            assert words in reviewer.look()
        await reviewer.press("enter")
        assert reviewer.message == 'entry "Keiko Nakamura" added to names.yaml · u to undo'
        await reviewer.press("enter")
        assert "Keiko Nakamura took the minutes." in reviewer.translation()
