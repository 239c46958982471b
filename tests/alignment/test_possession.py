"""A title that has become somebody's possession."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.alignment.possession import possessed_title
from align.model.span import Span


def owned(source: str, target: str, *, name: str = "金井", rendering: str = "Kanai") -> str:
    at, there = source.index(name), target.index(rendering)
    return possessed_title(source, Span(at, at + len(name)), target, Span(there, there + len(rendering)))


@pytest.mark.parametrize(
    ("source", "target", "title"),
    [
        ("金井局長が訪中", "Kanai's director-general visits China", "director-general"),
        ("金井局长访华", "Then Kanai’s director-general visited China", "director-general"),
        ("金井容疑者を逮捕", "Kanai's suspect was arrested", "suspect"),
        ("金井首相が", "Kanai's Prime Minister said", "prime minister"),
        ("金井首相が", "Kanai' prime minister said", "prime minister"),
    ],
)
def test_the_title_after_the_name_is_somebody_elses_in_the_translation(source: str, target: str, title: str) -> None:
    assert owned(source, target) == title


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("金井局長の妻", "Kanai's wife"),
        ("金井局長が訪中", "Director-General Kanai visits China"),
        ("金井局長が訪中", "Kanai, the director-general, visits China"),
        ("金井局長が訪中", "Kanai's"),
        ("金井が訪中", "Kanai's director-general visits China"),
        ("金井、局長が訪中", "Kanai's director-general visits China"),
        ("局長金井が訪中", "Kanai's director-general visits China"),
        ("金井局長が訪中", "Kanai's prime minister visits China"),
        ("金井首相が訪中", "Kanai's prime suspect visits China"),
    ],
)
def test_anything_else_that_somebody_has_is_theirs(source: str, target: str) -> None:
    assert owned(source, target) == ""


def test_the_characters_of_the_title_may_be_simplified_traditional_or_japanese() -> None:
    target = "Kanai's director-general visits China"
    assert {owned(f"金井{title}", target) for title in ("局長", "局长")} == {"director-general"}


@given(st.text(max_size=12), st.text(max_size=24), st.integers(0, 14), st.integers(0, 26))
def test_no_text_is_too_odd_to_be_asked(source: str, target: str, end: int, rendering_end: int) -> None:
    span, other = Span(0, min(end, len(source))), Span(0, min(rendering_end, len(target)))
    assert possessed_title(source, span, target, other) in ("", *target.lower().split())
