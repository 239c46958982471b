"""Marked texts: however marks and cursor lie, what is shown is the text, and pairs are told by their letters."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from align.model.span import Side, Span
from align.review.passages import Fate, Mark, stretches
from tests.review.driven import ARTICLE, driven

SPANS = st.tuples(st.integers(0, 14), st.integers(0, 14)).map(lambda ends: Span(min(ends), max(ends)))


def mark(span: Span, pair: int = 0) -> Mark:
    return Mark(Side.TARGET, span, pair, Fate.RIGHT, "")


@settings(max_examples=200)
@given(st.text("ab 高ø\n", max_size=12), st.lists(SPANS.map(mark), max_size=5), st.none() | SPANS)
def test_stretches_join_to_the_text(text: str, marks: list[Mark], focus: Span | None) -> None:
    runs = stretches(text, marks, focus)
    assert "".join(run.text for run in runs) == text
    at = 0
    for run in runs:
        here = Span(at, at + len(run.text))
        at = here.end
        if run.mark is not None:
            assert run.mark.span.contains(here)
            assert run.opens == (run.mark.span.start == here.start)
            assert run.closes == (run.mark.span.end == here.end)
        else:
            assert (run.opens, run.closes) == (False, False)
            assert not any(one.span.contains(here) and _first(one, marks) for one in marks)
        assert run.focus == (focus is not None and focus.contains(here))
    opened = [run.mark for run in runs if run.opens]
    assert len(opened) == len(set(map(id, opened)))


def _first(one: Mark, marks: list[Mark]) -> bool:
    """Whether no other mark overlaps this one."""
    return bool(len(one.span)) and not any(
        other is not one and len(other.span) and other.span.overlaps(one.span) for other in marks
    )


def test_where_marks_overlap_the_first_and_longest_counts() -> None:
    long, short, later = mark(Span(0, 4), 0), mark(Span(0, 2), 1), mark(Span(3, 6), 2)
    assert [run.mark for run in stretches("abcdefg", [later, short, long], None)] == [long, None]


def test_a_cursor_within_a_mark_cuts_it() -> None:
    name = mark(Span(0, 9))
    runs = stretches("Taro Kono spoke", [name], Span(5, 9))
    assert [(run.text, run.mark is name, run.focus) for run in runs] == [
        ("Taro ", True, False),
        ("Kono", True, True),
        (" spoke", False, False),
    ]


def test_letters_go_on_after_z() -> None:
    assert [mark(Span(0, 1), pair).letter for pair in (0, 25, 26, 51, 52, 701, 702)] == [
        "a",
        "z",
        "aa",
        "az",
        "ba",
        "zz",
        "aaa",
    ]


def test_both_sides_of_a_pair_have_its_letter_and_its_fate(tmp_path: Path) -> None:
    desk = driven(tmp_path, {"a.jsonl": [*ARTICLE, ("高市早苗回国。", "The politician went home.")]})
    marks = desk.review.sheets[0].marks or {}
    assert {(one.side, one.pair, one.fate) for one in marks["5"]} == {
        (side, pair, Fate.WRONG) for side in Side for pair in (0, 1)
    }
    assert [(one.side, one.fate) for one in marks["6"]] == [(Side.SOURCE, Fate.MISSING)]
    assert "2" not in marks
