"""What the rules of other cultures make of a name in Han characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from align.names.elsewhere import spellings_elsewhere

HAN = st.text(st.sampled_from("王李張阮司馬小明文富登々ー\U00020000A "), max_size=6)


@given(HAN, HAN)
def test_every_culture_that_is_named_has_up_to_three_spellings_in_plain_letters(family: str, name: str) -> None:
    for spellings in spellings_elsewhere(family, name).values():
        assert 1 <= len(spellings) <= 3
        assert len(set(spellings)) == len(spellings)
        assert all(spelling.isascii() and " " in spelling for spelling in spellings)


def test_a_name_from_viet_nam_loses_its_diacritics() -> None:
    assert spellings_elsewhere("阮", "富仲")["vi"] == ("Nguyen Phu Trong",)


def test_half_a_name_is_spelt_by_nobody() -> None:
    assert spellings_elsewhere("阮", "") == spellings_elsewhere("", "富仲") == {}
