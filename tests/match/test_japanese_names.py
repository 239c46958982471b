"""Names that no glossary has in Japanese text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.match.japanese_names import ALONE, FULL, READ, TITLED, JapaneseNames
from tests.match.marked import found, marked, rows

NAMES = JapaneseNames()
_PIECES = st.sampled_from(
    [*"綾部 千夏 金井 正彰 さん 首相 は の 、 東京 髙 々 ヶ メルケル ﾒ x 𠮷 \ue000".split(), "　", " "]
)
_SOURCES = st.lists(_PIECES, max_size=10).map("".join)
_TARGETS = st.lists(st.sampled_from(["Chinatsu", "Ayabe", "Kanai", "said", "Mr.", "-", "'s", "TOKYO"]), max_size=8)


@pytest.mark.parametrize(("line", "target"), rows("japanese_names.tsv"))
def test_names_are_found_from_end_to_end(line: str, target: str) -> None:
    case = marked(line)
    names = NAMES.find(case.text, target)
    assert found(names) == case.names
    assert all(name.culture == "ja" for name in names)


@pytest.mark.parametrize(
    ("text", "target", "weight"),
    [
        ("綾部千夏が来た。", "Chinatsu Ayabe came.", READ),
        ("綾部千夏が来た。", "She came.", FULL),
        ("綾部さんが来た。", "She came.", TITLED),
        ("千夏は来た。", "Chinatsu came.", ALONE),
    ],
)
def test_a_name_is_as_sure_as_what_shows_it(text: str, target: str, weight: float) -> None:
    (name,) = NAMES.find(text, target)
    assert name.weight == weight


def test_a_space_between_family_and_given_name_is_of_neither() -> None:
    (name,) = NAMES.find("作家　綾部　千夏", "Chinatsu Ayabe, writer")
    assert (name.family, name.given) == ("綾部", "千夏")
    assert name.span.of("作家　綾部　千夏") == "綾部　千夏"


def test_a_text_longer_than_the_analyser_takes_is_read_in_pieces() -> None:
    text = "会議は東京で開かれた。" * 1500 + "作家の綾部千夏さんが来た。"
    (name,) = NAMES.find(text, "")
    assert len(text) > 16_000
    assert name.span.of(text) == "綾部千夏"


@given(_SOURCES, _TARGETS)
def test_names_quote_the_text_and_do_not_overlap(text: str, words: list[str]) -> None:
    names = NAMES.find(text, " ".join(words))
    for name in names:
        assert 0 <= name.span.start < name.span.end <= len(text)
        assert name.span.of(text).replace("　", "").replace(" ", "") == name.text
        assert 0 < name.weight <= 1
    assert all(one.span.end <= other.span.start for one, other in pairwise(names))


@given(_SOURCES, _TARGETS)
def test_the_same_names_are_found_each_time(text: str, words: list[str]) -> None:
    target = " ".join(words)
    assert NAMES.find(text, target) == JapaneseNames().find(text, target)
