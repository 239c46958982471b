"""What a tagger takes for names in Chinese text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.match.tagged_names import tagged_names

_TEXTS = st.text(st.sampled_from("王吉祥蔡梦是沈佩瑜说，的在人们上x𠮷\ue000 ｶ1"), max_size=15)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("歌手沈佩瑜感谢歌迷。", ["沈佩瑜"]),
        ("王吉祥和蔡梦是朋友。", ["王吉祥", "蔡梦"]),
        ("会议在北京举行。", []),
        ("", []),
        ("hello 123", []),
        ("メルケル首相", []),
    ],
)
def test_names_that_the_tagger_cuts_are_put_together(text: str, names: list[str]) -> None:
    assert [text[name.start : name.end] for name in tagged_names(text)] == names


def test_what_was_put_together_is_told_apart_from_what_the_tagger_knows() -> None:
    assert [name.whole for name in tagged_names("王吉祥和沈佩瑜")] == [False, True]


@given(_TEXTS)
def test_names_lie_inside_the_text_and_do_not_overlap(text: str) -> None:
    names = list(tagged_names(text))
    assert all(name.start >= 0 and name.start + 2 <= name.end <= len(text) for name in names)
    assert all(name.end - name.start <= 3 for name in names)
    assert all(one.end <= other.start for one, other in pairwise(names))
    assert names == list(tagged_names(text))
