"""Which proposals stand: the best first, each mention and each stretch of text once."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from align.alignment.assign import assign
from align.model.span import Span


@dataclass(frozen=True, slots=True)
class Claim:
    """The least that can be assigned."""

    mention: int
    span: Span
    score: float


SPANS = st.tuples(st.integers(0, 12), st.integers(1, 6)).map(lambda pair: Span(pair[0], sum(pair)))
CLAIMS = st.lists(
    st.builds(Claim, st.integers(0, 4), SPANS, st.integers(0, 6).map(lambda tenth: tenth / 6)), max_size=12
)


def rival(one: Claim, other: Claim) -> bool:
    return one.mention == other.mention or one.span.overlaps(other.span)


@given(CLAIMS)
def test_no_mention_stands_twice_and_no_spans_overlap(claims: list[Claim]) -> None:
    chosen = assign(claims)
    assert not any(rival(one, other) for at, one in enumerate(chosen) for other in chosen[:at])


@given(CLAIMS)
def test_what_is_left_out_has_a_rival_that_is_at_least_as_good(claims: list[Claim]) -> None:
    chosen = assign(claims)
    for claim in claims:
        assert claim in chosen or any(rival(claim, other) and other.score >= claim.score for other in chosen)


@given(CLAIMS)
def test_the_best_of_all_always_stands_and_comes_first(claims: list[Claim]) -> None:
    chosen = assign(claims)
    scores = [claim.score for claim in chosen]
    assert scores == sorted(scores, reverse=True)
    assert max((claim.score for claim in claims), default=None) == (scores[0] if scores else None)


@given(CLAIMS, st.randoms(use_true_random=False))
def test_the_order_in_which_proposals_come_does_not_count(claims: list[Claim], random: Random) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert assign(shuffled) == assign(claims)


def test_of_equal_scores_the_longer_span_wins_then_the_earlier() -> None:
    short, long, late = Claim(0, Span(0, 4), 0.8), Claim(1, Span(2, 9), 0.8), Claim(1, Span(12, 19), 0.8)
    assert assign([short, late, long]) == [long]
    assert assign([late, short]) == [late, short]


def test_a_mention_that_loses_its_first_choice_takes_its_second() -> None:
    best, first, second = Claim(0, Span(0, 5), 0.9), Claim(1, Span(3, 8), 0.8), Claim(1, Span(9, 12), 0.6)
    assert assign([second, first, best]) == [best, second]


def test_nothing_proposed_is_nothing_chosen() -> None:
    assert assign([]) == []
