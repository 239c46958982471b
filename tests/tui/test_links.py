"""Links broken, drawn and marked by hand: they stay so, for `check` and `links` as well."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.tui.conftest import Folder, Opened


def links(folder: Folder, segment: str) -> list[tuple[str, str]]:
    """What `align links` says is linked in a segment, empty for nothing."""
    done = folder.align(
        "links", "article.en.txt", "--source", "article.ja.txt", "--glossary", "names.yaml", "--output-format", "jsonl"
    )
    assert done.exit_code == 0, done.output
    found: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    return [
        ((link.get("source") or {}).get("text", ""), (link.get("target") or {}).get("text", ""))
        for link in found
        if link.get("segment") == segment
    ]


async def test_a_link_that_is_broken_stays_broken(folder: Folder, opened: Opened) -> None:
    assert ("三崎遥", "Misaki Haruka") in links(folder, "1")
    async with opened() as reviewer:
        await reviewer.press("f4", "home", "j", "j", "x")
        assert reviewer.message.startswith('"三崎遥" does not go with "Misaki Haruka"')
        assert "b ∅ 三崎遥 → —" in reviewer.text("list")
    assert ("三崎遥", "Misaki Haruka") not in links(folder, "1")


async def test_a_name_is_linked_to_other_words_by_hand(folder: Folder, opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("f4", "home", "j", "l")
        assert reviewer.over == "PickScreen"
        shown = reviewer.look()
        number = re.search(r"(\d)  Misaki Haruka", shown)
        assert number is not None
        await reviewer.press(number[1])
        assert reviewer.message.startswith('"綾瀬直樹" goes with "Misaki Haruka"')
    assert ("綾瀬直樹", "Misaki Haruka") in links(folder, "1")


async def test_a_name_that_nothing_renders_is_linked_to_nothing(folder: Folder, opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("f4", "home", "j", "l", "3")
        assert reviewer.message.startswith('"綾瀬直樹" goes with nothing')
    assert ("綾瀬直樹", "") in links(folder, "1")
    assert not [each for each in folder.findings() if each["segment"] == "1" and each["code"] == "N202"]


async def test_words_that_are_not_offered_are_selected(folder: Folder, opened: Opened) -> None:
    folder.write("article.en.txt", folder.read("article.en.txt").replace("Keiko Nakamura took", "the clerk took"))
    async with opened() as reviewer:
        await reviewer.press("f4", "colon", "5", "enter", "j", "l", "end", "enter")
        assert reviewer.over == "SelectScreen"
        await reviewer.press("w", "w", "enter")
        assert reviewer.message.startswith('"中村恵子" goes with "the clerk')
    assert any(source == "中村恵子" and target.startswith("the clerk") for source, target in links(folder, "5"))


async def test_a_name_that_was_missed_is_marked(folder: Folder, opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("colon", "2", "enter", "f4", "m", "tab")
        assert "the translation" in reviewer.look()
        await reviewer.press("home", "w", "enter")
        assert reviewer.message.startswith('"Minister" is a name')
        assert "Minister" in reviewer.text("list")
    assert any(target.startswith("Minister") for _, target in links(folder, "2"))


async def test_selecting_nothing_says_how_to_select(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("f4", "m", "enter")
        assert "nothing is selected" in reviewer.look()
        await reviewer.press("escape")
        assert not reviewer.app.review.done


async def test_a_broken_link_is_drawn_again_by_undo(folder: Folder, opened: Opened) -> None:
    before = links(folder, "1")
    async with opened() as reviewer:
        await reviewer.press("f4", "home", "j", "x", "u")
    assert links(folder, "1") == before


async def test_a_name_that_stands_alone_has_no_link_to_break(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("f4", "home", "j", "x")
        while "∅" not in reviewer.lines("list")[1]:
            await reviewer.press("j")
        await reviewer.press("home", "j", "x")
        assert "this name stands alone already" in reviewer.message
