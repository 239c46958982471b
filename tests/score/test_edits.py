"""Edits are those of sacrebleu, whatever the texts."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from sacrebleu.metrics.lib_ter import translation_edit_rate

from align.score.edits import edits, moved


@st.composite
def _pairs(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """A reference and something made of it by moving, dropping and adding words, as a translation might be."""
    words = st.sampled_from([f"w{number}" for number in range(draw(st.sampled_from([2, 6, 40])))])
    reference = draw(st.lists(words, max_size=40))
    hypothesis = list(reference)
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(hypothesis)))
        end = min(len(hypothesis), start + draw(st.integers(0, 5)))
        stretch = hypothesis[start:end]
        del hypothesis[start:end]
        to = draw(st.integers(0, len(hypothesis)))
        hypothesis[to:to] = draw(st.sampled_from([stretch, [], ["other"]]))
    return hypothesis, reference


@given(_pairs())
@example(([], ["a"]))
@example((["a"], []))
@example((["a"] * 90, ["a"]))
@example((list("abcdefghij" * 4), list("jihgfedcba" * 4)))
@settings(max_examples=60, deadline=None)
def test_edits_are_as_many_as_sacrebleu_counts(pair: tuple[list[str], list[str]]) -> None:
    hypothesis, reference = pair
    assert edits(hypothesis, reference) == translation_edit_rate(hypothesis, reference)[0]


def test_a_stretch_that_stands_elsewhere_is_moved_at_once() -> None:
    found = moved("left Tokyo with Kanai today".split(), "today Kanai left Tokyo with".split())
    assert (found.moves, found.words) == (2, ("today", "Kanai", "left", "Tokyo", "with"))


def test_what_is_too_unlike_the_reference_is_not_moved() -> None:
    words = [str(number) for number in range(100)]
    assert moved(words, ["99"]).moves == 0


def test_an_unwritten_reference_leaves_the_words_where_they_are() -> None:
    assert moved(["a", "b"], []).words == ("a", "b")
