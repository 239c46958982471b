"""Two people changed one text: both changes, or the lines where they cannot both stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.review.merge import Conflict, lines_of, merged

TEXTS = st.lists(st.sampled_from(["a\n", "b\n", "c\r\n", "d\r", "\n", "\u2028e\n"]), max_size=9).flatmap(
    lambda lines: st.sampled_from(["", "z"]).map(lambda last: "".join(lines) + last)
)
LAWS = settings(max_examples=300, deadline=None)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "both"),
    [
        ("1\n2\n3\n", "1\n2\nC\n", "A\n2\n3\n", "A\n2\nC\n"),
        ("1\n2\n3\n", "1\n2\n3\n4\n", "2\n3\n", "2\n3\n4\n"),
        ("1\n2\n3\n", "1\nB\n3\n", "1\nB\n3\n", "1\nB\n3\n"),
        ("1\r\n2\r\n3", "1\r\n2\r\nC", "A\r\n2\r\n3", "A\r\n2\r\nC"),
        ("1\n2\n3\n4\n5\n", "A\n2\n3\n4\nE\n", "1\n2\nC\n4\nE\n", "A\n2\nC\n4\nE\n"),
    ],
)
def test_changes_of_different_lines_are_both_kept(base: str, ours: str, theirs: str, both: str) -> None:
    assert merged(base, ours, theirs).text == both


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "conflict"),
    [
        ("1\n2\n3\n", "1\nB\n3\n", "1\nb\n3\n", Conflict(2, "2\n", "B\n", "b\n")),
        ("1\n2\n3\n4\n", "1\nB\n3\n4\n", "1\n2\nC\n4\n", Conflict(2, "2\n3\n", "B\n3\n", "2\nC\n")),
        ("1\n2\n", "1\nx\n2\n", "1\ny\n2\n", Conflict(2, "", "x\n", "y\n")),
        ("1\n2\n", "1\n", "1\nB\n", Conflict(2, "2\n", "", "B\n")),
        ("", "x", "y", Conflict(1, "", "x", "y")),
    ],
)
def test_changes_that_touch_are_a_conflict(base: str, ours: str, theirs: str, conflict: Conflict) -> None:
    merge = merged(base, ours, theirs)
    assert (merge.text, merge.conflicts) == (None, (conflict,))


@LAWS
@given(TEXTS)
def test_lines_are_the_whole_text(text: str) -> None:
    assert "".join(lines_of(text)) == text


@LAWS
@given(TEXTS, TEXTS)
def test_a_side_that_changed_nothing_yields_to_the_other(base: str, new: str) -> None:
    assert merged(base, new, base).text == new
    assert merged(base, base, new).text == new
    assert merged(base, new, new).text == new


@LAWS
@given(TEXTS, TEXTS, TEXTS)
def test_it_does_not_matter_who_is_who(base: str, ours: str, theirs: str) -> None:
    one, other = merged(base, ours, theirs), merged(base, theirs, ours)
    assert one.text == other.text
    assert [(each.line, each.ours, each.theirs) for each in one.conflicts] == [
        (each.line, each.theirs, each.ours) for each in other.conflicts
    ]


@LAWS
@given(
    st.lists(st.sampled_from("abc"), min_size=1, max_size=12), st.sets(st.integers(0, 11)), st.sets(st.integers(0, 11))
)
def test_edits_of_lines_that_do_not_touch_never_conflict(letters: list[str], ours: set[int], theirs: set[int]) -> None:
    base = [f"{number}{letter}\n" for number, letter in enumerate(letters)]
    apart = {at for at in theirs if not {at - 1, at, at + 1} & ours}

    def edited(own: set[int], sign: str) -> str:
        return "".join(f"{sign}{line}" if at in own else line for at, line in enumerate(base))

    both = "".join(f"+{line}" if at in ours else f"-{line}" if at in apart else line for at, line in enumerate(base))
    assert merged("".join(base), edited(ours, "+"), edited(apart, "-")).text == both


def test_long_files_with_many_empty_lines_are_merged() -> None:
    base = [f"paragraph {number}\n" if number % 2 else "\n" for number in range(20_000)]
    ours, theirs = list(base), list(base)
    for at in range(1, 19_000, 600):
        ours[at] = f"ours {at}\n"
        theirs[at + 300] = f"theirs {at}\n"
    both = [our if our != line else their for our, their, line in zip(ours, theirs, base, strict=True)]
    assert merged("".join(base), "".join(ours), "".join(theirs)).text == "".join(both)
