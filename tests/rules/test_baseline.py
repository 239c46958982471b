"""Which findings a baseline knows again: by their words, in the sentence where there is such, and one for one."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.model.finding import Finding, Severity, Suppression
from align.model.segment import Segment
from align.model.span import Span
from align.rules.baseline import Baseline, Entry, baselined

RULES = {"N101", "N301", "D101"}


def finding(words: str, sentence: str = "", code: str = "N301", source: str | None = "高市早苗说。") -> Finding:
    """A finding about words of a translation; the sentence is that of the source where there is one."""
    segment = Segment("1", "a.txt", (source or None) and f"{source}{sentence}", f"{words} {sentence}", "zh")
    return Finding(code, "rule", Severity.ERROR, "wrong", segment, None, Span(0, len(words)) if words else None)


def new(findings: list[Finding], *old: Finding) -> list[int]:
    """Which findings are not in a baseline of others."""
    left, _ = baselined(findings, [Entry.of(each) for each in old], RULES)
    assert [replace(each, suppressed=None) for each in left] == findings
    return [at for at, each in enumerate(left) if each.suppressed is None]


def gone(findings: list[Finding], *old: Finding) -> int:
    """How many entries of a baseline nothing is left for."""
    return baselined(findings, [Entry.of(each) for each in old], RULES)[1]


HERE, THERE, ELSEWHERE = (finding("Taro Kono", sentence) for sentence in ("He came.", "He went.", "He slept."))


def test_what_is_in_the_baseline_does_not_count() -> None:
    assert new([HERE, THERE], HERE, THERE) == []
    (left,), _ = baselined([HERE], [Entry.of(HERE)], RULES)
    assert left.suppressed == Suppression("baseline", "it is in the baseline")


def test_it_is_known_again_wherever_it_moves() -> None:
    assert new([THERE, HERE], HERE, THERE) == []
    assert new([replace(HERE, segment=replace(HERE.segment, key="99", document="other"))], HERE) == []


def test_it_is_known_again_when_the_sentence_around_it_changes() -> None:
    assert new([ELSEWHERE], HERE) == []


def test_the_same_once_more_is_new() -> None:
    assert new([HERE, HERE], HERE) == [1]
    assert new([HERE, HERE], HERE, HERE) == []


def test_of_two_alike_the_one_in_another_sentence_is_new() -> None:
    assert new([ELSEWHERE, HERE], HERE) == [0]
    assert new([ELSEWHERE, HERE, THERE], THERE, HERE) == [0]


@pytest.mark.parametrize(
    "other",
    [finding("Taro Suzuki", "He came."), finding("Taro Kono", "He came.", code="N101")],
    ids=["other words", "another rule"],
)
def test_other_words_and_other_rules_are_new(other: Finding) -> None:
    assert new([other], HERE) == [0]


def test_what_points_at_no_words_is_known_by_its_sentence_alone() -> None:
    one, other = finding("", "He came.", "D101"), finding("", "He went.", "D101")
    assert new([one], one) == []
    assert new([other], one) == [0]
    assert gone([other], one) == 1


def test_without_a_source_the_sentence_is_that_of_the_translation() -> None:
    one, other = (finding("Taro Kono", text, source=None) for text in ("He came.", "He went."))
    assert new([other, one], one) == [0]


def test_long_words_are_told_apart_by_what_they_stand_in() -> None:
    one, other = finding("Kono " * 40 + "a"), finding("Kono " * 40 + "b")
    assert Entry.of(one).target == Entry.of(other).target == ("Kono " * 16)
    assert new([one, one], one) == [1]


def test_half_characters_can_be_kept() -> None:
    assert Entry.of(finding("\ud800")).target == "?"


def test_what_is_suppressed_otherwise_uses_up_no_entry() -> None:
    ignored = replace(HERE, suppressed=Suppression("inline", "quoted"))
    left, missing = baselined([ignored, HERE], [Entry.of(HERE)], RULES)
    assert [each.suppressed.by for each in left if each.suppressed] == ["inline", "baseline"]
    assert missing == 0


def test_entries_that_nothing_is_left_for_are_counted() -> None:
    assert gone([HERE], HERE, THERE) == 1
    assert gone([], HERE, THERE) == 2
    assert gone([HERE, THERE], HERE) == 0


def test_entries_of_rules_that_did_not_run_are_not_missed() -> None:
    assert gone([], finding("x", code="N999"), HERE) == 1


def test_an_update_replaces_what_was_checked_and_keeps_the_rest() -> None:
    a, b, c = (Entry("N301", "", word, "0") for word in "abc")
    before = Baseline({"a.txt": (a,), "b.txt": (b,), "gone.txt": (c,)})
    after = before.updated({"a.txt": (b, c), "new.txt": (a,), "clean.txt": ()}, ["gone.txt"])
    assert after.files == {"a.txt": (b, c), "b.txt": (b,), "new.txt": (a,)}
    assert list(after.files) == sorted(after.files)
    assert after.size == 4


FINDINGS = st.lists(
    st.builds(
        finding, st.sampled_from(["a", "b", ""]), st.sampled_from(["x", "y", "z"]), st.sampled_from(sorted(RULES))
    ),
    max_size=8,
)


@settings(max_examples=200, deadline=None)
@given(FINDINGS, FINDINGS, st.randoms(use_true_random=False))
def test_every_entry_holds_for_one_finding_in_whatever_order(
    now: list[Finding], old: list[Finding], dice: random.Random
) -> None:
    entries = [Entry.of(each) for each in old]
    left, missing = baselined(now, entries, RULES)
    known = [each for each in left if each.suppressed]
    assert len(known) + missing == len(entries)
    by_words = Counter(entry[:3] for entry in entries)
    assert not Counter(Entry.of(each)[:3] for each in known) - by_words
    again, _ = baselined(now, [Entry.of(replace(each, suppressed=None)) for each in now], RULES)
    assert all(each.suppressed for each in again)
    dice.shuffle(entries)
    assert baselined(now, entries, RULES) == (left, missing)
    assert baselined(now[::-1], entries, RULES)[1] == missing
