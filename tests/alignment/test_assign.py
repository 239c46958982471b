"""Which proposals stand: the best first, each mention and each stretch of text once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from align.alignment.assign import ABOUT_EQUAL, assign
from align.model.span import Span


@dataclass(frozen=True, slots=True)
class Claim:
    """The least that can be assigned."""

    mention: int
    span: Span
    score: float
    own: float = 0.0


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


# --- ties --------------------------------------------------------------------------------------------------------

OWN = st.sampled_from([0.5, 0.51, 0.52, 0.53, 0.6])
TIED = st.lists(
    st.builds(Claim, st.integers(0, 3), SPANS, st.sampled_from([0.4, 0.45, 0.5]), OWN), max_size=12, unique=True
)


@given(TIED, st.randoms(use_true_random=False))
def test_however_ties_are_settled_no_mention_stands_twice_and_no_spans_overlap(
    claims: list[Claim], random: Random
) -> None:
    chosen = assign(claims, random.choice)
    assert not any(rival(one, other) for at, one in enumerate(chosen) for other in chosen[:at])
    assert all(any(rival(claim, other) for other in chosen) for claim in claims)


@given(TIED)
def test_who_settles_for_the_first_changes_nothing(claims: list[Claim]) -> None:
    assert assign(claims, lambda equal: equal[0]) == assign(claims)


@given(TIED)
def test_only_what_is_about_as_good_without_its_place_is_put_to_the_question(claims: list[Claim]) -> None:
    def settle(equal: Sequence[Claim]) -> Claim:
        assert len(equal) > 1
        assert all(abs(equal[0].own - other.own) <= ABOUT_EQUAL for other in equal)
        assert all(any(rival(one, other) for other in equal if other != one) for one in equal)
        return equal[-1]

    assign(claims, settle)


def test_more_and_fewer_words_for_one_mention_are_no_tie() -> None:
    longer, shorter = Claim(0, Span(0, 9), 0.8, 0.8), Claim(0, Span(4, 9), 0.79, 0.8)
    assert assign([shorter, longer], lambda equal: equal[-1]) == [longer]


def test_what_loses_by_more_than_its_place_does_not_win_by_a_tie() -> None:
    first, better = Claim(0, Span(0, 4), 0.8, 0.8), Claim(0, Span(10, 14), 0.79, 0.84)
    worse, fewer = Claim(0, Span(20, 24), 0.78, 0.8), Claim(1, Span(2, 4), 0.7, 0.8)
    assert assign([first, better, worse], lambda equal: equal[-1]) == [first]
    longer = Claim(1, Span(2, 9), 0.75, 0.8)
    asked: list[Claim] = []
    assign([first, longer, fewer], lambda equal: asked.extend(equal) or equal[0])
    assert asked == [first, longer]
