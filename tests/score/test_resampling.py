"""Draws are sacrebleu's, however many are made at a time; tests say what they should of what is plain."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.score import resampling
from align.score.grading import Settings, grade
from align.score.measures import chosen
from align.score.resampling import Counted, Draws, bootstrap_p, exchanged, interval, randomisation_p
from align.score.statistics import ByEntity, Rows, mean_share, share
from align.score.values import Standing, System
from tests.score.sample import knowledge, system, the_set


def test_draws_are_the_same_however_many_are_made_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    draws = Draws(units=7, samples=100, seed=3)
    whole = np.concatenate(list(draws.bootstrap())), np.concatenate(list(draws.exchanges()))
    monkeypatch.setattr(resampling, "_CELLS", 64)
    parts = list(draws.bootstrap()), list(draws.exchanges())
    assert len(parts[0]) > 1
    assert len(parts[1]) > 1
    assert np.array_equal(np.concatenate(parts[0]), whole[0])
    assert np.array_equal(np.concatenate(parts[1]), whole[1])


def test_draws_are_those_that_sacrebleu_makes() -> None:
    expected = np.random.default_rng(12345).choice(9, size=(5, 9), replace=True)
    (found,) = Draws(9, 5, 12345).bootstrap()
    assert [np.repeat(np.arange(9), row.astype(int)).tolist() for row in found] == np.sort(expected).tolist()


_MENTIONS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3), st.booleans(), st.just(True)), min_size=1)


@given(_MENTIONS, st.lists(st.integers(0, 3), min_size=5, max_size=5))
@settings(max_examples=60, deadline=None)
def test_a_mean_over_entities_is_that_of_the_mentions_drawn(
    mentions: list[tuple[int, int, bool, bool]], drawn: list[int]
) -> None:
    totals = ByEntity.of(mentions, 5, 4).totals(np.array([drawn], dtype=float))
    shares = []
    for entity in {mention[1] for mention in mentions}:
        weights = [(drawn[unit], accepted) for unit, each, accepted, _ in mentions if each == entity]
        if counted := sum(weight for weight, _ in weights):
            shares.append(100 * sum(weight * accepted for weight, accepted in weights) / counted)
    expected = sum(shares) / len(shares) if shares else float("nan")
    assert mean_share(totals)[0] == pytest.approx(expected, nan_ok=True)


@given(_MENTIONS)
@settings(max_examples=30, deadline=None)
def test_larger_units_add_up_to_the_same(mentions: list[tuple[int, int, bool, bool]]) -> None:
    groups = np.array([0, 0, 1, 1, 1])
    rows = Rows(np.array([[1.0, 2.0]] * 5), 10)
    for one in (ByEntity.of(mentions, 5, 4), rows):
        large = one.grouped(groups)
        assert large.units == 2
        assert np.array_equal(large.totals(np.ones((1, 2))), one.totals(np.ones((1, 5))))


def test_differences_that_are_as_large_count_where_there_are_few_to_be_had() -> None:
    # One segment of ten tells the systems apart: every exchange makes the same difference.
    sizes = np.full(99, 10.0)
    assert randomisation_p(sizes, 10.0) == 1.0
    assert randomisation_p(sizes, 10.0, ties=False) == 0.01


def test_exchanges_are_worked_out_for_all_pairs_as_for_each() -> None:
    draws, every = Draws(3, 40, 1), np.ones((1, 3))
    one = Counted(Rows(np.array([[1.0, 1.0], [0.0, 2.0], [0.0, 1.0]]), 4), share)
    other = Counted(Rows(np.array([[0.0, 1.0], [2.0, 2.0], [0.0, 0.0]]), 3), share)
    (kept,) = draws.exchanges()
    expected = [
        abs(
            share(one.statistics.totals(row) + other.statistics.totals(every - row))
            - share(other.statistics.totals(row) + one.statistics.totals(every - row))
        )[0]
        for row in kept[:, np.newaxis]
    ]
    assert exchanged([(one, other), (other, one)], draws)[0].tolist() == pytest.approx(expected)


def test_nothing_to_measure_is_no_number_in_any_test() -> None:
    none = np.full(9, np.nan)
    assert np.isnan(share(np.zeros((1, 2)))).all()
    assert interval(none) is None
    assert bootstrap_p(none, none, 1.0) == randomisation_p(none, 1.0) == 1.0


def test_identical_systems_are_the_same_with_p_one_by_every_measure() -> None:
    systems = [system("south"), System("twin", system("south").hypotheses), system("north")]
    measures = chosen(["all"], references=True, glossary=True)
    grading = grade(the_set("reference"), systems, measures, knowledge=knowledge(), settings=Settings(samples=40))
    twin = [each for each in grading.comparisons if each.system == "twin"]
    assert len(twin) == len(measures)
    assert {(each.delta, each.bootstrap, each.randomisation, each.standing) for each in twin} == {
        (0.0, 1.0, 1.0, Standing.SAME)
    }
    assert grading.remarks == ("south and twin gave the same text for every segment: nothing tells them apart (p = 1)",)
    assert [score.best for score in grading.scores if score.measure == "bleu"] == [True, True, False]


def test_documents_can_be_drawn_instead_of_segments() -> None:
    measures = chosen(["bleu", "names", "names-macro", "order"], references=True, glossary=True)
    by_unit = [
        grade(
            the_set("reference"),
            [system("north"), system("south")],
            measures,
            knowledge=knowledge(),
            settings=Settings(samples=60, unit=unit),
        )
        for unit in ("segment", "document")
    ]
    assert [score.value for score in by_unit[0].scores] == [score.value for score in by_unit[1].scores]
    assert [score.interval for score in by_unit[0].scores] != [score.interval for score in by_unit[1].scores]
    assert all("|unit:document" in score.signature for score in by_unit[1].scores)
