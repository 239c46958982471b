"""Search: words are found in either text, whatever their case and width, and quoted so that a terminal obeys nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model.segment import Document, Segment, Where
from align.review.search import MOST, search
from align.review.sheet import Sheet
from align.text.place import printable
from tests.review.driven import ARTICLE, driven


def sheet(*texts: tuple[str | None, str | None], number: int = 0) -> Sheet:
    path = Path("a.txt")
    segments = tuple(
        Segment(str(at), "a", source, target, target_at=Where(path, at, 1))
        for at, (source, target) in enumerate(texts, 1)
    )
    return Sheet.opened(number, Document(path, "jsonl", b"", segments), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("takaiti", ["3", "5"]),
        ("SANAE", ["3", "5"]),
        ("高市早苗", ["1", "3", "5"]),
        ("nobody", []),
        ("", []),
    ],
)
def test_words_are_found_in_both_texts(tmp_path: Path, words: str, places: list[str]) -> None:
    desk = driven(tmp_path, {"a.jsonl": ARTICLE})
    assert [hit.segment for hit in search(desk.review.sheets, words)] == places


def test_width_accents_and_old_characters_make_no_difference() -> None:
    sheets = [sheet(("ＡＢＣ株式会社と髙市", "Satō said"))]
    assert search(sheets, "abc")
    assert search(sheets, "高市")
    assert search(sheets, "sato")


def test_a_place_is_quoted_with_the_words_in_brackets() -> None:
    (hit,) = search([sheet(("长", "x" * 60 + " Taro Kono " + "y" * 60))], "taro kono")
    assert hit.line == f"a.txt:1  {'x' * 23} ⟦Taro Kono⟧ {'y' * 23}"


def test_an_edit_is_found_and_what_it_replaced_is_not(tmp_path: Path) -> None:
    desk = driven(tmp_path, {"a.jsonl": ARTICLE})
    desk.do(desk.put("3"))
    assert [hit.segment for hit in search(desk.review.sheets, "takaiti")] == ["5"]
    assert [hit.segment for hit in search(desk.review.sheets, "takaichi")] == ["3"]


def test_no_more_places_are_listed_than_somebody_reads() -> None:
    many = sheet(*[("高市", "Takaichi")] * MOST)
    assert len(search([many], "takaichi")) == MOST
    assert len(search([many, many], "高市")) == MOST


@given(st.text(max_size=20), st.text(min_size=1, max_size=4))
def test_what_is_quoted_can_be_printed(text: str, words: str) -> None:
    for hit in search([sheet((None, f"{text}{words}{text}"))], words):
        assert hit.line == printable(hit.line)


def test_texts_that_are_not_there_hold_nothing() -> None:
    assert search([sheet((None, None), ("", ""))], "a") == []
