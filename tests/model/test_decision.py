"""Quotations find their words again, and of decisions on one matter the last one counts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from align.model.decision import AROUND, Decision, Decisions, Quote, Ruling, Scope, Subject, standing, taken_back
from align.model.span import Span

TEXT = st.text("ab 高", max_size=60)


@given(TEXT, st.integers(0, 60), st.integers(0, 60))
def test_a_quotation_is_found_where_the_same_words_stand_in_the_same_context(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    quote = Quote.of(text, Span(start, end))
    found = quote.find(text)
    assert found is not None
    assert found.start <= start
    assert Quote.of(text, found) == quote
    assert len(quote.before) <= AROUND
    assert len(quote.after) <= AROUND


@given(TEXT, TEXT)
def test_a_quotation_is_found_nowhere_else(text: str, other: str) -> None:
    quote = Quote.of(text, Span(0, len(text) // 2))
    found = quote.find(other)
    assert found is None or Quote.of(other, found) == quote


def test_a_quotation_moves_with_its_words() -> None:
    quote = Quote.of("昨日、高市首相は東京で会見した。そして帰った。", Span(3, 5))
    assert quote.find("速報。" * 9 + "昨日、高市首相は東京で会見した。そして帰った。") is None
    assert Quote("高市", "昨日、", "首相").find("昨日、高市首相") == Span(3, 5)


HERE = Decision(Subject.FINDING, Ruling.IGNORE, rule="N301", file="a", source=Quote("高市"), at="2026-01-01")
FILE = replace(HERE, scope=Scope.FILE, at="2026-01-02")


def test_the_last_decision_on_a_matter_counts_whatever_the_order_of_the_log() -> None:
    later = replace(HERE, ruling=Ruling.UNSURE, at="2026-01-03")
    assert list(standing([later, FILE, HERE])) == [FILE, later]


def test_what_is_taken_back_no_longer_stands_and_may_be_decided_again() -> None:
    back = replace(taken_back(HERE), at="2026-01-03")
    again = replace(HERE, at="2026-01-04")
    assert list(standing([HERE, back])) == []
    assert list(standing([HERE, back, again])) == [again]


def test_decisions_are_looked_up_by_their_file() -> None:
    found = Decisions([HERE, FILE, replace(HERE, file="b")], Path("/texts"))
    assert found.on(Subject.FINDING, found.file("/texts/a")) == (HERE, FILE)
    assert found.on(Subject.LINK, "a") == found.on(Subject.FINDING, "c") == ()
    assert found.of_matter(FILE.matter) == FILE


def test_a_file_is_called_by_its_path_from_the_folder() -> None:
    found = Decisions([], Path("/texts"))
    assert found.file(Path("/texts/en/../en/a.txt")) == "en/a.txt"
    assert found.file("/other/a.txt") == "../other/a.txt"
    assert not found


def test_what_is_over_counts_no_longer_and_brings_nothing_older_back() -> None:
    short = replace(HERE, until="2026-05-01", at="2026-02-01")
    assert list(Decisions([HERE, short], today="2026-05-01")) == [short]
    over = Decisions([HERE, short], today="2026-05-02")
    assert (list(over), over.expired) == ([], (short,))
    assert list(Decisions([short])) == [short]
