"""Filters: which findings a line of words lets through, and what is said of a word that means nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model.finding import Severity
from align.review.filters import KEYS, parsed
from align.review.items import Status
from tests.review.driven import item

KONO = item(
    source="河野太郎", target="Kono Taro", code="N101", rule="name-order", entity="kono", expected=("Taro Kono",)
)
TAKAICHI = item(
    1,
    source="高市早苗",
    target="Sanae Takaiti",
    code="N201",
    rule="romanisation-variant",
    entity="takaichi",
    document="archive/March",
    severity=Severity.WARNING,
    status=Status.UNSURE,
)
BOTH = {"kono": KONO, "takaichi": TAKAICHI}


def taken(text: str) -> list[str]:
    return [name for name, each in BOTH.items() if parsed(text).takes(each)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ["kono", "takaichi"]),
        ("   ", ["kono", "takaichi"]),
        ("河野", ["kono"]),
        ("KONO", ["kono"]),
        ("taro kono", ["kono"]),
        ("taro takaiti", []),
        ("rule:N1", ["kono"]),
        ("rule:n201", ["takaichi"]),
        ("rule:order", ["kono"]),
        ("entity:高市", ["takaichi"]),
        ("entity:Kono", ["kono"]),
        ("is:open", ["kono", "takaichi"]),
        ("is:unsure", ["takaichi"]),
        ("is:u", ["takaichi"]),
        ("is:done", []),
        ("-is:unsure", ["kono"]),
        ("severity:error", ["kono"]),
        ("severity:w", ["takaichi"]),
        ("doc:archive", ["takaichi"]),
        ("doc:MARCH", ["takaichi"]),
        ("-doc:archive", ["kono"]),
        ("-河野", ["takaichi"]),
        ("is:open severity:error 河野", ["kono"]),
        ("-", ["kono", "takaichi"]),
        ("http://x", []),
    ],
)
def test_every_word_of_a_filter_has_to_fit(text: str, names: list[str]) -> None:
    assert taken(text) == names
    assert parsed(text).mistake == ""


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("rule:", "rule: what?"),
        ("is:", "is: what?"),
        ("is:closed", "is: open, unsure, ignored, done"),
        ("severity:fatal", "severity: error, warning, info"),
        ("-is:closed", "is: open, unsure, ignored, done"),
        ("doc: is:nothing", "doc: what?"),
    ],
)
def test_a_word_that_means_nothing_is_told_and_lets_everything_through(text: str, mistake: str) -> None:
    assert parsed(text).mistake == mistake
    assert taken(text) == ["kono", "takaichi"]
    assert taken(f"{text} 河野") == ["kono"]


def test_an_empty_filter_is_none() -> None:
    assert not parsed("")
    assert parsed("is:open")
    assert parsed("is:open").text == "is:open"


WORDS = st.sampled_from(["河野", "taro", *(f"{key}:{value}" for key in KEYS for value in ("n", "open", "x", ""))])


@given(st.lists(WORDS | st.text(max_size=6), max_size=4).map(" ".join))
def test_a_negated_word_takes_what_the_word_leaves(text: str) -> None:
    for word in text.split():
        if not word.startswith("-") and not parsed(word).mistake:
            assert set(taken(word)) ^ set(taken(f"-{word}")) == set(BOTH)
    assert set(taken(text)) == set(BOTH).intersection(*(taken(word) for word in text.split()))
