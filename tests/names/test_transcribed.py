"""The spellings that dictionaries list for a foreign name in transcription."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.names.transcribed import is_listed, spelt_out, transcription


@pytest.mark.parametrize(("name", "listed"), [("特朗普", True), ("川普", True), ("王小明", False), ("トランプ", False)])
def test_a_dictionary_lists_names_in_han_characters(name: str, listed: bool) -> None:
    assert is_listed(name) is listed


def test_a_whole_name_is_spelt_family_name_first() -> None:
    found = transcription("唐纳德·特朗普")
    assert [part.part for part in found] == ["唐纳德", "特朗普"]
    assert spelt_out("唐纳德·特朗普", found)[0].spelling == "Trump Donald"


def test_a_name_of_which_a_part_is_not_listed_has_no_whole_spelling() -> None:
    found = transcription("安格拉·默克尔")
    assert [part.part for part in found] == ["默克尔"]
    assert spelt_out("安格拉·默克尔", found) == ()


@given(st.text(st.one_of(st.characters(), st.sampled_from("特朗普約翰トランプ・· =")), max_size=30))
def test_any_text_may_be_asked_about(name: str) -> None:
    found = transcription(name)
    assert all(part.part in name and part.spellings for part in found)
    assert sum(whole.likelihood for whole in spelt_out(name, found)) <= 1.0001
