"""Seeing a part of the findings, finding words in the texts, jumping to a place, grouping and folding."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.tui.conftest import Folder, Opened


FILTERS = {
    "Ayase": 4,
    "三崎": 3,
    "rule:N101": 5,
    "rule:name-order": 5,
    "entity:ohno": 2,
    "severity:warning": 2,
    "is:open": 11,
    "is:done": 0,
    "doc:article": 11,
    "-rule:N101 -entity:ohno": 4,
    "[bold]": 0,
}


async def test_findings_are_filtered_while_it_is_typed(opened: Opened) -> None:
    async with opened() as reviewer:
        for text, count in FILTERS.items():
            await reviewer.press("slash")
            await reviewer.replace(text)
            assert f"{count} findings" in reviewer.look(), text
            await reviewer.press("enter")
            assert reviewer.app.review.queue.count() == count, text
            assert f"/{text}"[:14] in reviewer.look()
            await reviewer.press("escape")
            assert reviewer.app.review.queue.count() == 11


async def test_a_filter_that_means_nothing_is_said(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("slash", *"is:lost")
        assert "is: open, unsure, ignored, done" in reviewer.look()
        await reviewer.press("escape")
        assert reviewer.app.review.queue.count() == 11


async def test_a_filter_that_lets_nothing_through_says_how_to_leave_it(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("slash", *"zzz", "enter")
        assert "nothing fits the filter: Esc clears it" in reviewer.look()
        await reviewer.press("enter")
        assert "there is no finding here" in reviewer.message


async def test_names_are_filtered_too(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("f3", "slash", *"naka", "enter")
        assert [row.sources[0] for row in reviewer.app.desk.names()] == ["中村恵子"]
        await reviewer.press("escape")
        assert len(reviewer.app.desk.names()) == 6


async def test_words_are_found_in_both_texts_whatever_their_width(opened: Opened) -> None:
    async with opened() as reviewer:
        for words in ("harbour", "ＨＡＲＢＯＵＲ", "港"):
            await reviewer.press("home", "f", *words, "enter")
            assert reviewer.over == "PickScreen"
            await reviewer.press("2")
            segment = reviewer.app.desk.segment
            assert segment is not None
            assert segment.key == "7"
            await reviewer.press("f2")


async def test_words_that_stand_nowhere_are_said_to(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("f", *"[/]", "enter")
        assert reviewer.message == '"[/]" stands nowhere'


async def test_a_jump_goes_to_a_line(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("colon", "6", "enter")
        assert reviewer.item.id.segment == "6"
        await reviewer.press("colon", "5", "enter")
        assert (reviewer.app.desk.view, reviewer.app.desk.cursor.segment) == ("links", "5")


async def test_a_jump_to_no_document_is_said(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("colon", *"nowhere 3", "enter")
        assert reviewer.message == 'no document is called "nowhere"'


async def test_documents_are_gone_through(folder: Folder, opened: Opened) -> None:
    folder.write("b.en.txt", folder.read("article.en.txt"))
    folder.write("b.ja.txt", folder.read("article.ja.txt"))
    folder.write("align.toml", '[[documents]]\ntarget = "{name}.en.txt"\nsource = "{name}.ja.txt"\n')
    async with opened("article.en.txt", "b.en.txt", "--glossary", "names.yaml") as reviewer:
        await reviewer.press("right_square_bracket")
        assert reviewer.item.id.sheet == 1
        await reviewer.press("right_square_bracket")
        assert "no document with findings follows" in reviewer.message
        await reviewer.press("left_square_bracket")
        assert reviewer.item.id.sheet == 0
        await reviewer.press("A")
        assert "everywhere: 8 places" in reviewer.look()
        await reviewer.press("e")
        assert reviewer.message.endswith("in 8 places · u to undo")
        assert reviewer.app.review.unsaved == 2
        await reviewer.press("colon", *"b 4", "enter")
        assert (reviewer.item.id.sheet, reviewer.item.id.segment) == (1, "4")


async def test_open_findings_are_gone_through_without_those_that_are_done(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("i", "home", "n")
        assert reviewer.item.is_open
        second = reviewer.item
        await reviewer.press("n", "p")
        assert reviewer.item == second


async def test_a_group_is_folded_and_unfolded(opened: Opened) -> None:
    async with opened() as reviewer:
        rows = len(reviewer.app.review.queue)
        await reviewer.press("space")
        assert len(reviewer.app.review.queue) == rows - 4
        assert "▸ 綾瀬直樹" in reviewer.text("list")
        await reviewer.press("space")
        assert len(reviewer.app.review.queue) == rows


async def test_findings_are_grouped_by_document_rule_and_entity(opened: Opened) -> None:
    async with opened() as reviewer:
        before = reviewer.item
        for groups in (1, 3, 4):
            await reviewer.press("d")
            assert len(reviewer.app.review.queue) == 11 + groups
            assert reviewer.item == before
