"""Comments that say what to ignore: how they are understood, how far they reach, and which of them say too much."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from align.formats.comments import directive
from align.model.finding import Finding, Severity
from align.model.segment import Comment, Document, Segment, Where
from align.model.span import Span
from align.rules import RULES
from align.rules.inline import Misunderstood, commented, understood
from align.rules.select import choose

DIRECTIVES = yaml.load(Path(__file__).with_name("directives.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
PATH = Path("a.jsonl")
USUAL = frozenset(rule.code for rule in choose())
TODAY = "2026-11-22"


def comment(said: str, *keys: str, at: int = 0) -> Comment:
    span = Span(at, at + len(said))
    return Comment(said, Where(PATH, 1, at + 1), keys, span, span)


def document(*comments: Comment) -> Document:
    """The texts `a` (segments 1 and 2), `b` (3) and `a` again (4)."""
    segments = tuple(Segment(key, text, None, "x") for key, text in zip("1234", "aaba", strict=True))
    return Document(PATH, "jsonl", b"", segments, comments=comments)


def finding(code: str, key: str, entity: str = "") -> Finding:
    segment = next(each for each in document().segments if each.key == key)
    return Finding(code, "rule", Severity.ERROR, "wrong", segment, entity=entity)


EVERYWHERE = [finding("N101", key) for key in "1234"]


def ignored(findings: list[Finding], *comments: Comment, today: str = TODAY) -> str:
    """The keys of the segments whose findings are suppressed."""
    found, _ = commented(findings, document(*comments), USUAL, today)
    assert [replace(each, suppressed=None) for each in found] == findings
    return "".join(each.segment.key for each in found if each.suppressed)


def unused(
    findings: list[Finding], *comments: Comment, rules: Collection[str] = USUAL, today: str = TODAY
) -> list[tuple[str, str, str]]:
    """Of comments that say too much: the words that do nothing, those that are left, and why."""
    _, found = commented(findings, document(*comments), rules, today)
    return [(" ".join(each.words), " ".join(each.left), each.why) for each in found if each.suppressed is None]


# --- what they say ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", DIRECTIVES["understood"], ids=lambda case: case["said"])
def test_a_comment_is_understood(case: dict[str, Any]) -> None:
    said = understood(comment(case["said"]))
    assert [word for word, _ in said.words] == case["rules"]
    assert (said.reason, said.until, said.entity) == tuple(case.get(key, "") for key in ("reason", "until", "entity"))
    assert said.scope == case.get("scope", "segment")


@pytest.mark.parametrize("case", DIRECTIVES["misunderstood"], ids=lambda case: case["said"])
def test_a_comment_that_makes_no_sense_is_told_with_the_reason(case: dict[str, str]) -> None:
    with pytest.raises(Misunderstood) as caught:
        understood(comment(case["said"]))
    assert str(caught.value).startswith(case["why"])
    assert unused(EVERYWHERE, comment(case["said"], "1")) == [("", "", f"cannot be understood: {caught.value}")]
    assert ignored(EVERYWHERE, comment(case["said"], "1")) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" align: ignore=N101 ", "ignore=N101"),
        ("align:ignore=N101", "ignore=N101"),
        ("\n  align:\n  ignore=N101\n", "ignore=N101"),
        ("align:", None),
        (" align:  ", None),
        ("please align: ignore=N101", None),
        ("aligned: ignore=N101", None),
        ("Align: ignore=N101", None),
        ("", None),
    ],
)
def test_a_comment_speaks_to_us_if_it_begins_so(text: str, said: str | None) -> None:
    found = directive(text)
    assert (found.of(text) if found else None) == said


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from('ignore=N101,2 "“”\n\tscpuntilay-\x1b'), max_size=40))
def test_whatever_a_comment_says_it_is_understood_or_told(said: str) -> None:
    with contextlib.suppress(Misunderstood):
        assert understood(comment(said)).words


def test_a_long_comment_is_read_in_no_time() -> None:
    for said in ("ignore=" + "a" * 100_000 + "=", "ignore=a" + ",b" * 50_000 + "=", " " * 100_000, 'reason="' * 20_000):
        with pytest.raises(Misunderstood):
            understood(comment(said))
        assert directive(f"align:{' ' * 100_000}x {said}") is not None


# --- how far they reach -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "keys", "reaches"),
    [
        ("ignore=N101", "1", "1"),
        ("ignore=N101", "13", "13"),
        ("ignore=N101 scope=segment", "2", "2"),
        ("ignore=N101 scope=document", "2", "124"),
        ("ignore=N101 scope=document", "3", "3"),
        ("ignore=N101 scope=document", "", ""),
        ("ignore=N101 scope=file", "", "1234"),
        ("ignore=N1 scope=file", "1", "1234"),
        ("ignore=ALL scope=file", "1", "1234"),
        ("ignore=name-order", "4", "4"),
        ("ignore=N201 scope=file", "1", ""),
        ("ignore=N101", "9", ""),
    ],
)
def test_a_comment_reaches_as_far_as_it_says(said: str, keys: str, reaches: str) -> None:
    assert ignored(EVERYWHERE, comment(said, *keys)) == reaches


def test_it_may_be_left_to_one_entry() -> None:
    findings = [finding("N101", "1", "tanaka-hanako"), finding("N101", "1", "sato-ichiro"), finding("N101", "1")]
    said = comment("ignore=N101 entity=tanaka-hanako", "1")
    found, _ = commented(findings, document(said), USUAL, TODAY)
    assert [each.suppressed is not None for each in found] == [True, False, False]
    assert unused(findings[1:], said) == [("N101", "", "ignores nothing")]


def test_the_reason_is_kept() -> None:
    for said, reason in (('ignore=N101 reason="sic"', "sic"), ("ignore=N101", "a comment says to ignore it")):
        (found,), _ = commented(EVERYWHERE[:1], document(comment(said, "1")), USUAL)
        assert found.suppressed is not None
        assert (found.suppressed.by, found.suppressed.reason) == ("inline", reason)


def test_it_counts_until_the_end_of_its_last_day() -> None:
    said = comment("ignore=N101 until=2026-11-22", "1")
    assert ignored(EVERYWHERE, said, today="2026-11-22") == "1"
    assert ignored(EVERYWHERE, said, today="2026-11-23") == ""
    assert ignored(EVERYWHERE, said, today="") == "1"
    over = [("N101", "", "counted until 2026-11-22 and no longer does")]
    assert unused(EVERYWHERE, said, today="2026-11-23") == over
    assert unused([], said, today="2026-11-23") == over


# --- what ignores nothing -----------------------------------------------------------------------------------------


def test_of_several_rules_those_that_ignore_nothing_are_told() -> None:
    said = comment("ignore=N201,N101,N3", "1")
    assert unused(EVERYWHERE, said) == [("N201 N3", "N101", "ignores nothing")]
    assert unused([], said) == [("N201 N101 N3", "", "ignores nothing")]
    assert unused([finding(code, "1") for code in ("N101", "N201", "N302")], said) == []


def test_a_comment_at_no_segment_is_told() -> None:
    assert unused(EVERYWHERE, comment("ignore=N101")) == [("N101", "", "stands at no segment")]


def test_several_comments_at_one_segment_are_all_used() -> None:
    both = comment("ignore=N101", "1"), comment("ignore=N1", "1", at=40)
    assert ignored(EVERYWHERE, *both) == "1"
    assert unused(EVERYWHERE, *both) == []


def test_the_first_of_several_comments_gives_the_reason() -> None:
    both = comment("ignore=N101 reason=first", "1"), comment("ignore=N101 reason=second", "1", at=40)
    (found,), _ = commented(EVERYWHERE[:1], document(*both), USUAL)
    assert found.suppressed is not None
    assert found.suppressed.reason == "first"


@pytest.mark.parametrize(
    ("said", "rules", "told"),
    [
        ("N101", {"N101"}, True),
        ("N101", {"N201"}, False),
        ("N103", USUAL, False),
        ("N103", USUAL | {"N103"}, True),
        ("N1", {"N101"}, False),
        ("N1", {"N101", "N102"}, True),
        ("N1", USUAL, True),
        ("ALL", {"N101"}, False),
        ("ALL", USUAL, True),
    ],
)
def test_of_rules_that_did_not_run_nothing_is_said(said: str, rules: set[str], told: bool) -> None:
    assert bool(unused([], comment(f"ignore={said}", "1"), rules=rules)) is told


def test_what_ran_is_taken_out_and_what_did_not_stays() -> None:
    assert unused([], comment("ignore=N101,N201", "1"), rules={"N101"}) == [("N101", "N201", "ignores nothing")]


@pytest.mark.parametrize("word", ["S101", "unused-suppression", "S1"])
def test_a_comment_that_ignores_s101_is_kept_though_it_ignores_nothing(word: str) -> None:
    assert unused([], comment(f"ignore=N101,{word}", "1")) == []
    assert unused(EVERYWHERE, comment(f"ignore=N101,{word}", "1")) == []
    assert unused([], comment(f"ignore={word}", "1")) == []


def test_it_keeps_the_comments_where_it_counts_and_no_others() -> None:
    here, there, wrong = (
        comment("ignore=N201", "1"),
        comment("ignore=N301", "2", at=40),
        comment("nonsense", "1", at=80),
    )
    keeping = comment("ignore=S101", "1", at=120)
    assert [why for *_, why in unused([], here, there, wrong)] == [
        "cannot be understood: `nonsense` is not known (known: ignore, reason, until, scope, entity)",
        "ignores nothing",
        "ignores nothing",
    ]
    assert unused([], here, there, wrong, keeping) == [("N301", "", "ignores nothing")]
    assert unused([], here, there, comment("ignore=S101 scope=file")) == []
    assert len(unused([], here, comment("ignore=S101 until=2026-11-21", "1"))) == 2


def test_all_rules_do_not_stand_for_s101() -> None:
    assert unused([], comment("ignore=ALL", "1")) == [("ALL", "", "ignores nothing")]


WORDS = st.sampled_from([*(rule.code for rule in RULES if rule.code != "S101"), "N1", "N2", "D", "ALL"])


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([finding(rule.code, key) for rule in RULES[:8] for key in "12"]), max_size=4),
    st.lists(WORDS, min_size=1, max_size=4, unique=True),
    st.sampled_from(["segment", "document", "file"]),
)
def test_what_is_left_of_a_comment_ignores_what_all_of_it_does(
    findings: list[Finding], words: list[str], scope: str
) -> None:
    said = comment(f"ignore={','.join(words)} scope={scope}", "1")
    found, told = commented(findings, document(said), USUAL, TODAY)
    if told:
        left = comment(f"ignore={','.join(told[0].left)} scope={scope}", "1")
        rest = commented(findings, document(*[left] * bool(told[0].left)), USUAL, TODAY)
        assert rest == (found, [])
