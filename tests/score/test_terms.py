"""The measures of the WMT 2021 terminology task, on cases worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
import yaml

from align.score.terms import Term, exact_matches, places, term_error_rate, tokens, window_overlap
from tests.score.sample import ROOT

CASES = yaml.safe_load((ROOT / "tests/score/cases/terms.yaml").read_text("utf-8"))


def _terms(case: dict[str, Any]) -> Sequence[Term]:
    return [[tokens(form) for form in forms] for forms in case["terms"]]


@pytest.mark.parametrize("case", CASES["exact"], ids=lambda case: case["title"])
def test_terms_are_matched_exactly(case: dict[str, Any]) -> None:
    assert exact_matches(_terms(case), tokens(case["hypothesis"])) == case["matches"]


@pytest.mark.parametrize("size", [2, 3])
@pytest.mark.parametrize("case", CASES["window"], ids=lambda case: case["title"])
def test_windows_overlap(case: dict[str, Any], size: int) -> None:
    reference = tokens(case["reference"])
    placed = [place for place in places(_terms(case), reference) if place]
    assert placed
    found = window_overlap(reference, placed, tokens(case["hypothesis"]), size)
    assert found == pytest.approx(case[{2: "two", 3: "three"}[size]])


@pytest.mark.parametrize("case", CASES["error_rate"], ids=lambda case: case["title"])
def test_words_of_terms_weigh_twice(case: dict[str, Any]) -> None:
    reference = tokens(case["reference"])
    placed = [place for place in places(_terms(case), reference) if place]
    assert term_error_rate(reference, placed, tokens(case["hypothesis"])) == case["rate"]
