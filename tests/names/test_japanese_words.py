"""Which of two romanised words is the family name, told by the characters."""

from __future__ import annotations

import pytest

from align.names.japanese_words import UNDECIDED, family_word


@pytest.mark.parametrize(
    ("words", "family", "given", "expected"),
    [
        (("Hanako", "Sato"), "佐藤", "花子", 1),
        (("Sato", "Hanako"), "佐藤", "花子", 0),
        (("Satou", "Hanako"), "佐藤", "花子", 0),
        (("Ōno", "Ichirō"), "大野", "一郎", 0),
        (("Sawada", "Hiroshi"), "澤田", "廣", 0),
        (("Makoto", "Hayashi"), "林", "誠", 1),
        (("Kirara", "Tsukumo"), "九十九", "煌星", UNDECIDED),
        (("Makoto", "Makoto"), "誠", "誠", UNDECIDED),
        (("Hanako", "Sato"), "", "", UNDECIDED),
        (("", "Sato"), "佐藤", "花子", UNDECIDED),
    ],
)
def test_the_word_that_fits_the_family_name_is_found(
    words: tuple[str, str], family: str, given: str, expected: int
) -> None:
    assert family_word(words, family, given) == expected
