"""Spans of a source text that sound like English words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.names.readings.foreign_spans import SourceSounds, best_span

CASES = Path(__file__).with_name("cases") / "foreign_spans.tsv"
ROWS = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
TEXTS = st.text(alphabet="美国总统特朗普说拜登·・ トランプは、J々\ufe0f\ud800", max_size=40)


@pytest.mark.parametrize(("text", "english", "span"), ROWS)
def test_a_name_is_found_with_exact_ends(text: str, english: str, span: str) -> None:
    found = best_span(text, english.split())
    assert found is not None
    start, end, score = found
    assert text[start:end] == span
    assert score > 0.6


@pytest.mark.parametrize(
    "text", ["美国总统特朗普说，他将会见金正恩。", "トランプ大統領は会見で述べた", "今天天气很好。", ""]
)
@pytest.mark.parametrize("name", ["Joe Biden", "Angela Merkel", "Schwarzenegger"])
def test_a_name_that_is_not_there_is_not_found(text: str, name: str) -> None:
    found = best_span(text, name.split())
    assert found is None or found[2] < 0.6


def test_ends_are_those_of_the_original_text() -> None:
    text = "総理は\u200bﾄﾗﾝﾌﾟ氏と会談した"
    found = best_span(text, ["Trump"])
    assert found is not None
    assert text[found[0] : found[1]] == "ﾄﾗﾝﾌﾟ"


def test_han_characters_of_japanese_text_are_no_transcription() -> None:
    assert best_span("馬克龍はフランスの人だ", ["Macron"]) is None


@given(TEXTS, st.lists(st.text(alphabet="TrumpBidenü'-.\ud800", max_size=10), max_size=4))
def test_spans_lie_in_the_text_and_asking_twice_changes_nothing(text: str, words: list[str]) -> None:
    sounds = SourceSounds.of(text)
    found = sounds.best_span(words)
    assert found == sounds.best_span(words)
    if found is not None:
        assert 0 <= found.start < found.end <= len(text)
        assert 0 < found.score <= 1


def test_a_line_without_end_is_searched_like_any_other() -> None:
    text = "特朗トランプ" * 5_000 + "と拜登"
    sounds = SourceSounds.of(text)
    found = sounds.best_span(["Donald", "Trump"])
    assert found is not None
    assert text[found.start : found.end] == "トランプ"
    assert sounds.best_span(["T" * 5_000]) is None
