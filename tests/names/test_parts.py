"""Where the family name ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.names.order import ORIGINS
from align.names.parts import NO_PARTS, split_han

CASES = Path(__file__).parent / "cases"
KANJI = st.text(alphabet="林高佐々木一之太郎子長谷川のヶあ东欧阳王 ・", max_size=7)


def rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("row", rows("parts.tsv"), ids=lambda row: f"{row[0]}: {row[5]}")
def test_a_name_is_cut_where_its_family_name_ends(row: list[str]) -> None:
    han, origin, kana, family, given_name, _ = row
    assert split_han(han, origin=origin, kana=tuple(kana.split())) == (family, given_name)


@given(KANJI, st.sampled_from(ORIGINS))
def test_the_parts_stand_in_the_name_or_there_are_none(han: str, origin: str) -> None:
    family, given_name = split_han(han, origin=origin)
    assert (family, given_name) == NO_PARTS or (family and given_name)
    name = " ".join(han.split())
    assert family in name
    assert given_name in name
