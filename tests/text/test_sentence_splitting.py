from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.text.sentences import split_sentences


def cases() -> Iterator[tuple[str, str]]:
    for line in (Path(__file__).parent / "cases" / "sentences.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            lang, sentences = line.split("\t")
            yield lang, sentences


@pytest.mark.parametrize(("lang", "sentences"), list(cases()))
def test_a_text_is_cut_into_its_sentences(lang: str, sentences: str) -> None:
    text = sentences.replace("|", "")
    found = [span.of(text) for span in split_sentences(text, lang)]
    assert found == [sentence.strip() for sentence in sentences.split("|")]


def test_the_characters_decide_where_no_language_is_given() -> None:
    assert len(split_sentences("行く。来る。", "")) == 2
    assert len(split_sentences("Go. Come.", "")) == 2


def test_a_line_break_ends_a_sentence() -> None:
    assert len(split_sentences("A headline\r\nA sentence.\n\nAnother", "en")) == 3


@pytest.mark.parametrize("text", ["", " ", "\n\r\n\t"])
def test_nothing_but_space_has_no_sentences(text: str) -> None:
    assert split_sentences(text, "en") == ()


@given(
    text=st.text(alphabet=st.sampled_from("aB1 .!?。！？…」』”\")('と\n漢か,"), max_size=40),
    lang=st.sampled_from(["en", "ja", "zh", ""]),
)
def test_sentences_hold_everything_but_the_space_between_them(text: str, lang: str) -> None:
    spans = split_sentences(text, lang)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
