"""Who is meant where: names in full, and parts of names once somebody has been introduced."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from align.glossary.entity import Entity, Forbidden, SourceName
from align.glossary.lexicon import Lexicon
from align.match.find import Finder, Mentions
from align.model.alignment import FormRole, FormStatus, Mention, Via
from align.model.segment import Segment
from align.model.span import Side, Span


def person(full: str, han: str, *, order: str = "given-first", origin: str = "ja", name: str = "") -> Entity:
    """`han` is the family and the given name in the source, with a space between them."""
    first, last = full.split()
    family, given = (last, first) if order == "given-first" else (first, last)
    han_family, han_given = han.split()
    source = SourceName("", han_family + han_given, han_family, han_given)
    return Entity(name or full, "person", origin, full, family, given, order, sources=(source,))


def chinese(full: str, han: str) -> Entity:
    return person(full, han, order="family-first", origin="zh-CN")


def other(name: str, source: str, *, kind: str = "organisation") -> Entity:
    return Entity(name, kind, "western", name, sources=(SourceName("", source),))


TAKAICHI = person("Sanae Takaichi", "高市 早苗")
MURAKAMI = person("Makoto Murakami", "村上 誠")
SAITO = person("Kenichi Saito", "斎藤 健一")
LIU = chinese("Liu Jinsong", "刘 劲松")
FANG = chinese("Fang Ming", "方 明")
HE = chinese("He Jianfeng", "何 剑锋")
SMITH = Entity(
    "John Smith",
    "person",
    "western",
    "John Smith",
    "Smith",
    "John",
    "given-first",
    sources=(SourceName("ja", "ジョン・スミス", "スミス", "ジョン"),),
)
TSAI = Entity(
    "Tsai Ing-wen",
    "person",
    "zh-TW",
    "Tsai Ing-wen",
    "Tsai",
    "Ing-wen",
    "family-first",
    accept=("President Tsai", "Tsaiing"),
    forbid=(Forbidden("Cai Yingwen"),),
    sources=(SourceName("zh", "蔡英文", "蔡", "英文"),),
)


def find(lexicon: Sequence[Entity], *pairs: tuple[str | None, str | None], lang: str = "zh") -> list[Mentions]:
    """The mentions of the segments of one document."""
    segments = [Segment(str(at), "text", source, target, lang) for at, (source, target) in enumerate(pairs)]
    return Finder(Lexicon.of(lexicon)).document(segments)


def surfaces(mentions: Sequence[Mention]) -> str:
    return "|".join(mention.surface for mention in mentions)


def in_source(lexicon: Sequence[Entity], *texts: str, lang: str = "zh") -> list[str]:
    """What is found in source texts alone."""
    return [surfaces(found.source) for found in find(lexicon, *((text, None) for text in texts), lang=lang)]


def in_target(lexicon: Sequence[Entity], *texts: str) -> list[str]:
    """What is found in translations alone."""
    return [surfaces(found.target) for found in find(lexicon, *((None, text) for text in texts))]


def reasons(found: Mentions) -> dict[str, str]:
    return {refused.mention.surface: refused.reason for refused in found.refused}


# --- introduction ------------------------------------------------------------------------------------------------


def test_a_family_name_means_somebody_from_the_introduction_on() -> None:
    assert in_source([TAKAICHI], "高市说", "高市早苗说", "高市说") == ["", "高市早苗", "高市"]
    assert in_target([TAKAICHI], "Takaichi said", "Sanae Takaichi said", "Takaichi said") == [
        "",
        "Sanae Takaichi",
        "Takaichi",
    ]


def test_the_source_introduces_whom_the_translation_names_by_the_family_name() -> None:
    (found,) = find([TAKAICHI], ("高市早苗说", "Takaichi said"))
    assert surfaces(found.target) == "Takaichi"


def test_the_translation_introduces_nobody_to_the_source() -> None:
    (found,) = find([TAKAICHI], ("高市说", "Sanae Takaichi said"))
    assert surfaces(found.source) == ""


def test_a_title_after_a_rare_family_name_says_who_is_meant_before_the_introduction() -> None:
    assert in_source([TAKAICHI], "高市首相说") == ["高市"]


def test_a_title_after_a_common_family_name_does_not() -> None:
    namesakes = [person(f"{chr(65 + at)}ji Tanaka", f"田中 {han}") for at, han in enumerate("一二三四五六七八九十百千")]
    assert in_source(namesakes[:2], "田中さん", lang="ja") == ["田中"]
    assert in_source(namesakes, "田中さん", lang="ja") == [""]


def test_a_given_name_alone_needs_an_introduction_and_a_title() -> None:
    assert in_source([TAKAICHI], "早苗さん", "高市早苗", "早苗", "早苗さん", lang="ja") == ["", "高市早苗", "", "早苗"]


def test_an_english_given_name_alone_is_nobody() -> None:
    assert in_target([TAKAICHI], "Sanae Takaichi said", "Sanae said") == ["Sanae Takaichi", ""]


def test_one_text_does_not_introduce_anybody_to_another() -> None:
    finder = Finder(Lexicon.of([TAKAICHI]))
    first, second = (Segment("1", name, text, None, "zh") for name, text in (("a", "高市早苗说"), ("b", "高市说")))
    assert surfaces(finder.document([first])[0].source) == "高市早苗"
    assert surfaces(finder.document([second])[0].source) == ""


# --- what overlaps -----------------------------------------------------------------------------------------------


def test_the_longest_match_wins_and_the_loser_is_kept_with_its_reason() -> None:
    (found,) = find(
        [other("Japan", "日本", kind="place"), other("Bank of Japan", "日本银行")], ("日本银行", "the Bank of Japan")
    )
    assert (surfaces(found.source), surfaces(found.target)) == ("日本银行", "Bank of Japan")
    assert reasons(found) == {
        "日本": "it lies within 日本银行, which is longer",
        "Japan": "it lies within Bank of Japan, which is longer",
    }


def test_parts_of_a_full_name_are_no_mentions_of_their_own() -> None:
    (found,) = find([TAKAICHI], ("高市早苗", "Sanae Takaichi"))
    assert (len(found.source), len(found.target)) == (1, 1)
    assert {"高市", "早苗", "Takaichi"} == set(reasons(found))


def test_a_shortened_whole_name_is_no_family_name() -> None:
    found = find([SAITO], ("斎藤健一", None), ("斎藤健が優勝", None), lang="ja")[1]
    assert found.source == ()
    assert reasons(found) == {"斎藤": "it is part of a shortened whole name"}


def test_a_family_name_inside_a_japanese_word_is_nobody_unless_a_title_follows() -> None:
    ueno = person("Kenichi Ueno", "上野 健一")
    texts = ("上野健一", "東上野駅で", "東上野氏と", "上野は")
    assert in_source([ueno], *texts, lang="ja") == ["上野健一", "", "上野", "上野"]


# --- edges of words ----------------------------------------------------------------------------------------------


def test_a_katakana_name_is_none_inside_a_longer_katakana_word() -> None:
    mali = other("Mali", "マリ", kind="place")
    assert in_source([mali], "マリアとマリ", "マリー", "ソマリ", "西マリは", lang="ja") == ["マリ", "", "", "マリ"]


def test_the_family_name_of_a_foreigner_ends_where_its_katakana_ends() -> None:
    texts = ("ジョン・スミス", "スミス氏", "スミソン氏", "アスミス氏")
    assert in_source([SMITH], *texts, lang="ja") == ["ジョン・スミス", "スミス", "", ""]


def test_a_latin_name_in_the_source_is_none_inside_a_longer_latin_word() -> None:
    assert in_source([other("ANA", "ANA")], "BANANAとANAは", "ANA2", "ＡＮＡ") == ["ANA", "", "ＡＮＡ"]


def test_an_english_form_is_none_inside_a_longer_word() -> None:
    ana = other("Ana", "安娜")
    assert in_target([ana], "Anas", "Savana", "Ana's", "Ana-led", "Ana2", "(Ana)") == ["", "", "Ana", "Ana", "", "Ana"]


def test_a_single_word_counts_as_it_is_written() -> None:
    paper, phone = other("Observer", "观察家报"), other("iPhone", "苹果手机")
    assert in_target([paper, phone], "an observer of the Observer", "an iPhone", "an iphone") == [
        "Observer",
        "iPhone",
        "",
    ]


# --- spaces, letters, characters ---------------------------------------------------------------------------------


@pytest.mark.parametrize("space", ["", " ", "\u3000"])
def test_a_space_between_the_two_parts_of_a_name_is_read_over(space: str) -> None:
    (found,) = find([MURAKAMI], (f"投手 村上{space}誠 右", None), lang="ja")
    assert [(one.surface, one.form.role) for one in found.source] == [(f"村上{space}誠", FormRole.FULL)]


@pytest.mark.parametrize("text", ["斎藤健一", "斋藤健一", "齋藤健一"])
def test_simplified_traditional_and_japanese_characters_are_one(text: str) -> None:
    assert in_source([SAITO], text) == [text]


@pytest.mark.parametrize("text", ["Sanae Takaichi", "SANAE TAKAICHI", "Sanaé Takāichi", "Sanae\u00a0Takaichi"])
def test_capitals_diacritics_and_spaces_do_not_hide_a_name(text: str) -> None:
    assert in_target([TAKAICHI], f"said {text}'s aide") == [text]


def test_a_span_is_told_in_the_original_text() -> None:
    (found,) = find([TAKAICHI], ("は\u200bﾊﾞ高\u200b市早苗", "Mu\u0308ller and Sanae\u0301 Takaichi"), lang="ja")
    assert [(one.span, one.surface) for one in found.source] == [(Span(4, 9), "高\u200b市早苗")]
    assert [(one.span, one.surface) for one in found.target] == [(Span(12, 27), "Sanae\u0301 Takaichi")]


def test_a_form_of_one_language_is_not_looked_for_in_the_other() -> None:
    sources = (SourceName("zh", "乔丹"), SourceName("ja", "ジョーダン"))
    jordan = Entity("jordan", "place", "western", "Jordan", sources=sources)
    assert in_source([jordan], "乔丹", "ジョーダン", lang="zh-Hant") == ["乔丹", ""]
    assert in_source([jordan], "乔丹", "ジョーダン", lang="ja") == ["", "ジョーダン"]
    assert in_source([jordan], "乔丹", "ジョーダン", lang="") == ["乔丹", "ジョーダン"]


# --- one-character family names ----------------------------------------------------------------------------------


def test_a_family_name_of_one_character_is_somebody_before_a_title() -> None:
    assert in_source([LIU], "刘局长", "刘劲松", "刘局长与刘某", "刘") == ["", "刘劲松", "刘", ""]


def test_a_family_name_of_one_character_is_nobody_at_the_end_of_another_word() -> None:
    assert in_source([FANG], "方明", "双方代表与中方总理", "方代表") == ["方明", "", "方"]


def test_a_family_name_of_one_character_is_nobody_before_the_introduction() -> None:
    found = find([LIU], ("刘局长", None), ("刘局长说，刘劲松", None))
    assert [surfaces(one.source) for one in found] == ["", "刘|刘劲松"]


# --- words that are names and names that are words ---------------------------------------------------------------


def test_a_common_word_at_the_start_of_a_sentence_is_nobody() -> None:
    (found,) = find([HE], ("何剑锋", "He Jianfeng left. He was late. They asked He."))
    assert [(one.surface, one.span.start) for one in found.target] == [("He Jianfeng", 0), ("He", 42)]
    assert reasons(found)["He"] == "He begins a sentence and is an English word too"


def test_a_word_in_small_letters_is_no_family_name() -> None:
    assert in_target([HE], "He Jianfeng left, and he was late.") == ["He Jianfeng"]


# --- who is meant ------------------------------------------------------------------------------------------------


def test_people_of_one_name_are_all_meant() -> None:
    twins = [person("Taro Kono", "河野 太郎", name="one"), person("Taro Kono", "河野 太郎", name="two")]
    (found,) = find(twins, ("河野太郎", "Taro Kono"))
    assert [one.entities for one in (*found.source, *found.target)] == [("one", "two"), ("one", "two")]
    assert {one.entity for one in (*found.source, *found.target)} == {""}


def test_a_family_name_means_the_namesakes_introduced_so_far() -> None:
    one, two = person("Ichiro Tanaka", "田中 一郎"), person("Jiro Tanaka", "田中 二郎")
    found = find(
        [one, two], ("田中一郎", None), ("田中は", "Tanaka"), ("田中二郎", None), ("田中は", "Tanaka"), lang="ja"
    )
    assert [mention.entities for mention in (*found[1].source, *found[1].target)] == [("Ichiro Tanaka",)] * 2
    assert [set(mention.entities) for mention in (*found[3].source, *found[3].target)] == [
        {"Ichiro Tanaka", "Jiro Tanaka"}
    ] * 2


@pytest.mark.parametrize(
    ("text", "role", "status", "via"),
    [
        ("Tsai Ing-wen", FormRole.FULL, FormStatus.PREFERRED, Via.EXACT),
        ("Ing-wen Tsai", FormRole.FULL, FormStatus.ALLOWED, Via.EXACT),
        ("President Tsai", FormRole.SHORT, FormStatus.ALLOWED, Via.EXACT),
        ("Cai Yingwen", FormRole.FULL, FormStatus.FORBIDDEN, Via.EXACT),
        ("Tsai", FormRole.FAMILY, FormStatus.ALLOWED, Via.PARTIAL),
        ("Tsaiing", FormRole.FAMILY, FormStatus.ALLOWED, Via.PARTIAL),
    ],
)
def test_a_mention_says_what_form_of_the_name_it_is(text: str, role: FormRole, status: FormStatus, via: Via) -> None:
    (found,) = find([TSAI], ("蔡英文", f"met {text} there"))
    (mention,) = found.target
    assert (mention.side, mention.surface, mention.entity) == (Side.TARGET, text, "Tsai Ing-wen")
    assert (mention.form.role, mention.form.status, mention.via) == (role, status, via)


# --- nothing -----------------------------------------------------------------------------------------------------


def test_where_there_is_no_text_there_are_no_mentions() -> None:
    assert find([TAKAICHI], (None, None), ("", "")) == [Mentions((), ())] * 2


def test_a_document_without_segments_has_none() -> None:
    assert find([TAKAICHI]) == []


def test_an_empty_lexicon_finds_nobody() -> None:
    assert find([], ("高市早苗", "Sanae Takaichi")) == [Mentions((), ())]


def test_in_chinese_a_family_name_stands_before_a_character_of_the_given_name_too() -> None:
    found = find([TAKAICHI], ("高市早苗", None), ("高市早前表示反对", None))[1]
    assert [one.surface for one in found.source] == ["高市"]


def test_a_title_alone_introduces_whoever_is_the_only_one_of_that_name() -> None:
    (found,) = find([TAKAICHI], ("首相抵达", "Prime Minister Takaichi arrived; Takaichi waved"))
    assert [one.surface for one in found.target] == ["Takaichi"]
