"""Chinese and Japanese writing in English: where it stands, and where an editor leaves it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.rules.left_writing import is_gloss, is_spoken_of, left_writing, stands_in


def _left(text: str) -> list[str]:
    return [span.of(text) for span in left_writing(text)]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Prime Minister 高市早苗 spoke.", ["高市早苗"]),
        ("高市 早苗 spoke.", ["高市 早苗"]),
        ("ドナルド・トランプ spoke.", ["ドナルド・トランプ"]),
        ("singer・songwriter", []),
        ("It opens on 7月24日.", ["月24日"]),
        ("ﾊﾔﾃ and ＮＨＫ", ["ﾊﾔﾃ"]),
        ("“改革” and 「和」", ["改革", "和"]),
        ("佐々木's house", ["佐々木"]),
        ("the tag #改革, the page https://example.org/改革", []),
        ("𠮷野家 opened.", ["𠮷野家"]),
    ],
)
def test_a_stretch_is_what_was_left_together(text: str, left: list[str]) -> None:
    assert _left(text) == left


@pytest.mark.parametrize(
    ("text", "gloss"),
    [
        ("Sanae Takaichi (高市早苗) spoke.", True),
        ("Harmony（和, wa）is on.", True),
        ("Harmony (wa, 和) is on.", True),
        ("Harmony (Japanese: 和) is on.", True),
        ("Harmony [in simplified Chinese: “和”] is on.", True),
        ("(和) is on.", False),
        ("It opened (reporter 李秀兰).", False),
        ("It opened (Reporter: 李秀兰).", False),
        ("It opened (yes) 李秀兰 (no).", False),
        ("It opened (李秀兰 and so on", False),
    ],
)
def test_a_gloss_is_the_original_in_brackets_after_english(text: str, gloss: bool) -> None:
    assert [is_gloss(text, span) for span in left_writing(text)] == [gloss]


@pytest.mark.parametrize(
    ("text", "spoken_of"),
    [
        ("the slogan “改革” (reform)", True),
        ("the slogan '改革'", True),
        ('the slogan "改革、開放"', True),
        ("the character 福", True),
        ("the Chinese characters: 福 and 寿", True),
        ("it is written as 和", True),
        ("known as 高市", False),
        ("“Yes” 高市 “no”", False),
        ('"Yes" 高市 "no"', False),
        ("the dogs' 高市 and the cats'", False),
        ("“the 高市 government”", False),
    ],
)
def test_writing_is_spoken_of_in_quotation_marks_and_after_words_for_it(text: str, spoken_of: bool) -> None:
    assert {is_spoken_of(text, span) for span in left_writing(text)} == {spoken_of}


def test_two_characters_of_a_name_are_enough_to_stand_there() -> None:
    assert stands_in("高市早苗", "mr. 高市 spoke")
    assert stands_in("福", "the 福")
    assert not stands_in("高市早苗", "the market 市 spoke")


@given(st.text(alphabet="高市 早苗・ーﾊﾞ々7a(（“”)#\"'", max_size=30))
def test_stretches_stand_in_order_and_begin_and_end_with_writing(text: str) -> None:
    spans = left_writing(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(span and span.of(text).strip(" ・") == span.of(text) for span in spans)
    assert all(isinstance(is_gloss(text, span) or is_spoken_of(text, span), bool) for span in spans)
