"""The longer wins, then the earlier; what loses is kept with the reason."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from align.match.select import Candidate, select
from align.model.alignment import FormRole, FormStatus, Mention, NameForm, Via
from align.model.span import Side, Span

TEXT = "高市早苗前首相説明会"


def mention(start: int, end: int, *entities: str) -> Mention:
    surface = TEXT[start:end]
    form = NameForm(surface, FormRole.FULL, FormStatus.PREFERRED)
    return Mention(Side.SOURCE, Span(start, end), surface, entities or ("somebody",), form, Via.EXACT)


def candidate(start: int, end: int, *entities: str, doubt: str = "") -> Candidate:
    return Candidate(mention(start, end, *entities), doubt)


CANDIDATES = st.lists(
    st.builds(
        lambda start, length, entity, doubt: candidate(start, min(start + length, len(TEXT)), entity, doubt=doubt),
        st.integers(0, len(TEXT) - 1),
        st.integers(1, 5),
        st.sampled_from(["one", "two"]),
        st.sampled_from(["", "", "it may be another word"]),
    ),
    max_size=10,
)


@given(CANDIDATES)
def test_chosen_mentions_do_not_overlap_and_stand_in_the_order_of_the_text(candidates: list[Candidate]) -> None:
    chosen, _ = select(candidates)
    assert all(one.span.end <= other.span.start for one, other in pairwise(chosen))


@given(CANDIDATES)
def test_every_candidate_is_chosen_or_refused(candidates: list[Candidate]) -> None:
    chosen, refused = select(candidates)
    assert {one.mention for one in candidates} == {*chosen, *(one.mention for one in refused)}
    assert all(one.reason for one in refused)


@given(CANDIDATES)
def test_what_is_refused_was_doubted_or_overlaps_one_that_is_no_shorter(candidates: list[Candidate]) -> None:
    chosen, refused = select(candidates)
    doubted = {one.mention for one in candidates if one.doubt}
    for loser in (one.mention for one in refused):
        rivals = [winner for winner in chosen if winner.span.overlaps(loser.span)]
        assert loser in doubted or any(len(rival.span) >= len(loser.span) for rival in rivals)


@given(CANDIDATES, st.randoms(use_true_random=False))
def test_neither_side_depends_on_the_order_of_different_spans(candidates: list[Candidate], random: Random) -> None:
    apart = list({one.mention.span: one for one in candidates}.values())
    shuffled = list(apart)
    random.shuffle(shuffled)
    assert select(shuffled) == select(apart)


def test_the_longer_wins_and_the_loser_says_in_what_it_lies() -> None:
    chosen, refused = select([candidate(0, 2), candidate(0, 4)])
    assert [one.surface for one in chosen] == ["高市早苗"]
    assert [(one.mention.surface, one.reason) for one in refused] == [
        ("高市", "it lies within 高市早苗, which is longer")
    ]


def test_of_equally_long_ones_the_earlier_wins() -> None:
    chosen, refused = select([candidate(2, 4), candidate(1, 3)])
    assert [one.span.start for one in chosen] == [1]
    assert [one.mention.span.start for one in refused] == [2]


def test_a_doubted_candidate_makes_room_for_a_shorter_one() -> None:
    chosen, refused = select([candidate(0, 4, doubt="it may be another word"), candidate(0, 2)])
    assert [one.surface for one in chosen] == ["高市"]
    assert [one.reason for one in refused] == ["it may be another word"]


def test_the_same_mention_found_twice_is_no_rival_of_itself() -> None:
    assert select([candidate(0, 2), candidate(0, 2)]) == ((mention(0, 2),), ())


def test_nothing_found_is_nothing_chosen() -> None:
    assert select([]) == ((), ())
