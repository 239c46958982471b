from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.text.place import cell_width, line_column, line_spans, printable

LINES = st.text(alphabet="ab漢\n\r\u2028", max_size=20)


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("", 0, (1, 1)),
        ("abc", 2, (1, 3)),
        ("a\nbc", 2, (2, 1)),
        ("a\nbc", 1, (1, 2)),
        ("a\r\nbc", 4, (2, 2)),
        ("a\rbc", 2, (2, 1)),
        ("漢字\n漢字", 4, (2, 2)),
        ("a\u2028b", 2, (1, 3)),
    ],
)
def test_a_place_counts_lines_and_code_points_from_one(text: str, offset: int, place: tuple[int, int]) -> None:
    assert line_column(text, offset) == place


@given(text=LINES)
def test_lines_and_places_agree(text: str) -> None:
    for number, span in enumerate(line_spans(text), 1):
        assert line_column(text, span.start) == (number, 1)
        assert "\n" not in span.of(text)
        assert "\r" not in span.of(text)


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("a", 1), ("a\n", 1), ("a\n\n", 2), ("\n", 1), ("a\r\nb", 2), ("a\rb\n", 2)]
)
def test_the_end_of_the_last_line_begins_no_other(text: str, count: int) -> None:
    assert len(line_spans(text)) == count


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("abc", 3),
        ("漢字", 4),
        ("かﾅ", 3),
        ("e\u0301", 1),
        ("Ａ", 2),
        ("…“”", 3),
        ("\u200b", 0),
        ("", 0),
        ("한", 2),
        ("▢", 1),
    ],
)
def test_width_counts_terminal_cells(text: str, cells: int) -> None:
    assert cell_width(text) == cells


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain 漢字 é", "plain 漢字 é"),
        ("\x1b[31mred", "␛[31mred"),
        ("a\x00\x7f\t", "a␀␡␉"),
        ("\x9b2J", "\\u009b2J"),
        ("Hello \ufffc!", "Hello ▢!"),
        ("\ufffe", "\\ufffe"),
        ("\u202eabc\u2066", "\\u202eabc\\u2066"),
        ("zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"),
        ("\U000e0041", "\\U000e0041"),
        ("\ud800", "\\ud800"),
        ("葛\U000e0100城", "葛\U000e0100城"),
    ],
)
def test_what_a_terminal_would_obey_is_shown(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(text=st.text(max_size=20))
def test_nothing_commands_the_terminal(text: str) -> None:
    shown = printable(text)
    assert printable(shown) == shown
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in shown)
    assert not any(unicodedata.bidirectional(character) in ("RLO", "LRO", "RLI", "LRI") for character in shown)
