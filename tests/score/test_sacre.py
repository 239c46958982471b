"""BLEU, chrF and TER are sacrebleu's: what its command has printed, and what it computes for any text."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from align.score.grading import Settings, grade
from align.score.measures import chosen
from align.score.values import Grading, Item, System, TestSet
from tests.score.sample import ROOT, system, the_set

CASES = yaml.safe_load((ROOT / "tests/score/cases/sacrebleu.yaml").read_text("utf-8"))
METRICS = {"bleu": BLEU, "chrf": CHRF, "chrf++": lambda: CHRF(word_order=2), "ter": TER}
ALONE = Settings(bootstrap=False, randomisation=False)


def _graded(test_set: TestSet, systems: list[System], measures: list[str], chance: Settings = ALONE) -> Grading:
    return grade(test_set, systems, chosen(measures, references=True, glossary=False), settings=chance)


@pytest.mark.parametrize("case", CASES["scores"], ids=lambda case: case["command"])
def test_figures_and_signatures_are_those_that_sacrebleu_prints(case: dict[str, Any]) -> None:
    scores = _graded(the_set(*case["references"]), [system(case["system"])], case["measures"]).scores
    assert [f"{score.value:.4f}" for score in scores] == case["printed"]
    assert [score.signature for score in scores] == case["signatures"]
    assert scores[0].detail == case.get("detail", "")


@pytest.mark.parametrize("case", CASES["paired"], ids=lambda case: case["test"])
def test_paired_tests_come_out_as_sacrebleu_prints_them(case: dict[str, Any]) -> None:
    by_bootstrap = case["test"] == "bootstrap"
    chance = Settings(bootstrap=by_bootstrap, randomisation=not by_bootstrap, samples=case["samples"])
    grading = _graded(the_set("reference"), [system("north"), system("south")], ["text"], chance)
    printed = [
        f"{score.value:.4f}" + (f" ({between.mean:.4f} ± {between.half:.4f})" if (between := score.interval) else "")
        for score in grading.scores
    ]
    assert printed == case["north"] + case["south"]
    found = [each.bootstrap if by_bootstrap else each.randomisation for each in grading.comparisons]
    assert [f"{p:.4f}" for p in found if p is not None] == case["p"]
    assert grading.scores[0].signature == case["signature"]


_TEXT = st.one_of(
    st.sampled_from(["", "  ", "Kanai left.", 'He said: "No."', "Ｔｏｋｙｏ 東京", "a\u3000b", "\U0001f600 ok"]),
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30),
)


@given(st.integers(1, 2).flatmap(lambda size: st.lists(st.tuples(_TEXT, *[_TEXT] * size), min_size=1, max_size=4)))
@settings(max_examples=25, deadline=None)
def test_any_text_scores_as_sacrebleu_scores_it(rows: list[tuple[str, ...]]) -> None:
    # A reference without a word is refused, see test_fitness.
    rows = [*rows, ("Kanai left.",) * len(rows[0])]
    names = tuple(f"ref{number}" for number in range(len(rows[0]) - 1))
    items = tuple(Item(str(at), "", "", tuple(references)) for at, (_, *references) in enumerate(rows))
    hypotheses = [row[0] for row in rows]
    references = [list(column) for column in list(zip(*rows, strict=True))[1:]]
    scores = _graded(TestSet("any", items, "", names), [System("a", tuple(hypotheses))], list(METRICS)).scores
    for score in scores:
        expected = METRICS[score.measure]().corpus_score(hypotheses, references)
        assert score.value == pytest.approx(expected.score, abs=1e-9)
