"""Which fixes are made: the policy of overlaps, all or nothing, and what is never touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, permutations
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from align.fixing import ALL, SAFE, Choice, chosen
from align.formats import format_called
from align.model.finding import Edit, Finding, Fix, Safety, Severity, Suppression
from align.model.segment import OBJECT, Comment, Document, Protected, Segment, Where
from align.model.span import Side, Span

CASES = yaml.load(Path(__file__).with_name("fixing.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
TEXT = "Tanaka Hanako met Sato Ichiro and Tanaka Hanako again."


def document(*texts: str, marks: Sequence[tuple[Span, str]] = ()) -> Document:
    """Segments `1`, `2`, … with these translations; `marks` are protected in each."""
    protected = tuple(Protected(Side.TARGET, span, kind) for span, kind in marks)
    segments = (Segment(str(n), "text", None, text, protected=protected) for n, text in enumerate(texts, 1))
    return Document(Path("a.txt"), "plain", b"", tuple(segments))


def edit(text: str, words: str, new: str, *, key: str = "1", at: int = 0) -> Edit:
    """Put `new` in the place of the first such words from `at` on."""
    start = text.index(words, at)
    return Edit(key, Span(start, start + len(words)), words, new)


def finding(*edits: Edit, safety: Safety = Safety.SAFE, code: str = "N101") -> Finding:
    segment = Segment(edits[0].key if edits else "1", "text", None, TEXT)
    return Finding(code, "rule", Severity.ERROR, "wrong", segment, fix=Fix("mend it", edits, safety))


def result(text: str, *findings: Finding) -> tuple[str, list[str]]:
    """The text after fixing, and why fixes were put off."""
    choice = chosen(findings, document(text), SAFE)
    return choice.targets.get("1", text), [why for _, why in choice.put_off]


# --- which of several ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_of_fixes_that_meet_one_is_made(case: dict[str, Any]) -> None:
    text = case["text"]
    fixes = [finding(edit(text, words, new, at=int(at[0]) if at else 0)) for words, new, *at in case["edits"]]
    for order in permutations(fixes):
        fixed, put_off = result(text, *order)
        assert fixed == case["fixed"]
        assert put_off == ["another fix changes the same words"] * int(case["put off"])


def test_equal_edits_are_one_and_each_finding_is_fixed() -> None:
    same = edit(TEXT, "Tanaka Hanako", "Hanako Tanaka")
    choice = chosen([finding(same), finding(same, code="N102")], document(TEXT))
    assert choice.targets == {"1": TEXT.replace("Tanaka Hanako", "Hanako Tanaka", 1)}
    assert [each.code for each in choice.made] == ["N101", "N102"]


def test_of_equal_words_with_different_replacements_the_first_found_is_made() -> None:
    first, second = (finding(edit(TEXT, "Sato Ichiro", new)) for new in ("Ichiro Sato", "Ichiro Satou"))
    assert result(TEXT, first, second)[0] == TEXT.replace("Sato Ichiro", "Ichiro Sato")


def test_fixes_are_made_in_the_order_of_the_text_whatever_its_segments_are_called() -> None:
    texts = [TEXT] * 11
    edits = [edit(TEXT, "Sato Ichiro", "Ichiro Sato", key=str(key)) for key in (11, 2, 10, 1)]
    choice = chosen(map(finding, edits), document(*texts))
    assert [each.segment.key for each in choice.made] == ["1", "2", "10", "11"]


def test_edits_of_other_segments_never_meet() -> None:
    edits = [edit(TEXT, "Sato Ichiro", "Ichiro Sato", key=key) for key in "12"]
    choice = chosen(map(finding, edits), document(TEXT, TEXT))
    assert set(choice.targets.values()) == {TEXT.replace("Sato Ichiro", "Ichiro Sato")}
    assert len(choice.targets) == 2


def test_a_fix_of_several_edits_is_made_as_a_whole_or_not_at_all() -> None:
    both = finding(edit(TEXT, "Tanaka Hanako", "Hanako Tanaka"), edit(TEXT, "Tanaka Hanako", "Hanako Tanaka", at=5))
    assert result(TEXT, both)[0] == TEXT.replace("Tanaka Hanako", "Hanako Tanaka")
    early = finding(edit(TEXT, "Tanaka Hanako met", "Ms. Tanaka met"))
    assert result(TEXT, both, early) == (
        TEXT.replace("Tanaka Hanako met", "Ms. Tanaka met"),
        ["another fix changes the same words"],
    )


def test_a_fix_whose_own_edits_meet_is_not_made() -> None:
    torn = finding(edit(TEXT, "Tanaka Hanako", "a"), edit(TEXT, "Hanako met", "b"))
    assert result(TEXT, torn) == (TEXT, ["another fix changes the same words"])


# --- what is left alone -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "stale",
    [
        Edit("1", Span(0, 4), "Sato", "x"),
        Edit("1", Span(50, 90), "again.", "x"),
        Edit("9", Span(0, 6), "Tanaka", "x"),
    ],
    ids=["other words", "behind the end", "no such segment"],
)
def test_words_that_are_no_longer_there_are_not_replaced(stale: Edit) -> None:
    whole = finding(edit(TEXT, "Sato Ichiro", "Ichiro Sato"), stale)
    assert result(TEXT, whole) == (TEXT, ["the words are no longer there"])


def test_a_segment_without_translation_is_left_alone() -> None:
    untranslated = replace(document("x"), segments=(Segment("1", "text", "田中", None),))
    choice = chosen([finding(Edit("1", Span(0, 0), "", "Tanaka"))], untranslated)
    assert not choice
    assert choice.put_off[0][1] == "the words are no longer there"


def test_what_is_suppressed_is_left_alone() -> None:
    wrong = finding(edit(TEXT, "Sato Ichiro", "Ichiro Sato"))
    kept = replace(wrong, suppressed=Suppression("inline", "quoted"))
    assert chosen([kept], document(TEXT)) == Choice()
    assert chosen([replace(wrong, fix=None)], document(TEXT)) == Choice()


@pytest.mark.parametrize(
    ("safety", "safe", "unsafe"),
    [(Safety.SAFE, True, True), (Safety.UNSAFE, False, True), (Safety.MANUAL, False, False)],
)
def test_only_fixes_of_the_safety_asked_for_are_made(safety: Safety, safe: bool, unsafe: bool) -> None:
    wrong = finding(edit(TEXT, "Sato Ichiro", "Ichiro Sato"), safety=safety)
    assert bool(chosen([wrong], document(TEXT), SAFE)) is safe
    assert bool(chosen([wrong], document(TEXT), ALL)) is unsafe


@pytest.mark.parametrize(
    ("span", "mark", "made"),
    [
        (Span(0, 6), Span(3, 3), False),
        (Span(0, 6), Span(0, 0), True),
        (Span(0, 6), Span(6, 6), True),
        (Span(0, 6), Span(5, 6), False),
        (Span(0, 6), Span(6, 7), True),
        (Span(2, 4), Span(0, 6), False),
        (Span(4, 4), Span(3, 5), False),
        (Span(3, 3), Span(3, 5), True),
        (Span(5, 5), Span(3, 5), True),
        (Span(3, 3), Span(3, 3), True),
    ],
    ids=str,
)
def test_nothing_protected_is_touched(span: Span, mark: Span, made: bool) -> None:
    change = Edit("1", span, span.of("abcdefgh"), "X")
    choice = chosen([finding(change)], document("abcdefgh", marks=[(mark, "code")]))
    assert bool(choice) is made
    if not made:
        assert choice.put_off[0][1] == "a tag, a placeholder, a link or code stands within the words"


def test_what_is_protected_in_the_source_protects_no_translation() -> None:
    source = Protected(Side.SOURCE, Span(0, 9), "code")
    text = replace(document("abcdefgh"), segments=(Segment("1", "text", OBJECT * 9, "abcdefgh", protected=(source,)),))
    assert chosen([finding(Edit("1", Span(0, 2), "ab", "X"))], text).targets == {"1": "Xcdefgh"}


# --- comments -----------------------------------------------------------------------------------------------------


def comment(text: str, at: int = 0) -> Comment:
    whole = Span(at, at + len(text))
    return Comment(text, Where(Path("a.txt"), 1, at + 1), ("1",), whole, whole)


def test_a_comment_is_changed_by_one_fix_at_a_time() -> None:
    said = comment("ignore=N101,N201")
    fixes = [
        replace(finding(), fix=Fix("take it out", (), Safety.SAFE, comments=((said, left),)))
        for left in (("N101",), ("N201",))
    ]
    choice = chosen(fixes, document(TEXT))
    assert choice.comments == {said: ("N101",)}
    assert [why for _, why in choice.put_off] == ["another fix changes the same comment"]
    assert choice.targets == {}
    assert choice


SAID = yaml.load(Path(__file__).with_name("taken_out.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)


@pytest.mark.parametrize("case", SAID, ids=lambda case: case["comment"])
def test_of_a_comment_the_rules_alone_are_taken_out(case: dict[str, str]) -> None:
    plain = format_called("plain")
    content = f"First.\r\n{case['comment']}\r\nSecond.\r\n"
    read = plain.read(content.encode(), Path("a.txt"))
    (said,) = read.comments
    raw = plain.write(read, {}, {said: tuple(case["left"].split())})
    assert raw.decode() == content.replace(f"{case['comment']}\r\n", f"{case['fixed']}\r\n" if case["fixed"] else "")
    assert [segment.target for segment in plain.read(raw, Path("a.txt")).segments] == ["First.", "Second."]


# --- laws ---------------------------------------------------------------------------------------------------------

LETTERS = "abcdefghij"
SPANS = st.tuples(st.integers(0, 10), st.integers(0, 10)).map(lambda ends: Span(min(ends), max(ends)))
EDITS = st.builds(lambda span, new: Edit("1", span, span.of(LETTERS), new), SPANS, st.sampled_from(["", "X", "YZ"]))
FINDINGS = st.lists(st.lists(EDITS, min_size=1, max_size=2).map(lambda edits: finding(*edits)), max_size=6)


@settings(max_examples=300, deadline=None)
@given(FINDINGS)
def test_chosen_edits_never_meet_and_give_what_they_give_one_by_one(findings: list[Finding]) -> None:
    choice = chosen(findings, document(LETTERS))
    assert len(choice.made) + len(choice.put_off) == len(findings)
    edits = sorted({edit for each in choice.made if each.fix for edit in each.fix.edits}, key=lambda edit: edit.span)
    for one, other in pairwise(edits):
        assert one.span.end <= other.span.start
        assert one.span != other.span
    text = LETTERS
    for each in reversed(edits):
        assert each.span.of(text) == each.expected
        text = text[: each.span.start] + each.replacement + text[each.span.end :]
    assert choice.targets == ({"1": text} if edits else {})


@settings(max_examples=100, deadline=None)
@given(FINDINGS)
def test_a_fix_is_put_off_only_for_one_that_is_made(findings: list[Finding]) -> None:
    choice = chosen(findings, document(LETTERS))
    for each, _ in choice.put_off:
        alone = chosen([each], document(LETTERS))
        assert choice.made or not alone
