"""Which findings a decision holds for: how far it reaches, and that its words must stand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.model.decision import Decision, Decisions, Ruling, Scope
from align.model.finding import Finding, Severity, Suppression
from align.model.segment import Segment
from align.model.span import Span
from align.rules.suppress import decided, decision_for, suppressed

FILE = "en/a.txt"
SOURCE, TARGET = "日本首相高市早苗近期涉台言论。", "Remarks by Prime Minister Taro Kono on Taiwan."


def segment(key: str, source: str | None = SOURCE, target: str | None = TARGET, document: str = "text") -> Segment:
    return Segment(key, document, source, target, "zh")


def finding(
    where: Segment, source: str = "高市早苗", target: str = "Taro Kono", code: str = "N301", entity: str = "takaichi"
) -> Finding:
    def span(words: str, text: str | None) -> Span | None:
        at = (text or "").find(words) if words else -1
        return Span(at, at + len(words)) if at >= 0 else None

    spans = span(source, where.source), span(target, where.target)
    return Finding(code, "rule", Severity.ERROR, "wrong", where, *spans, entity)


FIRST, SECOND = finding(segment("1")), finding(segment("2"))
ELSEWHERE = finding(segment("3", source="后来，高市早苗说。"))


def made(found: Finding, ruling: Ruling = Ruling.IGNORE, scope: Scope = Scope.HERE, at: str = "2026") -> Decision:
    return replace(decision_for(found, FILE, ruling, scope), at=at)


def ignored(findings: list[Finding], *decisions: Decision, file: str = FILE) -> list[bool]:
    return [one.suppressed is not None for one in suppressed(findings, Decisions(decisions), file)[0]]


def test_one_decision_holds_for_the_one_finding_that_it_names() -> None:
    assert ignored([FIRST, SECOND], made(SECOND)) == [False, True]
    assert ignored([FIRST, SECOND, ELSEWHERE], made(FIRST)) == [True, False, False]


def test_where_the_segment_is_gone_the_first_in_the_same_words_has_it() -> None:
    moved = finding(segment("9"))
    assert ignored([FIRST, SECOND], made(moved)) == [True, False]
    assert ignored([FIRST, SECOND], made(moved), made(FIRST)) == [True, True]
    assert ignored([FIRST, SECOND], made(moved), made(SECOND)) == [True, True]


@pytest.mark.parametrize(
    "other",
    [
        finding(segment("1"), code="N202"),
        finding(segment("1"), target="Kono"),
        finding(segment("1"), target=""),
        finding(segment("1"), source="高市"),
        finding(segment("1", source="日本前首相高市早苗近期涉台言论。")),
    ],
    ids=["rule", "translation", "nothing in the translation", "source", "surroundings"],
)
def test_it_holds_for_no_other_rule_words_or_surroundings(other: Finding) -> None:
    assert ignored([other], made(FIRST)) == [False]


def test_the_translation_may_change_around_what_the_source_pins() -> None:
    assert ignored([finding(segment("1", target="So Taro Kono said."))], made(FIRST)) == [True]


def test_where_the_translation_alone_is_pointed_at_its_surroundings_count() -> None:
    added = finding(segment("1"), source="", code="N303")
    assert ignored([added], made(added)) == [True]
    assert ignored([finding(segment("1", target="So Taro Kono said."), source="", code="N303")], made(added)) == [False]


def test_it_does_not_hold_in_another_file() -> None:
    assert ignored([FIRST], made(FIRST), file="en/b.txt") == [False]
    assert ignored([FIRST], made(FIRST, scope=Scope.FILE), file="en/b.txt") == [False]


def test_in_a_file_the_same_words_are_ignored_wherever_they_stand() -> None:
    other = finding(segment("4"), target="Kono")
    assert ignored([FIRST, SECOND, ELSEWHERE, other], made(FIRST, scope=Scope.FILE)) == [True, True, True, False]


def test_of_an_entity_whatever_the_words_of_any_file() -> None:
    by_entity = made(FIRST, scope=Scope.ENTITY)
    others = [finding(segment("4"), source="高市", target="Kono"), finding(segment("5"), entity="abe")]
    assert ignored([FIRST, *others], by_entity, file="en/b.txt") == [True, True, False]


def test_where_nobody_knows_the_entity_the_words_of_the_source_mean_it() -> None:
    unknown = finding(segment("1"), entity="")
    by_words = made(unknown, scope=Scope.ENTITY)
    others = [finding(segment("2"), target="Kono", entity=""), finding(segment("3"), source="高市", entity="")]
    assert ignored([unknown, *others], by_words, file="en/b.txt") == [True, True, False]
    alone = finding(segment("1"), source="", entity="", code="N303")
    different = finding(segment("1"), source="", target="Taiwan", entity="", code="N303")
    assert ignored([alone, different], made(alone, scope=Scope.ENTITY)) == [True, False]


def test_everywhere_the_same_words_in_every_file() -> None:
    decision = made(FIRST, scope=Scope.EVERYWHERE)
    assert ignored([ELSEWHERE, finding(segment("4"), target="Kono")], decision, file="other/b.txt") == [True, False]


@pytest.mark.parametrize(
    ("source", "target"), [(SOURCE, None), (SOURCE, ""), (SOURCE, SOURCE), (None, "中文。"), ("", "中文。")]
)
def test_a_finding_that_points_at_nothing_is_known_by_the_beginning_of_its_segment(
    source: str | None, target: str | None
) -> None:
    whole = finding(segment("1", source, target), "", "", "D101", "")
    other = finding(segment("2", "另一段。" if source else source, "其他。"), "", "", "D101", "")
    assert ignored([other, whole], made(whole)) == [False, True]


def test_what_a_rule_says_twice_of_the_very_same_words_is_one_finding() -> None:
    assert ignored([FIRST, replace(FIRST, message="also wrong")], made(FIRST)) == [True, True]


# --- what was decided --------------------------------------------------------------------------------------------


def test_the_reason_is_told() -> None:
    because = replace(made(FIRST), reason="quoted speech")
    (plain,), (told,) = (suppressed([FIRST], Decisions([each]), FILE)[0] for each in (made(FIRST), because))
    assert told.suppressed == Suppression("review", "quoted speech")
    assert plain.suppressed is not None
    assert plain.suppressed.reason


def test_what_something_else_has_suppressed_stays_so() -> None:
    already = replace(FIRST, suppressed=Suppression("config", "per-file-ignores: **"))
    found, used = suppressed([already], Decisions([made(FIRST)]), FILE)
    assert found == [already]
    assert used == (made(FIRST),)


def test_unsure_suppresses_nothing_and_can_be_asked_for() -> None:
    unsure = made(FIRST, Ruling.UNSURE)
    assert ignored([FIRST, SECOND], unsure) == [False, False]
    assert decided([FIRST, SECOND], Decisions([unsure]), FILE).rulings == (unsure, None)


@pytest.mark.parametrize(("first", "second"), [("2025", "2026"), ("2026", "2025")])
def test_of_a_narrow_and_a_wide_decision_the_narrow_one_counts_whenever_it_was_made(first: str, second: str) -> None:
    wide = made(FIRST, scope=Scope.FILE, at=first)
    narrow = made(FIRST, Ruling.UNSURE, at=second)
    assert ignored([FIRST], wide, narrow) == [False]
    assert len(suppressed([FIRST], Decisions([wide, narrow]), FILE)[1]) == 2


def test_what_fits_nothing_is_not_used() -> None:
    assert suppressed([FIRST], Decisions([made(ELSEWHERE)]), FILE)[1] == ()


FINDINGS = st.builds(
    finding,
    st.builds(
        segment,
        st.sampled_from("123"),
        st.sampled_from([SOURCE, "高市早苗", "高市早苗、高市早苗", None, ""]),
        st.sampled_from([TARGET, "Taro Kono", None, ""]),
        st.sampled_from("ab"),
    ),
    st.sampled_from(["高市早苗", "高市", ""]),
    st.sampled_from(["Taro Kono", "Kono", ""]),
    st.sampled_from(["N301", "D101"]),
    st.sampled_from(["takaichi", ""]),
)


@settings(deadline=None)
@given(st.lists(FINDINGS, min_size=1, max_size=6), st.sampled_from(Scope), st.data())
def test_what_is_decided_of_a_finding_holds_for_it(findings: list[Finding], scope: Scope, data: st.DataObject) -> None:
    chosen = data.draw(st.sampled_from(findings))
    decision = made(chosen, scope=scope)
    rulings = decided(findings, Decisions([decision]), FILE).rulings
    held = [one for one, ruling in zip(findings, rulings, strict=True) if ruling]
    assert held
    if scope is Scope.HERE:
        assert {(one.code, one.segment.key) for one in held} == {(chosen.code, chosen.segment.key)}
    else:
        assert chosen in held
