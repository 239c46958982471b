"""What becomes of every mention: laws for any text, and the few decisions that a reader would dispute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.alignment.link import Aligner
from align.glossary.entity import Entity, Forbidden, SourceName
from align.glossary.lexicon import Lexicon
from align.match.find import Finder
from align.model.alignment import Alignment, Link, Relation, Verdict
from align.model.segment import Segment
from align.model.span import Span
from align.names.style import DEFAULT


def person(full: str, han: str, *, order: str = "given-first", origin: str = "ja", kana: str = "") -> Entity:
    """`han` and `kana` are the family and the given name, with a space between them."""
    first, last = full.split()
    family, forename = (last, first) if order == "given-first" else (first, last)
    han_family, han_given = han.split()
    source = SourceName("", han_family + han_given, han_family, han_given)
    return Entity(full, "person", origin, full, family, forename, order, sources=(source,), kana=tuple(kana.split()))


def chinese(full: str, han: str, origin: str = "zh-CN") -> Entity:
    return person(full, han, order="family-first", origin=origin)


TAKAICHI = person("Sanae Takaichi", "高市 早苗", kana="たかいち さなえ")
KONO = person("Taro Kono", "河野 太郎", kana="こうの たろう")
ABE = person("Shinzo Abe", "安倍 晋三", kana="あべ しんぞう")
KANAI = person("Masaaki Kanai", "金井 正彰", kana="かない まさあき")
MOON = chinese("Moon Jae-in", "文 在寅", "ko")
ZHU = chinese("Zhu Rongji", "朱 镕基")

# --- laws --------------------------------------------------------------------------------------------------------

FAMILIES = [("林", "Lin"), ("林", "Hayashi"), ("高", "Gao"), ("高市", "Takaichi"), ("金井", "Kanai"), ("市早", "He")]
GIVENS = [
    ("早苗", "Sanae"),
    ("苗", "Miao"),
    ("正彰", "Masaaki"),
    ("太郎", "Taro"),
    ("市", "Long"),
    ("小文", "Xiao-wen"),
]
TERMS = [("高市", "Gaoshi"), ("林", "Forest"), ("太郎銀行", "Bank of Taro"), ("早苗会", "Sanae Takaichi Society")]
NOISE_IN_SOURCE = st.sampled_from(
    ["", "首相", "は、", "说", "さん", "局長", "。", "、", "\n", "与", "文在寅", "Kanai", "😀\u200b"]
)
NOISE_IN_TARGET = st.sampled_from(
    [
        "",
        "said",
        "and he",
        "Mr.",
        "President",
        "Kong",
        "Keiko Sato",
        ",",
        ".",
        "\n",
        "(",
        "'s",
        "Zhengzhang",
        "高市",
        "é 😀",
    ]
)


@st.composite
def people(draw: st.DrawFn) -> Entity:
    """Somebody whose names others have too, in whole or in part."""
    (han_family, family), (han_given, forename) = draw(st.sampled_from(FAMILIES)), draw(st.sampled_from(GIVENS))
    order = draw(st.sampled_from(["given-first", "family-first"]))
    full = f"{forename} {family}" if order == "given-first" else f"{family} {forename}"
    lang, origin = draw(st.sampled_from(["zh", "ja", ""])), draw(st.sampled_from(["zh-CN", "ja", "ko"]))
    source = SourceName(lang, han_family + han_given, han_family, han_given)
    forbid = (Forbidden(f"Takashi {family}"),) if draw(st.booleans()) else ()
    return Entity("", "person", origin, full, family, forename, order, forbid=forbid, sources=(source,))


def term(pair: tuple[str, str]) -> Entity:
    return Entity("", "organisation", "ja", pair[1], sources=(SourceName("", pair[0]),))


ENTITIES = st.lists(st.one_of(people(), people(), st.sampled_from(TERMS).map(term)), min_size=1, max_size=4)


def numbered(entities: Sequence[Entity]) -> list[Entity]:
    return [replace(entity, id=str(at)) for at, entity in enumerate(entities)]


def in_source(entity: Entity) -> st.SearchStrategy[str]:
    """A form of the entity, or nothing."""
    source = entity.sources[0]
    return st.sampled_from([source.full, source.full, source.family or source.full, source.given, ""])


def in_target(entity: Entity) -> st.SearchStrategy[str]:
    """A right or a wrong form of the entity, or nothing."""
    family, forename = entity.family or entity.full.upper(), entity.given
    wrong = [
        f"{family} {forename}",
        f"{forename} {family}",
        f"Takashi {family}",
        f"{forename}n {family}",
        "Gaoshi Zaomiao",
    ]
    return st.sampled_from([entity.full, entity.full, family, forename, *wrong, ""])


@st.composite
def documents(draw: st.DrawFn) -> tuple[Lexicon, list[Segment]]:
    """A small lexicon, and a document made of its forms and of noise."""
    entities = numbered(draw(ENTITIES))
    segments = []
    for key in range(draw(st.integers(1, 3))):
        named = draw(st.lists(st.sampled_from(entities), max_size=4))
        pieces = [
            (draw(in_source(each)), draw(NOISE_IN_SOURCE), draw(in_target(each)), draw(NOISE_IN_TARGET))
            for each in named
        ]
        source = "".join(form + noise for form, noise, _, _ in pieces)
        target = " ".join(f"{form} {noise}" for _, _, form, noise in pieces)
        left_out = draw(st.sampled_from(["neither"] * 6 + ["source", "target"]))
        segments.append(
            Segment(
                str(key),
                "text",
                None if left_out == "source" else source,
                None if left_out == "target" else target,
                draw(st.sampled_from(["zh", "ja", ""])),
            )
        )
    return Lexicon.of(entities), segments


DOCUMENTS = documents()
# The first example reads the tables of readings, which a slow machine may need longer for than a law has.
LAW = settings(deadline=None)


def aligned(lexicon: Lexicon, segments: Sequence[Segment]) -> list[Alignment]:
    return list(Aligner(lexicon, DEFAULT).document(segments).alignments)


@LAW
@given(DOCUMENTS)
def test_every_mention_of_the_source_stands_in_exactly_one_link(document: tuple[Lexicon, list[Segment]]) -> None:
    for found, alignment in zip(Finder(document[0]).document(document[1]), aligned(*document), strict=True):
        assert [link.source for link in alignment.links if link.source] == list(found.source)


@LAW
@given(DOCUMENTS)
def test_every_mention_of_the_translation_stands_in_exactly_one_link(document: tuple[Lexicon, list[Segment]]) -> None:
    for found, alignment in zip(Finder(document[0]).document(document[1]), aligned(*document), strict=True):
        targets = [link.target.span for link in alignment.links if link.target]
        for mention in found.target:
            # A longer name may have swallowed one of its words, which was found by itself.
            assert sum(span.overlaps(mention.span) for span in targets) == 1


@LAW
@given(DOCUMENTS)
def test_no_two_links_share_words(document: tuple[Lexicon, list[Segment]]) -> None:
    for alignment in aligned(*document):
        for mentions in ([link.source for link in alignment.links], [link.target for link in alignment.links]):
            spans = sorted(mention.span for mention in mentions if mention)
            assert all(one.end <= other.start for one, other in pairwise(spans))


@LAW
@given(DOCUMENTS)
def test_a_mention_is_what_stands_at_its_place(document: tuple[Lexicon, list[Segment]]) -> None:
    for alignment in aligned(*document):
        for link in alignment.links:
            for mention, text in ((link.source, alignment.segment.source), (link.target, alignment.segment.target)):
                if mention:
                    assert text is not None
                    assert Span(0, len(text)).contains(mention.span)
                    assert mention.span.of(text) == mention.surface != ""


@LAW
@given(DOCUMENTS)
def test_links_follow_the_source_and_then_the_translation(document: tuple[Lexicon, list[Segment]]) -> None:
    for alignment in aligned(*document):
        sources = [link.source.span for link in alignment.links if link.source]
        added = [link.target.span for link in alignment.links if link.target and not link.source]
        assert [bool(link.source) for link in alignment.links] == [True] * len(sources) + [False] * len(added)
        assert (sources, added) == (sorted(sources), sorted(added))


@LAW
@given(DOCUMENTS)
def test_a_verdict_says_which_side_is_there_and_somebody_is_meant(document: tuple[Lexicon, list[Segment]]) -> None:
    verdicts = {(True, True): Verdict.PAIRED, (True, False): Verdict.MISSING, (False, True): Verdict.ADDED}
    for link in (link for alignment in aligned(*document) for link in alignment.links):
        assert link.verdict is verdicts[bool(link.source), bool(link.target)]
        assert link.why
        named = [mention.entities for mention in (link.source, link.target) if mention]
        assert not link.entity or any(link.entity in entities for entities in named)


@LAW
@given(DOCUMENTS)
def test_where_a_side_has_no_text_nothing_is_paired(document: tuple[Lexicon, list[Segment]]) -> None:
    for alignment in aligned(*document):
        verdicts = {link.verdict for link in alignment.links}
        assert alignment.segment.target or verdicts <= {Verdict.MISSING}
        assert alignment.segment.source or verdicts <= {Verdict.ADDED}


@LAW
@given(DOCUMENTS)
def test_the_same_document_is_linked_the_same_every_time(document: tuple[Lexicon, list[Segment]]) -> None:
    lexicon, segments = document
    aligner = Aligner(lexicon, DEFAULT)
    first = list(aligner.document(segments).alignments)
    assert list(aligner.document(segments).alignments) == first == aligned(lexicon, segments)


@LAW
@given(DOCUMENTS)
def test_every_segment_has_its_alignment(document: tuple[Lexicon, list[Segment]]) -> None:
    assert [alignment.segment for alignment in aligned(*document)] == document[1]


# --- decisions ---------------------------------------------------------------------------------------------------


def links(lexicon: Sequence[Entity], *pairs: tuple[str | None, str | None], lang: str = "zh") -> list[list[Link]]:
    segments = [Segment(str(at), "text", source, target, lang) for at, (source, target) in enumerate(pairs)]
    return [list(alignment.links) for alignment in aligned(Lexicon.of(lexicon), segments)]


def told(link: Link) -> tuple[str, str, list[str]]:
    """Source words, English words and in what they differ from what they should be."""
    source, target = (mention.surface if mention else "" for mention in (link.source, link.target))
    return source, target, sorted({difference.relation.value for difference in link.differences})


def one(
    lexicon: Sequence[Entity], source: str | None, target: str | None, lang: str = "zh"
) -> list[tuple[str, str, list[str]]]:
    """The links of a document of one segment."""
    return [told(link) for link in links(lexicon, (source, target), lang=lang)[0]]


@pytest.mark.parametrize(
    ("entity", "target", "rendering", "relations"),
    [
        (TAKAICHI, "Sanae Takaichi spoke.", "Sanae Takaichi", []),
        (TAKAICHI, "Takaichi Sanae spoke.", "Takaichi Sanae", ["order"]),
        (TAKAICHI, "SANAE TAKAICHI spoke.", "SANAE TAKAICHI", ["format"]),
        (TAKAICHI, "Gaoshi Zaomiao spoke.", "Gaoshi Zaomiao", ["language"]),
        (TAKAICHI, "Takaichi spoke.", "Takaichi", ["partial"]),
        (TAKAICHI, "Sanae Takaichi's aide spoke.", "Sanae Takaichi", []),
        (KONO, "Tarou Kouno spoke.", "Tarou Kouno", ["variant"]),
        (KANAI, "Takashi Kanai spoke.", "Takashi Kanai", ["reading"]),
        (MOON, "President Wen Zaiyin spoke.", "Wen Zaiyin", ["language"]),
        (ZHU, "Zhu Yongji spoke.", "Zhu Yongji", ["reading"]),
        (ZHU, "Chu Jung-chi spoke.", "Chu Jung-chi", ["variant"]),
        (ZHU, "Rongji Zhu spoke.", "Rongji Zhu", ["order"]),
    ],
)
def test_a_rendering_is_linked_whatever_is_wrong_with_it(
    entity: Entity, target: str, rendering: str, relations: list[str]
) -> None:
    source = entity.sources[0].full
    assert one([entity], f"{source}发言。", target) == [(source, rendering, relations)]


def test_another_person_of_the_glossary_stands_for_the_one_named() -> None:
    ((link,),) = links([TAKAICHI, KONO], ("高市早苗发言。", "Taro Kono spoke."))
    assert (link.entity, link.expected) == ("Sanae Takaichi", ("Sanae Takaichi",))
    assert told(link) == ("高市早苗", "Taro Kono", ["identity"])


def test_a_wrong_name_is_known_when_its_family_name_comes_again() -> None:
    pairs = [
        ("高市早苗发言。", "Taro Kono spoke."),
        ("高市首相表示。", "Kono said so."),
        ("高市首相同意。", "Takaichi agreed."),
    ]
    found = [[told(link) for link in segment] for segment in links([TAKAICHI, KONO], *pairs)]
    assert found == [
        [("高市早苗", "Taro Kono", ["identity"])],
        [("高市", "Kono", ["identity"])],
        [("高市", "Takaichi", [])],
    ]


def test_a_wrong_reading_is_known_when_its_family_name_comes_again() -> None:
    pairs = [("高市早苗发言。", "Gaoshi Zaomiao spoke."), ("高市首相表示。", "Gaoshi said so.")]
    assert [told(link) for link in links([TAKAICHI], *pairs)[1]] == [("高市", "Gaoshi", ["language"])]


def test_what_one_document_called_somebody_is_forgotten_in_the_next() -> None:
    aligner = Aligner(Lexicon.of([TAKAICHI, KONO]), DEFAULT)
    aligner.document([Segment("1", "one", "高市早苗发言。", "Taro Kono spoke.", "zh")])
    (alignment,) = aligner.document([Segment("1", "two", "高市首相说", "Kono said", "zh")]).alignments
    (link,) = alignment.links
    assert told(link) == ("高市", "", [])


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("安倍晋三、高市早苗、河野太郎出席。", "Shinzo Abe, Keiko Sato and Taro Kono attended."),
        ("安倍晋三和高市早苗出席。", "Shinzo Abe and Keiko Sato attended."),
        ("高市早苗・河野太郎出席。", "Keiko Sato, Taro Kono attended."),
    ],
)
def test_an_unknown_name_beside_the_same_neighbour_stands_for_the_one_that_is_missing(source: str, target: str) -> None:
    found = {told(link)[:2] for segment in links([ABE, TAKAICHI, KONO], (source, target)) for link in segment}
    assert ("高市早苗", "Keiko Sato") in found


def test_a_name_that_the_source_explains_stands_for_nobody_else() -> None:
    assert one([TAKAICHI], "高市早苗会见王小明。", "She met Wang Xiaoming.") == [("高市早苗", "", [])]


def test_a_name_said_twice_is_linked_in_the_order_of_the_text() -> None:
    ((first, second),) = links([TAKAICHI], ("高市早苗，高市早苗", "Sanae Takaichi, Sanae Takaichi"))
    assert first.target is not None
    assert second.target is not None
    assert first.target.span < second.target.span


def test_a_name_rendered_once_and_said_twice_is_missing_once_and_says_so() -> None:
    ((first, second),) = links([TAKAICHI], ("高市早苗说，高市早苗", "Sanae Takaichi said she"))
    assert (first.verdict, second.verdict) == (Verdict.PAIRED, Verdict.MISSING)
    assert "elsewhere" in second.why[0].text


def test_a_name_that_nothing_renders_is_missing_and_says_what_is_expected() -> None:
    ((link,),) = links([TAKAICHI], ("高市早苗说", "It was said."))
    assert (link.verdict, link.target, link.expected) == (Verdict.MISSING, None, ("Sanae Takaichi",))


def test_a_name_without_a_source_name_is_added() -> None:
    ((link,),) = links([TAKAICHI], ("有人说", "Sanae Takaichi said"))
    assert (link.verdict, link.source, link.entity, link.differences) == (Verdict.ADDED, None, "Sanae Takaichi", ())


def test_english_alone_is_judged_by_itself() -> None:
    ((link,),) = links([TAKAICHI], (None, "Takaichi Sanae said"))
    assert told(link) == ("", "Takaichi Sanae", ["order"])


def test_a_forbidden_form_is_nothing_else() -> None:
    entity = replace(KANAI, forbid=(Forbidden("Takashi Kanai", "another person"),))
    ((link,),) = links([entity], ("金井正彰发言。", "Takashi Kanai spoke."))
    assert [(difference.relation, difference.why) for difference in link.differences] == [
        (Relation.FORBIDDEN, "another person")
    ]


def test_the_translation_decides_between_people_of_one_name() -> None:
    lin, hayashi = chinese("Lin Wen", "林 文"), person("Aya Hayashi", "林 文", kana="はやし あや")
    ((link,),) = links([lin, hayashi], ("林文出席。", "Aya Hayashi attended."))
    assert (link.entity, told(link)) == ("Aya Hayashi", ("林文", "Aya Hayashi", []))


def test_where_nothing_decides_nobody_is_meant() -> None:
    lin, hayashi = chinese("Lin Wen", "林 文"), person("Aya Hayashi", "林 文", kana="はやし あや")
    ((link,),) = links([lin, hayashi], ("林文出席。", "They attended."))
    assert (link.entity, link.verdict) == ("", Verdict.MISSING)
    assert "Lin Wen or Aya Hayashi" in link.why[0].text


def test_a_family_name_in_the_source_may_be_the_whole_name_in_the_translation() -> None:
    found = links([TAKAICHI], ("高市早苗", "Sanae Takaichi"), ("高市表示", "Sanae Takaichi said"))
    assert [told(link) for link in found[1]] == [("高市", "Sanae Takaichi", [])]


def test_a_part_is_expected_for_a_part() -> None:
    found = links([KONO], ("河野太郎", "Taro Kono"), ("河野表示", "Kouno said"))
    assert [(told(link), link.expected[0]) for link in found[1]] == [(("河野", "Kouno", ["variant"]), "Kono")]


def test_a_title_that_becomes_a_possession_is_a_fault_of_the_rendering() -> None:
    ((link,),) = links([KANAI], ("金井正彰局長が訪中", "Masaaki Kanai's director-general visits China"), lang="ja")
    assert [(difference.relation, difference.part) for difference in link.differences] == [(Relation.FORMAT, "title")]
