from __future__ import annotations

import random
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.formats.timing import Times, grouped

CUES = st.lists(st.tuples(st.integers(0, 60_000), st.integers(0, 8_000)), max_size=12).map(
    lambda cues: [Times(start, start + length) for start, length in cues]
)


def film(seed: int, cues: int = 200) -> list[Times]:
    """The cues of a film, with pauses of all lengths between them."""
    chance = random.Random(seed)
    found: list[Times] = []
    at = 5_000
    for _ in range(cues):
        length = chance.randint(1_000, 5_000)
        found.append(Times(at, at + length))
        at += length + chance.choice([40, 200, 3_000, 12_000])
    return found


def loosely(cues: list[Times], seed: int, later: int = 0, speed: float = 1.0) -> list[Times]:
    """The same cues as another subtitler would time them."""
    chance = random.Random(seed)
    return [
        Times(
            round(start * speed) + later + chance.randint(-250, 250),
            round(end * speed) + later + chance.randint(-250, 250),
        )
        for start, end in cues
    ]


@settings(max_examples=200)
@given(CUES, CUES)
def test_every_cue_stands_in_one_group_and_groups_of_both_sides_are_shown_together(
    sources: list[Times], targets: list[Times]
) -> None:
    groups = grouped(sources, targets, sure=True)
    assert groups is not None
    assert sorted(chain.from_iterable(group.sources for group in groups)) == list(range(len(sources)))
    assert list(chain.from_iterable(group.targets for group in groups)) == list(range(len(targets)))
    for group in groups:
        for source in group.sources if group.targets else ():
            assert any(
                sources[source].start < targets[target].end and targets[target].start < sources[source].end
                for target in group.targets
            )


@pytest.mark.parametrize("later", [0, 1_800, -4_000, 36_000_000])
def test_a_shifted_track_is_paired_cue_by_cue(later: int) -> None:
    cues = film(1)
    groups = grouped(cues, loosely(cues, 2, later))
    assert groups is not None
    assert [(list(group.sources), list(group.targets)) for group in groups] == [([n], [n]) for n in range(len(cues))]


@pytest.mark.parametrize("seed", range(5))
def test_tracks_of_other_films_or_speeds_are_not_paired(seed: int) -> None:
    assert grouped(film(seed), film(seed + 50)) is None
    assert grouped(film(seed), loosely(film(seed), 3, speed=0.96)) is None
    assert grouped(film(seed), []) is None


def test_a_sign_on_the_screen_is_not_taken_for_the_dialogue_under_it() -> None:
    dialogue = film(4, 10)
    sign = Times(dialogue[3].start - 500, dialogue[3].end + 500)
    groups = grouped([*dialogue[:3], sign, *dialogue[3:]], dialogue)
    assert groups is not None
    assert [list(group.sources) for group in groups if not group.targets] == [[3]]
    assert all(len(group.sources) == 1 for group in groups)


def test_lines_at_the_very_same_time_are_paired_in_their_order() -> None:
    cues = [Times(1_000, 2_000), Times(1_000, 2_000), Times(3_000, 4_000)]
    groups = grouped(cues, cues)
    assert groups is not None
    assert [(list(group.sources), list(group.targets)) for group in groups] == [([0], [0]), ([1], [1]), ([2], [2])]
