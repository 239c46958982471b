"""What became of names, as a person tells it, and what that adds up to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import yaml

from align.score.grading import Settings, grade
from align.score.measures import chosen
from align.score.names import completed, name_rules, renderings
from align.score.tallies import m_eta
from align.score.values import Grading, Item, Outcome, System, TestSet
from tests.score.sample import ROOT, knowledge, lines, system, the_set

CASES: dict[str, Any] = yaml.safe_load((ROOT / "tests/score/cases/names.yaml").read_text("utf-8"))
ALONE = Settings(bootstrap=False, randomisation=False)
NAMES = ["names", "names-macro", "names-strict", "consistency", "m-eta", "terms"]


def _graded(*systems: System, test_set: TestSet | None = None, measures: list[str] = NAMES, **changed: Any) -> Grading:
    taken = chosen(measures, references=bool(test_set and test_set.references), glossary=True)
    known = replace(knowledge(), **changed)
    return grade(test_set or the_set(), systems, taken, knowledge=known, settings=ALONE)


def _outcomes(grading: Grading, name: str) -> list[list[Any]]:
    return [
        [each.item + 1, each.source, each.rendering, each.outcome.value]
        for each in grading.outcomes
        if each.system == name
    ]


@pytest.fixture(scope="module")
def sample() -> Grading:
    return _graded(system("north"), system("south"))


@pytest.mark.parametrize("name", ["north", "south"])
def test_each_mention_has_the_outcome_that_a_reader_sees(sample: Grading, name: str) -> None:
    assert _outcomes(sample, name) == CASES[name]


def test_outcomes_add_up_to_the_scores(sample: Grading) -> None:
    found = {(score.measure, score.system): score.value for score in sample.scores}
    expected = {
        (measure, name): pytest.approx(100 * _value(written))
        for measure, by_system in CASES["scores"].items()
        for name, written in by_system.items()
    }
    assert found == expected


def _value(written: str) -> float:
    """The value of sums of fractions, such as `(1/2 + 3/4) / 2`."""
    sums, _, parts = written.removeprefix("(").partition(") / ")
    fractions = [fraction.split("/") for fraction in sums.split(" + ")]
    return sum(int(above) / int(below) for above, below in fractions) / int(parts or 1)


def test_classes_and_kinds_have_every_mention(sample: Grading) -> None:
    for name in ("north", "south"):
        assert sum(row.mentions for row in sample.classes if row.system == name) == 16
        assert sum(row.count for row in sample.kinds if row.system == name) == 16
    people = {row.system: (row.accepted, row.counted) for row in sample.classes if row.type == "person"}
    assert people == {"north": (8, 9), "south": (4, 10)}


def test_the_entity_with_the_most_errors_comes_first(sample: Grading) -> None:
    assert [row.entity for row in sample.entities[::2]] == [
        "misaki-haruka",
        "translators-house",
        "luo-yunqing",
        "ayase-naoki",
    ]
    assert sample.entities[1].wrong == (("Sanqi Yao", Outcome.LANGUAGE, 1), ("", Outcome.MISSING, 1))


def test_empty_hypotheses_count_as_wrong_and_are_told() -> None:
    emptied = System("emptied", ("", "  ", *lines("north")[2:]))
    grading = _graded(emptied)
    assert [row[3] for row in _outcomes(grading, "emptied")[:4]] == ["empty hypothesis"] * 4
    assert grading.remarks == ("emptied: 2 of 12 hypotheses are empty and count as wrong",)


def test_hypotheses_in_the_source_language_have_every_name_wrong() -> None:
    copied = System("copied", lines("source"))
    grading = _graded(copied, measures=["names"])
    assert [row[3] for row in _outcomes(grading, "copied")] == ["untranslated"] * 16
    assert grading.scores[0].value == 0.0
    assert grading.remarks == ("copied: its hypotheses are in Chinese or Japanese, where English is graded",)


def test_a_system_has_the_mentions_of_the_others_too() -> None:
    copied = System("copied", lines("source"))
    known = knowledge()
    read = renderings(the_set(), system("north"), known)
    found = completed([[], read], the_set(), [copied, system("north")])
    assert [each.outcome.outcome for each in found[0]] == [Outcome.UNTRANSLATED] * len(read)
    assert found[1] == read


def test_a_form_that_is_part_of_another_name_renders_nothing() -> None:
    items = (Item("1", "", "明湖市图书馆是明湖市最老的建筑。"),)
    told = System("a", ("The Minghu Municipal Library is the oldest building of the town.",))
    grading = _graded(told, test_set=TestSet("a", items, "zh-Hans"), measures=["names-strict", "m-eta"])
    assert [row[3] for row in _outcomes(grading, "a")] == ["accepted", "stood for"]
    # M-ETA looks for letters alone, and finds Minghu in the library's name.
    assert [score.value for score in grading.scores] == [50.0, 100.0]


def test_a_name_that_is_missing_is_missing_as_often_as_the_source_has_it() -> None:
    items = (Item("1", "", "译者之家说，译者之家将搬迁。"),)
    grading = _graded(System("a", ("They said that there would be a move.",)), test_set=TestSet("a", items, "zh-Hans"))
    assert [row[3] for row in _outcomes(grading, "a")] == ["missing", "missing"]


def test_rules_that_are_ignored_object_to_nothing() -> None:
    grading = _graded(system("north"), measures=["names"], rules=name_rules(ignore=["N101"]))
    assert grading.scores[0].value == 100.0
    assert "N101" not in grading.scores[0].signature


def test_m_eta_asks_for_a_form_anywhere_whatever_its_capitals() -> None:
    items = (Item("1", "", "三崎遥来了。"), Item("2", "", "译者之家关门了。"), Item("3", "", "没有名字。"))
    told = System("told", ("HARUKA MISAKIS came.", "The house was shut.", "No name."))
    found = renderings(TestSet("a", items, "zh-Hans"), told, knowledge())
    # One of two rows; the segment that names nobody is no row.
    assert m_eta(found, told).rows.sum(axis=0).tolist() == [1, 2]
