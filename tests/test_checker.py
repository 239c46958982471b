"""The pipeline from documents to findings: what may influence what, and that no text stops it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align.checker import Checker, texts
from align.glossary.entity import Entity, Forbidden, Role, SourceName
from align.glossary.lexicon import Lexicon
from align.match.undeclared import Discoverer
from align.model.finding import Finding, Severity
from align.model.segment import Comment, Document, Segment, Where
from align.model.span import Span
from align.names.style import PROFILES
from align.rules import RULES
from align.rules.base import Context, Rule
from align.rules.select import choose


def person(full: str, han: str, *, origin: str = "ja", kana: str = "") -> Entity:
    """`han` and `kana` are the family and the given name, with a space between them."""
    first, last = full.split()
    order = "given-first" if origin == "ja" else "family-first"
    family, forename = (last, first) if origin == "ja" else (first, last)
    han_family, han_given = han.split()
    source = SourceName("", han_family + han_given, han_family, han_given)
    return Entity(full, "person", origin, full, family, forename, order, sources=(source,), kana=tuple(kana.split()))


PREMIER = "Prime Minister of Japan"
TAKAICHI = replace(
    person("Sanae Takaichi", "高市 早苗", kana="たかいち さなえ"),
    gender="female",
    roles=(Role(PREMIER, "首相", "首相", "2025-10-21"),),
)
ISHIBA = replace(
    person("Shigeru Ishiba", "石破 茂", kana="いしば しげる"),
    gender="male",
    roles=(Role(PREMIER, "首相", "首相", "2024-10-01", "2025-10-20"),),
)
KONO = replace(
    person("Taro Kono", "河野 太郎", kana="こうの たろう"), accept=("Tarō Kōno",), forbid=(Forbidden("Taro Kawano"),)
)
LIN = person("Lin Min", "林 敏", origin="zh-CN")
KYOTO = Entity("Kyoto", "place", "ja", "Kyoto", sources=(SourceName("zh", "京都"), SourceName("ja", "京都")))
BANK = Entity("Bank of Japan", "organisation", "ja", "Bank of Japan", sources=(SourceName("zh", "日本银行"),))
LEXICON = Lexicon.of([TAKAICHI, ISHIBA, KONO, LIN, KYOTO, BANK])


def segment(key: int, source: str | None, target: str | None, *, text: str = "text", lang: str = "zh") -> Segment:
    return Segment(str(key), text, source, target, lang)


def document(*segments: Segment, date: str = "") -> Document:
    return Document(Path("text.jsonl"), "jsonl", b"", segments, date)


def check(*documents: Document, date: str = "", rules: Sequence[Rule] = RULES) -> list[Finding]:
    return list(Checker(LEXICON, rules=rules, date=date).check(documents))


# --- documents ---------------------------------------------------------------------------------------------------

FIRST = [segment(1, "高市早苗发言。", "Taro Kono spoke."), segment(2, "高市首相表示。", "Kono said so.")]
SECOND = [
    segment(1, "高市首相表示。", "Kono said so.", text="other"),
    segment(2, "高市说", "Kawano said", text="other"),
]


def test_a_document_has_the_findings_that_it_has_alone() -> None:
    first, second = document(*FIRST), document(*SECOND)
    assert check(first, second) == [*check(first), *check(second)]
    assert check(second, first) == [*check(second), *check(first)]
    assert check(first) != []


def test_texts_of_one_file_know_as_little_of_each_other() -> None:
    assert check(document(*FIRST, *SECOND)) == [*check(document(*FIRST)), *check(document(*SECOND))]


def test_consecutive_segments_of_one_name_are_one_text() -> None:
    segments = [segment(key, "", "", text=name) for key, name in enumerate(["a", "a", "b", "a"])]
    assert [[one.key for one in text] for text in texts(segments)] == [["0", "1"], ["2"], ["3"]]


def test_a_document_without_segments_has_no_findings() -> None:
    assert check(document()) == []


def test_every_segment_has_its_alignment_in_order() -> None:
    checker = Checker(LEXICON, rules=RULES)
    aligned = list(checker.align([document(*FIRST, *SECOND)]))
    assert [alignment.segment for alignment in aligned] == [*FIRST, *SECOND]


def test_every_text_is_aligned_with_the_lexicon_that_it_was_read_by() -> None:
    checker = Checker(LEXICON, rules=(), discoverer=Discoverer(LEXICON))
    unknown = segment(1, "田中花子さんが来た。", "Hanako Tanaka came.", text="third", lang="ja")
    first, second, third = checker.aligned([document(*FIRST, *SECOND), document(unknown)])
    assert [len(text.alignments) for text in (first, second, third)] == [2, 2, 1]
    (link,) = third.alignments[0].links
    assert third.lexicon.entity(link.entity).full == "Hanako Tanaka"
    assert link.entity not in first.lexicon
    assert link.entity not in LEXICON


def test_a_finding_names_nobody_whom_nobody_knows() -> None:
    checker = Checker(LEXICON, rules=RULES, discoverer=Discoverer(LEXICON))
    wrong = segment(1, "記者の田中花子さんが来た。", "Kazuko Tanaka, a reporter, came.", lang="ja")
    (finding,) = checker.check([document(wrong)])
    assert (finding.source_text, finding.target_text) == ("田中花子", "Kazuko Tanaka")
    assert (finding.entity, finding.entity_name) == ("", "")


# --- other languages -----------------------------------------------------------------------------------------------


def test_of_a_translation_into_another_language_only_that_is_said() -> None:
    at = Where(Path("text.jsonl"), 1, 1)
    german = [replace(each, target_lang="de") for each in SECOND]
    idle = [Comment("ignore=N102", at, keys, Span(0, 1), Span(0, 1)) for keys in (("3",), ("1",), ())]
    found = check(replace(document(*FIRST, *(replace(each, key="3") for each in german[:1])), comments=tuple(idle)))
    assert [(each.code, each.segment.key) for each in found if each.code[0] in "DS"] == [
        ("S101", ""),
        ("S101", "1"),
        ("D102", "3"),
    ]
    assert [each.code for each in check(replace(document(*german), comments=tuple(idle)))] == ["D102"]
    assert [each.links for each in Checker(LEXICON, rules=RULES).align([document(*german)])] == [(), ()]


# --- dates -------------------------------------------------------------------------------------------------------

OFFICE = segment(1, "石破茂接受了采访。", "Prime Minister Shigeru Ishiba gave an interview.")


def codes(*documents: Document, date: str = "") -> list[str]:
    return [finding.code for finding in check(*documents, date=date)]


def test_an_office_is_judged_at_the_date_of_the_document() -> None:
    assert codes(document(OFFICE, date="2025-01-10")) == []
    assert codes(document(OFFICE, date="2025-11-17")) == ["N601"]


def test_a_date_that_was_asked_for_wins_over_that_of_the_document() -> None:
    assert codes(document(OFFICE, date="2025-11-17"), date="2025-01-10") == []
    assert codes(document(OFFICE, date="2025-01-10"), date="2025-11-17") == ["N601"]


def test_each_document_has_its_own_date() -> None:
    found = check(document(OFFICE, date="2025-01-10"), document(OFFICE, date="2025-11-17"))
    assert [finding.code for finding in found] == ["N601"]
    assert "2025-11-17" in found[0].message


# --- findings ----------------------------------------------------------------------------------------------------

FAULTY = document(
    segment(1, "高市早苗会见河野太郎和林敏。", "Gaoshi Zaomiao met Kono Taro and Min Lin."),
    segment(2, "林敏与高市早苗会谈。", "Takaichi Sanae met 林敏 in Kyoto."),
    segment(3, "河野太郎在京都。", "Taro Kawano was there. He was in Kyoto."),
    date="2025-11-17",
)


def place(finding: Finding) -> tuple[int, int]:
    return int(finding.segment.key), finding.target.start if finding.target else -1


def test_findings_come_in_the_order_of_the_text() -> None:
    found = check(FAULTY)
    assert [place(finding) for finding in found] == sorted(place(finding) for finding in found)
    assert {"N101", "N203", "N304", "N502"} <= {finding.code for finding in found}


@pytest.mark.parametrize("rules", [RULES, RULES[::-1]], ids=["as listed", "backwards"])
def test_the_order_of_the_rules_does_not_show(rules: Sequence[Rule]) -> None:
    assert check(FAULTY, rules=rules) == check(FAULTY)


def test_the_same_input_gives_the_same_findings() -> None:
    checker = Checker(LEXICON, rules=RULES)
    assert list(checker.check([FAULTY])) == list(checker.check([FAULTY])) == check(FAULTY)


def test_only_the_rules_that_were_chosen_speak() -> None:
    assert {finding.code for finding in check(FAULTY, rules=choose(["N101"], []))} == {"N101"}
    assert check(FAULTY, rules=()) == []


def test_the_house_decides_what_is_wrong() -> None:
    def orders(style: str) -> list[str]:
        checker = Checker(LEXICON, rules=choose(["N101"], []), style=PROFILES[style])
        return [finding.target_text for finding in checker.check([FAULTY])]

    assert orders("given-first") == ["Kono Taro", "Min Lin", "Takaichi Sanae"]
    assert orders("family-first") == ["Min Lin"]


# --- rules -------------------------------------------------------------------------------------------------------


def recording(seen: list[Context], scope: str) -> Rule:
    """A rule that remembers what it was shown, and finds something in every segment."""

    def look(context: Context) -> Iterator[Finding]:
        seen.append(context)
        for index in range(len(context.alignments)) if scope == "document" else [context.index]:
            yield rule.finding(context.at(index), "seen", target_span=Span(0, 0))

    rule = Rule("X101", "seen", Severity.INFO, "what was seen", "other", look, scope=scope)
    return rule


def test_a_rule_of_scope_document_sees_each_text_once_and_whole() -> None:
    seen: list[Context] = []
    found = check(document(*FIRST, *SECOND, date="2025-11-17"), rules=[recording(seen, "document")])
    assert [[alignment.segment for alignment in context.alignments] for context in seen] == [FIRST, SECOND]
    assert [(context.index, context.date) for context in seen] == [(0, "2025-11-17")] * 2
    assert [finding.segment for finding in found] == [*FIRST, *SECOND]


def test_a_rule_of_scope_segment_sees_each_segment_in_its_text() -> None:
    seen: list[Context] = []
    check(document(*FIRST, *SECOND), rules=[recording(seen, "segment")])
    assert [context.segment for context in seen] == [*FIRST, *SECOND]
    assert [len(context.alignments) for context in seen] == [2, 2, 2, 2]


# --- any text ----------------------------------------------------------------------------------------------------

# Half of a surrogate pair is no character: every format refuses it before the checker sees it.
ODD = (
    "\x00 \x07 \x1b[31m \x7f \x85 \u00ad \u0301 \u200b \u200f \u202e \u2028 \ufeff \ufffd \ufdd0 \uffff "
    '😀 👩‍👩‍👧 🇯🇵 𠮷 ﬃ İ ß ǆ ﾊﾞ \u3099 \\ud83d {"a": ["\\u0000"]} <b> &amp; %s .. \\N \r\n \t'
).split(" ")
IN_SOURCE = (
    "高市早苗 高市早苗 高市 早苗 首相 河野太郎 河野太郎 石破茂氏 林敏 林主席 京都 日本银行 前首相 说 、 。 「 」"
).split(" ")
IN_TARGET = (
    "Sanae,Takaichi,Sanae Takaichi,Taro,Kono,Kono Taro,Kawano,Gaoshi Zaomiao,Lin Min,Min Lin,Mr.,Ms.,He,he,she,"
    "Prime Minister,former,Kyoto,Bank of Japan,.,'s,-,(,),2025,and,17日,石破茂"
).split(",")
ANYTHING = st.one_of(st.sampled_from(ODD), st.text(st.characters(exclude_categories=["Cs"]), max_size=3))


def made_of(pieces: Sequence[str], between: str) -> st.SearchStrategy[str | None]:
    """Texts of these pieces, and now and then of anything; some are empty, some are not there."""
    plain = st.sampled_from(pieces)
    some = st.lists(st.one_of(plain, plain, plain, ANYTHING), min_size=2, max_size=10).map(between.join)
    return st.integers(0, 9).flatmap(lambda die: [st.none(), st.just("")][die] if die < 2 else some)


SEGMENTS = st.lists(
    st.builds(
        Segment,
        st.sampled_from("123"),
        st.sampled_from("ab"),
        made_of(IN_SOURCE, ""),
        made_of(IN_TARGET, " "),
        st.sampled_from(["", "zh", "zh-Hans", "zh-Hant", "ja"]),
    ),
    min_size=10,
    max_size=10,
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(SEGMENTS, st.sampled_from(["", "2025", "2025-11", "2025-11-17"]))
def test_no_text_stops_the_checker(segments: list[Segment], date: str) -> None:
    for finding in check(document(*segments, date=date)):
        for span, text in (
            (finding.source, finding.segment.source),
            (finding.target, finding.segment.target),
        ):
            assert span is None or Span(0, len(text or "")).contains(span)
        assert 0 <= finding.confidence <= 1
        assert finding.message
        assert len(finding.fingerprint) == 16


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(SEGMENTS)
def test_a_fix_replaces_what_stands_there(segments: list[Segment]) -> None:
    for finding in check(document(*segments)):
        for edit in finding.fix.edits if finding.fix else ():
            assert edit.key in {segment.key for segment in segments}
            assert any(edit.span.of(segment.target or "") == edit.expected for segment in segments)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(SEGMENTS)
def test_any_text_has_the_same_findings_every_time(segments: list[Segment]) -> None:
    assert check(document(*segments)) == check(document(*segments))
