"""Three views, one cursor: what each of them shows, and that the cursor is kept from one to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from align.review.items import Status

if TYPE_CHECKING:
    from tests.tui.conftest import Folder, Opened


async def test_the_first_finding_is_in_focus_with_its_evidence_candidates_and_entry(opened: Opened) -> None:
    async with opened() as reviewer:
        assert reviewer.lines("list")[1].startswith("▸✗ N202 Naomi Ayase")
        verdict = reviewer.text("detail")
        for words in (
            "N202 wrong-reading · error",
            "expected",
            "because",
            "1 Naoki Ayase",
            "あやせ なおき",
            "names.yaml:4",
        ):
            assert words in verdict
        assert "⟦Naomi Ayase⟧ᵃ✗ Meets ⟦Misaki Haruka⟧ᵇ✗" in reviewer.text("target")
        assert "⟦綾瀬直樹⟧ᵃ✗、⟦三崎遥⟧ᵇ✗と会談" in reviewer.text("source")


async def test_after_an_act_the_next_open_finding_is_in_focus(opened: Opened) -> None:
    async with opened() as reviewer:
        first = reviewer.item
        await reviewer.press("enter")
        assert reviewer.item != first
        assert reviewer.item.is_open
        (done,) = reviewer.items(Status.DONE)
        assert done.id == first.id
        assert "✓ N202" in reviewer.text("list")


@pytest.mark.parametrize("keys", [("f3",), ("f4",)])
async def test_the_cursor_stays_on_its_name_in_every_view(keys: tuple[str, ...], opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("end")
        item = reviewer.item
        await reviewer.press(*keys)
        assert reviewer.app.desk.words == ("大野陽子", "Yoko Ono")
        await reviewer.press("f2")
        assert reviewer.item == item


async def test_a_link_that_is_chosen_is_the_finding_in_focus_afterwards(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("f4", "n", "n", "n", "j", "j")
        assert reviewer.app.desk.words == ("高橋健太", "Takahashi Kenta")
        await reviewer.press("f2")
        assert (reviewer.item.finding.source_text, reviewer.item.id.segment) == ("高橋健太", "4")


async def test_a_name_is_looked_at_where_it_is_right_too(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("f4", "n", "n", "n", "n", "j", "f3")
        assert reviewer.app.desk.words == ("中村恵子", "Keiko Nakamura")
        assert "▸+ 中村恵子" in reviewer.text("list")


async def test_names_that_are_wrong_come_first_then_those_in_no_glossary(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("f3")
        signs = [line[1] for line in reviewer.lines("list") if line.strip()]
        assert signs == ["✗", "✗", "✗", "✗", "+", "+"]


async def test_neighbouring_segments_are_shown_around_the_one_in_focus(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("colon", "5", "enter")
        text = reviewer.text("target")
        assert text.index("Yoko Ono and") < text.index("Keiko Nakamura") < text.index("Misaki Haruka returned")


async def test_what_an_act_cannot_have_changed_is_not_checked_again(opened: Opened) -> None:
    async with opened() as reviewer:
        versions = [sheet.version for sheet in reviewer.app.review.sheets]
        await reviewer.press("i", "s")
        assert [sheet.version for sheet in reviewer.app.review.sheets] == versions
        await reviewer.press("v")
        assert [sheet.version for sheet in reviewer.app.review.sheets] != versions


async def test_allowing_a_form_makes_its_findings_disappear_everywhere(opened: Opened, folder: Folder) -> None:
    async with opened() as reviewer:
        await reviewer.press("v")
        assert not [item for item in reviewer.items() if item.is_open and item.finding.target_text == "Naomi Ayase"]
        await reviewer.press("w", "enter")
    assert "accept: [Naomi Ayase]" in folder.read("names.yaml")


async def test_a_footer_shows_what_is_possible_now(opened: Opened) -> None:
    async with opened() as reviewer:
        assert "u undo" not in reviewer.lines("keys")[0]
        assert "⏎ use 1" in reviewer.lines("keys")[0]
        await reviewer.press("i")
        assert "u undo" in reviewer.lines("keys")[0]
        await reviewer.press("f3")
        assert "= this form wins" in reviewer.lines("keys")[0]


async def test_help_lists_every_act_with_its_key(opened: Opened) -> None:
    async with opened(size=(100, 120)) as reviewer:
        await reviewer.press("question_mark")
        shown = reviewer.look()
        for act in reviewer.app.acts:
            if act.name == "use-1" or not act.name.startswith("use-"):
                assert f" {act.name} " in shown


async def test_readings_of_the_name_under_the_cursor_are_shown(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("r")
        assert "Ayase Naoki" in reviewer.look()
        assert "あやせ なおき" in reviewer.look()
        await reviewer.press("escape", "f3", "end", "r")
        assert "Sasaki Makoto" in reviewer.look()


async def test_the_editor_opens_nothing_where_there_is_no_terminal_to_hand_over(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    async with opened() as reviewer:
        await reviewer.press("o")
        assert "no editor can be opened from here" in reviewer.message
