"""What reviewers decided about links and names: it holds, whatever else stands there, and nothing is linked twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align.checker import Checker
from align.glossary.entity import Entity, Forbidden, SourceName
from align.glossary.lexicon import Lexicon
from align.match.undeclared import Discoverer
from align.model.alignment import Alignment, Link, Relation, Verdict
from align.model.decision import Decision, Decisions, Quote, Ruling, Subject
from align.model.segment import Document, Segment
from align.model.span import Span
from align.rules import RULES

FILE = "text.jsonl"


def person(full: str, han: str, origin: str = "ja", *, kana: str = "", forbid: str = "") -> Entity:
    first, last = full.split()
    family, forename = (last, first) if origin == "ja" else (first, last)
    order = "given-first" if origin == "ja" else "family-first"
    han_family, han_given = han.split()
    source = SourceName("", han_family + han_given, han_family, han_given)
    forbidden = (Forbidden(forbid),) if forbid else ()
    return Entity(
        full, "person", origin, full, family, forename, order,
        sources=(source,), kana=tuple(kana.split()), forbid=forbidden,
    )  # fmt: skip


TAKAICHI = person("Sanae Takaichi", "高市 早苗", kana="たかいち さなえ", forbid="Sanae Koichi")
KONO = person("Taro Kono", "河野 太郎", kana="こうの たろう")
LIN = person("Lin Min", "林 敏", "zh-CN")
OTHER_LIN = replace(LIN, id="other Lin Min")
HAYASHI = replace(person("Bin Hayashi", "林 敏"), id="hayashi")
LEXICON = Lexicon.of([TAKAICHI, KONO, LIN])


def segment(source: str | None, target: str | None, key: str = "1", lang: str = "zh") -> Segment:
    return Segment(key, "text", source, target, lang)


def quoted(words: str | None, text: str | None) -> Quote | None:
    """The words where they first stand in the text."""
    if words is None or text is None:
        return None
    at = text.index(words)
    return Quote.of(text, Span(at, at + len(words)))


def decided(on: Segment, ruling: Ruling, source: str | None, target: str | None, at: str = "2026-01-01") -> Decision:
    subject = Subject.NAME if ruling is Ruling.NAME else Subject.LINK
    quotes = quoted(source, on.source), quoted(target, on.target)
    return Decision(subject, ruling, file=FILE, segment=on.key, source=quotes[0], target=quotes[1], at=at)


def aligned(
    segments: Sequence[Segment], *decisions: Decision, lexicon: Lexicon = LEXICON, discover: bool = False
) -> list[Alignment]:
    discoverer = Discoverer(lexicon) if discover else None
    checker = Checker(lexicon, rules=(), discoverer=discoverer, decisions=Decisions(decisions))
    return list(checker.align([Document(Path(FILE), "jsonl", b"", tuple(segments))]))


def links(one: Segment, *decisions: Decision, lexicon: Lexicon = LEXICON, discover: bool = False) -> list[Link]:
    (alignment,) = aligned([one], *decisions, lexicon=lexicon, discover=discover)
    return list(alignment.links)


def pairs(found: Sequence[Link]) -> list[tuple[str, str]]:
    return [(link.source.surface if link.source else "", link.target.surface if link.target else "") for link in found]


# --- together ----------------------------------------------------------------------------------------------------

TWICE = segment("高市早苗和河野太郎发言。", "Sanae Takaichi spoke. Taro Kono spoke to Ms. Takaichi and the woman.")


def test_words_that_a_reviewer_linked_are_linked() -> None:
    link, *_ = links(TWICE, decided(TWICE, Ruling.TOGETHER, "高市早苗", "Takaichi and"))
    assert pairs([link]) == [("高市早苗", "Takaichi and")]
    assert (link.verdict, link.score) == (Verdict.PAIRED, 1)
    assert [why.text for why in link.why] == ["a reviewer linked them"]


@pytest.mark.parametrize(
    ("words", "relations"),
    [
        ("Sanae Takaichi", []),
        ("Takaichi", [Relation.PARTIAL]),
        ("Takaichi Sanae", [Relation.ORDER]),
        ("Sanae Takaichx", [Relation.SPELLING]),
        ("Sanae Koichi", [Relation.FORBIDDEN]),
        ("Taro Kono", [Relation.IDENTITY]),
        ("the woman", [Relation.IDENTITY]),
    ],
)
def test_what_was_linked_is_judged_as_any_rendering(words: str, relations: list[Relation]) -> None:
    one = segment("高市早苗发言。", f"Then {words} spoke.")
    (link,) = (each for each in links(one, decided(one, Ruling.TOGETHER, "高市早苗", words)) if each.source)
    assert [difference.relation for difference in link.differences] == relations
    assert link.target is not None
    assert link.target.surface == words


def test_somebody_else_whom_the_glossary_knows_is_named() -> None:
    one = segment("高市早苗发言。", "Then Taro Kono spoke.")
    (link,) = links(one, decided(one, Ruling.TOGETHER, "高市早苗", "Taro Kono"))
    assert "河野太郎" in link.differences[0].why


def test_words_that_are_no_mention_become_one() -> None:
    one = segment("她发言。高市早苗也来了。", "Takaichi spoke. Sanae Takaichi came too.")
    found = links(one, decided(one, Ruling.TOGETHER, "她", "Takaichi"))
    assert pairs(found) == [("她", "Takaichi"), ("高市早苗", "Sanae Takaichi")]
    assert found[0].differences == ()


def test_words_that_are_a_form_of_somebody_stay_theirs() -> None:
    one = segment("河野太郎来了。会议结束，高市说。", "Taro Kono came. The meeting ended, Takaichi said.")
    assert ("高市", "Takaichi") not in pairs(links(one))
    found = links(one, decided(one, Ruling.TOGETHER, "高市", "Takaichi"))
    assert [(link.entity, link.differences) for link in found if link.source and link.source.surface == "高市"] == [
        (TAKAICHI.id, ())
    ]


def test_of_several_people_the_one_whom_the_linked_words_name_is_meant() -> None:
    lexicon = Lexicon.of([LIN, HAYASHI])
    one = segment("林敏来了。", "Bin Hayashi and Lin Min came.")
    found = links(one, decided(one, Ruling.TOGETHER, "林敏", "Bin Hayashi"), lexicon=lexicon)
    assert (found[0].entity, found[0].differences) == ("hayashi", ())


def test_a_name_that_stays_ambiguous_can_be_linked() -> None:
    one = segment("林敏来了。", "He came.")
    found = links(one, decided(one, Ruling.TOGETHER, "林敏", "He"), lexicon=Lexicon.of([LIN, OTHER_LIN]))
    assert pairs(found) == [("林敏", "He")]
    assert found[0].entity == ""


def test_nothing_renders_what_a_reviewer_says_nothing_renders() -> None:
    one = segment("高市早苗发言。", "Sanae Takaichi spoke.")
    missing, added = links(one, decided(one, Ruling.TOGETHER, "高市早苗", None))
    assert (missing.verdict, added.verdict) == (Verdict.MISSING, Verdict.ADDED)
    assert missing.why[0].text == "a reviewer says that nothing renders it"


def test_words_that_render_nothing_stay_added() -> None:
    one = segment("高市早苗发言。", "Sanae Takaichi spoke.")
    missing, added = links(one, decided(one, Ruling.TOGETHER, None, "Sanae Takaichi"))
    assert (missing.verdict, added.verdict) == (Verdict.MISSING, Verdict.ADDED)
    assert added.why[0].text == "a reviewer says that it renders nothing in the source"


def test_words_apart_are_not_linked_but_may_be_with_others() -> None:
    one = segment("高市早苗发言。", "Sanae Takaichi spoke. Takaichi Sanae left.")
    assert pairs(links(one)) == [("高市早苗", "Sanae Takaichi"), ("", "Takaichi Sanae")]
    assert pairs(links(one, decided(one, Ruling.APART, "高市早苗", "Sanae"))) == [
        ("高市早苗", "Takaichi Sanae"),
        ("", "Sanae Takaichi"),
    ]
    alone = segment("高市早苗发言。", "Taro Kono spoke.")
    assert pairs(links(alone)) == [("高市早苗", "Taro Kono")]
    assert pairs(links(alone, decided(alone, Ruling.APART, "高市早苗", "Taro Kono"))) == [
        ("高市早苗", ""),
        ("", "Taro Kono"),
    ]


def test_of_contradicting_decisions_the_last_counts() -> None:
    first = decided(TWICE, Ruling.TOGETHER, "高市早苗", "the woman", "2026-01-01")
    second = decided(TWICE, Ruling.TOGETHER, "高市早苗", "Ms. Takaichi", "2026-01-02")
    apart = decided(TWICE, Ruling.APART, "高市早苗", "Takaichi and", "2026-01-03")
    assert pairs(links(TWICE, second, first))[0] == ("高市早苗", "Ms. Takaichi")
    assert pairs(links(TWICE, first, second, apart))[0] == ("高市早苗", "the woman")


def test_decisions_follow_their_words_and_prefer_their_segment() -> None:
    same = [segment("高市早苗发言。", "Sanae Takaichi spoke.", key) for key in "123"]
    decision = decided(same[1], Ruling.TOGETHER, "高市早苗", None)

    def missing(segments: Sequence[Segment]) -> list[str]:
        found = aligned(segments, decision)
        return [each.segment.key for each in found if each.links[0].verdict is Verdict.MISSING]

    assert missing(same) == ["2"]
    assert missing([same[2], same[0]]) == ["3"]
    assert missing([segment("高市早苗说。", "Sanae Takaichi spoke.")]) == []


# --- names -------------------------------------------------------------------------------------------------------


def test_a_name_that_the_finder_refused_is_found_in_the_whole_document() -> None:
    segments = [
        segment("高市早苗来了。", "Sanae Takaichi came.", "1", "ja"),
        segment("昨日高市早々、東京へ。", "Yesterday Takaichi went early.", "2", "ja"),
    ]
    plain = aligned(segments)
    assert [link.source is None for link in plain[1].links] == [True]
    told = aligned(segments, decided(segments[1], Ruling.NAME, "高市", None))
    assert pairs(told[1].links) == [("高市", "Takaichi")]
    assert told[1].links[0].entity == TAKAICHI.id
    assert pairs(told[0].links) == pairs(plain[0].links)


@pytest.mark.parametrize(
    ("lang", "source", "words", "target", "name"),
    [
        ("zh", "对此，揭春雨另有看法。", "揭春雨", "On this, Jie Chunyu had a different view.", "Jie Chunyu"),
        ("ja", "そこで鷹取凛々花は笑った。", "鷹取凛々花", "Then Ririka Takatori laughed.", "Ririka Takatori"),
        ("zh", "这是谢尔盖耶维奇的书。", "谢尔盖耶维奇", "This is a book by Sergeyevich.", "Sergeyevich"),
    ],
)
def test_a_name_in_no_glossary_is_treated_as_one_that_was_discovered(
    lang: str, source: str, words: str, target: str, name: str
) -> None:
    one = segment(source, target, lang=lang)
    (link,) = links(one, decided(one, Ruling.NAME, words, None), discover=True)
    assert pairs([link]) == [(words, name)]
    assert link.differences == ()
    assert link.entity


def test_a_name_is_found_without_looking_for_names() -> None:
    one = segment("玉渊潭天发文。", "A post said so.")
    (link,) = links(one, decided(one, Ruling.NAME, "玉渊潭天", None))
    assert (pairs([link]), link.entity, link.verdict) == ([("玉渊潭天", "")], "", Verdict.MISSING)


def test_a_longer_name_stays_whole() -> None:
    one = segment("高市早苗发言。", "Sanae Takaichi spoke.")
    assert pairs(links(one, decided(one, Ruling.NAME, "早苗", None))) == [("高市早苗", "Sanae Takaichi")]


def test_a_name_of_the_translation_is_a_mention() -> None:
    one = segment("玉渊潭天发文。", "Yuyuan Tantian wrote it.")
    (link,) = links(one, decided(one, Ruling.NAME, None, "Yuyuan Tantian"))
    assert (pairs([link]), link.verdict) == ([("", "Yuyuan Tantian")], Verdict.ADDED)


def test_a_name_of_the_translation_may_be_linked() -> None:
    one = segment("高市早苗发言。", "Prime Minister Aiko Mori spoke.")
    (link,) = links(one, decided(one, Ruling.NAME, None, "Aiko Mori"))
    assert pairs([link]) == [("高市早苗", "Aiko Mori")]


# --- laws --------------------------------------------------------------------------------------------------------

SOURCES = ["高市早苗", "高市", "早苗", "河野太郎", "林敏", "林", "她", "说", "，", "氏", "田中花子"]
TARGETS = [
    "Sanae Takaichi",
    "Takaichi",
    "Taro Kono",
    "Kono",
    "Lin Min",
    "he",
    "said",
    ",",
    "Kazuko Tanaka",
    "高市",
    "'s",
]
SEGMENTS = st.lists(
    st.builds(
        segment,
        st.none() | st.lists(st.sampled_from(SOURCES), max_size=5).map("".join),
        st.none() | st.lists(st.sampled_from(TARGETS), max_size=6).map(" ".join),
        st.sampled_from("12"),
        st.sampled_from(["zh", "ja"]),
    ),
    min_size=1,
    max_size=3,
)


def any_words(text: str | None) -> st.SearchStrategy[Quote | None]:
    if not text:
        return st.none()
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    return st.none() | places.map(lambda place: Quote.of(text, Span(*place)))


@st.composite
def reviewed(draw: st.DrawFn) -> tuple[list[Segment], list[Decision]]:
    """A document, and decisions on any words of it, whether or not they make sense together."""
    segments = draw(SEGMENTS)
    decisions = []
    for number in range(draw(st.integers(1, 4))):
        on = draw(st.sampled_from(segments))
        ruling = draw(st.sampled_from([Ruling.TOGETHER, Ruling.TOGETHER, Ruling.APART, Ruling.NAME]))
        subject = Subject.NAME if ruling is Ruling.NAME else Subject.LINK
        source, target = draw(any_words(on.source)), draw(any_words(on.target))
        if subject is Subject.NAME and source and target:
            target = None
        at = f"2026-01-0{number + 1}"
        decisions.append(Decision(subject, ruling, file=FILE, segment=on.key, source=source, target=target, at=at))
    return segments, decisions


LAW = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def spans(alignment: Alignment, source: bool) -> list[Span]:
    mentions = [link.source if source else link.target for link in alignment.links]
    return sorted(mention.span for mention in mentions if mention)


@LAW
@given(reviewed())
def test_whatever_is_decided_no_two_links_share_words(case: tuple[list[Segment], list[Decision]]) -> None:
    for alignment in aligned(case[0], *case[1]):
        for source in (True, False):
            assert all(one.end <= other.start for one, other in pairwise(spans(alignment, source)))
        for link in alignment.links:
            assert link.source or link.target
            for mention, text in ((link.source, alignment.segment.source), (link.target, alignment.segment.target)):
                assert mention is None or mention.span.of(text or "") == mention.surface != ""


@LAW
@given(reviewed())
def test_whatever_is_decided_every_mention_stands_in_one_link(case: tuple[list[Segment], list[Decision]]) -> None:
    plain = aligned(case[0])
    for before, after in zip(plain, aligned(case[0], *case[1]), strict=True):
        lost = {(each.mention.side, each.mention.span) for each in after.refused}
        for link in before.links:
            for mention in (link.source, link.target):
                if mention and (mention.side, mention.span) not in lost:
                    standing = spans(after, mention is link.source)
                    assert sum(mention.span.overlaps(span) for span in standing) >= (mention is link.source)


@LAW
@given(reviewed())
def test_the_last_decision_holds(case: tuple[list[Segment], list[Decision]]) -> None:
    segments, decisions = case
    last = decisions[-1]
    quotes = [quote for quote in (last.source, last.target) if quote]
    if not quotes or not all(quote.exact.strip() for quote in quotes) or last.subject is Subject.NAME:
        return
    wanted = (last.source.exact if last.source else "", last.target.exact if last.target else "")
    found = [pair for alignment in aligned(segments, *decisions) for pair in pairs(alignment.links)]
    if last.ruling is Ruling.TOGETHER:
        assert wanted in found
    elif all(wanted) and len(segments) == 1:
        source, target = last.source.find(segments[0].source or ""), last.target.find(segments[0].target or "")
        for link in aligned(segments, *decisions)[0].links:
            if link.source and link.target:
                assert not (link.source.span.overlaps(source) and link.target.span.overlaps(target))


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(reviewed())
def test_no_decision_stops_the_checker(case: tuple[list[Segment], list[Decision]]) -> None:
    lexicon = Lexicon.of([TAKAICHI, KONO, LIN, OTHER_LIN])
    checker = Checker(lexicon, rules=RULES, discoverer=Discoverer(lexicon), decisions=Decisions(case[1]))
    for finding in checker.check([Document(Path(FILE), "jsonl", b"", tuple(case[0]))]):
        assert finding.message


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(SEGMENTS)
def test_decisions_on_other_files_change_nothing(segments: list[Segment]) -> None:
    elsewhere = Decision(Subject.NAME, Ruling.NAME, file="other.jsonl", source=Quote("她"))
    assert aligned(segments, elsewhere) == aligned(segments)
