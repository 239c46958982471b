"""Names of documents that no glossary has: who decides, and what holds for any text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align.alignment.link import Aligned
from align.checker import Checker
from align.glossary.entity import Authority, Entity, SourceName
from align.glossary.lexicon import Lexicon
from align.glossary.whos_who import whos_who
from align.match.find import Finder
from align.match.undeclared import Discoverer, Undeclared
from align.model.finding import Finding, Severity
from align.model.segment import Document, Segment
from align.model.span import Span
from align.rules.select import choose

NOTHING = Lexicon.empty()
AYABE = Entity(
    "ayabe-chika", "person", "ja", "Chika Ayabe", "Ayabe", "Chika", "given-first",
    sources=(SourceName("ja", "綾部千夏", "綾部", "千夏"),),
)  # fmt: skip
TAKAICHI = Entity(
    "somebody", "person", "ja", "Sanae Nakamura", "Nakamura", "Sanae", "given-first",
    sources=(SourceName("ja", "高市早苗", "高市", "早苗"),),
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _private_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compiled glossaries of the tests stay out of the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALIGN_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


def segment(key: int, source: str | None, target: str | None, *, text: str = "text", lang: str = "ja") -> Segment:
    return Segment(str(key), text, source, target, lang)


def checker(*entities: Entity, known: bool = True) -> Checker:
    lexicon = Lexicon.of(entities) if entities else NOTHING
    rules = choose([], [])
    return Checker(lexicon, rules=rules, discoverer=Discoverer(lexicon, whos_who() if known else None))


def document(*segments: Segment) -> Document:
    return Document(Path("text.jsonl"), "jsonl", b"", segments, "")


def check(*segments: Segment, entities: Sequence[Entity] = (), known: bool = True) -> list[Finding]:
    """The errors in a document."""
    found = checker(*entities, known=known).check([document(*segments)])
    return [finding for finding in found if finding.severity is Severity.ERROR]


def undeclared(*segments: Segment, entities: Sequence[Entity] = (), known: bool = True) -> Undeclared:
    lexicon = Lexicon.of(entities) if entities else NOTHING
    declared = Finder(lexicon).document(segments)
    return Discoverer(lexicon, whos_who() if known else None).document(segments, declared)


def surfaces(found: Undeclared, index: int = 0) -> list[str]:
    return [mention.surface for mention in found.mentions[index].source]


# --- who decides -------------------------------------------------------------------------------------------------


def test_what_nobody_knows_is_made_an_entity_of_the_document() -> None:
    found = undeclared(segment(1, "作家の綾部千夏さんが来た。", "The writer Chinatsu Ayabe came."))
    (mention,) = found.mentions[0].source
    entity = found.lexicon.entity(mention.entity)
    assert mention.span.of("作家の綾部千夏さんが来た。") == "綾部千夏"
    assert (entity.full, entity.family, entity.given) == ("Chinatsu Ayabe", "Ayabe", "Chinatsu")
    assert (entity.authority, entity.is_declared, entity.is_identified) == (Authority.READ, False, False)
    assert found.readers[entity.id].reads("Chika Ayabe")


def test_whom_the_whos_who_knows_is_identified() -> None:
    wrong = segment(1, "高市早苗首相は語った。", "Prime Minister Gaoshi Zaomiao spoke.")
    (known,) = check(wrong)
    assert (known.entity_name, known.expected[0]) == ("Sanae Takaichi", "Sanae Takaichi")
    (read,) = check(wrong, known=False)
    assert (read.entity_name, read.expected[0]) == ("", "Sanae Takaichi")


def test_what_the_translation_calls_a_name_counts_before_the_likeliest_reading() -> None:
    found = undeclared(segment(1, "作家の綾部千夏さんが来た。", "The writer Chika Ayabe came."))
    assert found.lexicon.entity(found.mentions[0].source[0].entity).full == "Chika Ayabe"


def test_the_glossary_decides_over_the_readings() -> None:
    (finding,) = check(segment(1, "作家の綾部千夏さんが来た。", "The writer Chinatsu Ayabe came."), entities=[AYABE])
    assert (finding.entity, finding.expected[0]) == ("ayabe-chika", "Chika Ayabe")
    assert check(segment(1, "作家の綾部千夏さんが来た。", "The writer Chika Ayabe came."), entities=[AYABE]) == []


def test_the_glossary_decides_over_the_whos_who() -> None:
    right, other = "Prime Minister Sanae Nakamura spoke.", "Prime Minister Sanae Takaichi spoke."
    assert check(segment(1, "高市早苗首相は語った。", right), entities=[TAKAICHI]) == []
    (finding,) = check(segment(1, "高市早苗首相は語った。", other), entities=[TAKAICHI])
    assert (finding.entity, finding.expected[0]) == ("somebody", "Sanae Nakamura")


def test_a_declared_name_is_not_found_a_second_time() -> None:
    segments = segment(1, "綾部千夏さんと尾形悠真さんが来た。", "Chika Ayabe and Yuma Ogata came.")
    found = undeclared(segments, entities=[AYABE])
    assert surfaces(found) == ["綾部千夏", "尾形悠真"]
    assert found.mentions[0].source[0].entity == "ayabe-chika"
    assert set(found.readers).isdisjoint({"ayabe-chika"})


def test_the_glossary_itself_learns_nothing() -> None:
    lexicon = Lexicon.of([AYABE])
    segments = [segment(1, "尾形悠真さんが来た。", "Yuma Ogata came.")]
    found = Discoverer(lexicon).document(segments, Finder(lexicon).document(segments))
    (mention,) = found.mentions[0].source
    assert mention.entity in found.lexicon
    assert mention.entity not in lexicon


# --- documents ---------------------------------------------------------------------------------------------------


def test_a_family_name_alone_is_the_person_who_was_named_before() -> None:
    found = undeclared(
        segment(1, "俳優の尾形悠真さんが来た。", "The actor Yuma Ogata came."),
        segment(2, "尾形さんは笑った。", "Ogata laughed."),
    )
    (whole,), (alone,) = found.mentions[0].source, found.mentions[1].source
    assert whole.entity == alone.entity
    assert len(found.readers) == 1


def test_the_words_of_one_segment_say_whose_name_it_is_in_another() -> None:
    segments = [
        segment(1, "韩国演员朴智允来到现场。", "The South Korean actor Park Ji-yoon came.", lang="zh-Hans"),
        segment(2, "朴智允感谢影迷。", "Piao Zhiyun thanked the fans.", lang="zh-Hans"),
    ]
    (finding,) = check(*segments, known=False)
    assert (finding.code, finding.segment.key, finding.expected[0]) == ("N203", "2", "Park Ji-yoon")


def test_documents_know_nothing_of_each_others_names() -> None:
    first = document(segment(1, "作家の綾部千夏さんが来た。", "The writer Chika Ayabe came."))
    second = document(segment(1, "作家の綾部千夏さんが笑った。", "The writer Kenta Ayabe laughed."))
    whole = checker()
    together = list(whole.check([first, second]))
    assert together == [*whole.check([first]), *whole.check([second])]
    assert together == [*checker().check([first]), *checker().check([second])]
    (finding,) = together
    assert finding.expected[0] == "Chinatsu Ayabe"


def test_a_document_without_names_gets_the_lexicon_as_it_was() -> None:
    lexicon = Lexicon.of([AYABE])
    segments = [segment(1, "会議は東京で開かれた。", "The meeting was held in Tokyo.")]
    declared = Finder(lexicon).document(segments)
    found = Discoverer(lexicon, whos_who()).document(segments, declared)
    assert found.lexicon is lexicon
    assert list(found.mentions) == list(declared)
    assert found.readers == {}


@pytest.mark.parametrize(("source", "target"), [(None, "Chinatsu Ayabe came."), ("綾部千夏が来た。", None), ("", "")])
def test_one_side_alone_has_no_undeclared_names(source: str | None, target: str | None) -> None:
    assert undeclared(segment(1, source, target)).readers == {}


# --- laws --------------------------------------------------------------------------------------------------------

_NAMES = "綾部千夏 金井正彰 尾形 邵立群 文在寅 马克龙 メルケル 高市早苗 佐々木 𠮷野 辻\U000e0100 ﾒﾙｹﾙ"
_BESIDE = "首相 さん 外交部发言人 韩国总统 は 和 说 、 。 “ （ ） か\u3099 \ue000"
_SOURCE = st.lists(st.sampled_from([*_NAMES.split(), *_BESIDE.split(), "Kai Poon", " ", "　", "\n"]), max_size=9).map(
    "".join
)
_TARGET = st.lists(
    st.sampled_from(
        "Chinatsu Ayabe Takashi Kanai Ogata Shao Liqun Wen Zaiyin Angela Merkel Macron's TAKAICHI said and Mr. - ( ) “ 綾部 "
        "Jun'ichi d'Or é \ue000 \n".split(" ")
    ),
    max_size=12,
).map(" ".join)
_LANGUAGES = st.sampled_from(["ja", "zh-Hans", "zh-Hant", "zh", "ko", ""])
_SEGMENTS = st.lists(st.tuples(_SOURCE, _TARGET), min_size=1, max_size=3)
DECLARING = checker(AYABE, TAKAICHI)


def _aligned(pairs: list[tuple[str, str]], lang: str) -> Aligned:
    segments = [segment(key, source, target, lang=lang) for key, (source, target) in enumerate(pairs)]
    (aligned,) = DECLARING.aligned([document(*segments)])
    return aligned


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_SEGMENTS, _LANGUAGES)
def test_every_mention_is_in_exactly_one_link_and_quotes_its_text(pairs: list[tuple[str, str]], lang: str) -> None:
    for alignment in _aligned(pairs, lang).alignments:
        for side, text in (("source", alignment.segment.source), ("target", alignment.segment.target)):
            mentions = [mention for link in alignment.links if (mention := getattr(link, side))]
            spans = sorted(mention.span for mention in mentions)
            assert all(mention.span.of(text) == mention.surface for mention in mentions)
            assert all(0 <= span.start < span.end <= len(text) for span in spans)
            assert all(one.end <= other.start for one, other in pairwise(spans))
        assert all(link.source or link.target for link in alignment.links)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_SEGMENTS, _LANGUAGES)
def test_every_link_is_of_somebody_in_the_lexicon_that_it_was_read_by(pairs: list[tuple[str, str]], lang: str) -> None:
    aligned = _aligned(pairs, lang)
    for alignment in aligned.alignments:
        assert all(link.entity in aligned.lexicon for link in alignment.links if link.entity)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_SEGMENTS, _LANGUAGES)
def test_findings_lie_inside_their_texts_and_are_the_same_each_time(pairs: list[tuple[str, str]], lang: str) -> None:
    segments = [segment(key, source, target, lang=lang) for key, (source, target) in enumerate(pairs)]
    found = list(DECLARING.check([document(*segments)]))
    for finding in found:
        for span, text in ((finding.source, finding.segment.source), (finding.target, finding.segment.target)):
            assert span is None or Span(0, len(text or "")).contains(span)
        assert 0 <= finding.confidence <= 1
        assert finding.message
    assert found == list(DECLARING.check([document(*segments)]))
