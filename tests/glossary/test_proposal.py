"""Entries proposed from links: grouping, the English chosen, source forms, ids, and what is said to be doubtful."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from align.glossary.entity import Authority, Entity, SourceName
from align.glossary.proposal import Proposal, Rendering, propose
from align.glossary.use import uses
from align.model.alignment import Alignment, FormRole, Link, Relation
from align.names.readings import japanese
from align.names.readings.model import PartReading
from align.names.style import PROFILES
from tests.glossary.undeclared import aligned, link, name, sanae


def proposed(*links: Link, entities: Sequence[Entity], taken: Sequence[str] = ()) -> tuple[Proposal, ...]:
    return proposed_in(aligned(*links), entities=entities, taken=taken)


def proposed_in(*alignments: Alignment, entities: Sequence[Entity], taken: Sequence[str] = ()) -> tuple[Proposal, ...]:
    by_id = {entity.id: entity for entity in entities}
    return propose(uses(alignments, by_id.get), taken=taken)


def of(entity: Entity, *links: Link) -> Proposal:
    (proposal,) = proposed(*links, entities=[entity])
    return proposal


def kanai(**sources: str) -> Entity:
    return name(
        "Masaaki Kanai",
        id="?kanai",
        family="Kanai",
        given="Masaaki",
        order="given-first",
        kana=("かない", "まさあき"),
        **(sources or {"ja": "金井 正彰"}),
    )


# --- what is counted ---------------------------------------------------------------------------------------------


def test_a_name_rendered_well_is_proposed_as_it_stands_without_doubt() -> None:
    proposal = of(sanae(), link(sanae(), "Sanae Takaichi"))
    assert proposal == Proposal(
        Entity(
            "takaichi-sanae",
            "person",
            "ja",
            "Sanae Takaichi",
            "Takaichi",
            "Sanae",
            "given-first",
            sources=(SourceName("zh", "高市早苗", "高市", "早苗"), SourceName("ja", "高市早苗", "高市", "早苗")),
            kana=("たかいち", "さなえ"),
        ),
        1,
        "en/a.md:1",
        (Rendering("Sanae Takaichi", 1, "en/a.md:1"),),
        ("zh",),
        (),
    )


def test_renderings_are_counted_with_their_first_place() -> None:
    right, wrong = link(sanae(), "Sanae Takaichi"), link(sanae(), "Gaoshi Zaomiao", relation=Relation.LANGUAGE)
    (proposal,) = proposed_in(
        aligned(wrong, line=3), aligned(right, line=5), aligned(right, link(sanae()), line=9), entities=[sanae()]
    )
    assert proposal.count == 4
    assert proposal.place == "en/a.md:3"
    assert proposal.renderings == (
        Rendering("Sanae Takaichi", 2, "en/a.md:5"),
        Rendering("Gaoshi Zaomiao", 1, "en/a.md:3"),
    )


def test_entries_of_a_glossary_and_names_that_only_the_english_has_are_not_proposed() -> None:
    added = Link(None, link(sanae(), "Sanae Takaichi").target, "?takaichi", 0.0, (), link(sanae()).verdict)
    assert proposed(link(sanae(), "Sanae Takaichi"), entities=[]) == ()
    assert proposed(added, entities=[sanae()]) == ()


def test_a_lone_surrogate_is_no_name() -> None:
    broken = name("Kono", ja="河\ud800野")
    assert proposed(link(broken, "Kono"), link(sanae(), "Taka\udfffichi"), entities=[broken, sanae()]) == ()


# --- one name, one proposal --------------------------------------------------------------------------------------


def test_all_writings_of_one_name_make_one_proposal_with_one_chinese_form() -> None:
    met = [
        name("Koichi Takahashi", id="?1", ja="高橋 宏一"),
        name("Koichi Takahashi", id="?2", zh_Hans="高桥 宏一"),
        name("Koichi Takahashi", id="?3", zh_Hant="髙橋 宏一"),
    ]
    links = [link(entity, "Koichi Takahashi") for entity in (*met, met[1])]
    (proposal,) = proposed(*links, entities=met)
    assert proposal.count == 4
    assert proposal.converted == ()
    assert proposal.entity.sources == (
        SourceName("zh", "高桥宏一", "高桥", "宏一"),
        SourceName("ja", "高橋宏一", "高橋", "宏一"),
    )


def test_scripts_that_truly_differ_stand_side_by_side() -> None:
    both = Entity(
        "?1",
        "place",
        "other",
        "New Zealand",
        sources=(SourceName("zh-Hans", "新西兰"), SourceName("zh-Hant", "紐西蘭")),
    )
    old = name("New Zealand", id="?2", type="place", origin="other", zh_Hant="紐西蘭")
    (proposal,) = proposed(link(old, "New Zealand"), link(both, "New Zealand"), entities=[both, old])
    assert [(form.lang, form.full) for form in proposal.entity.sources] == [
        ("zh-Hans", "新西兰"),
        ("zh-Hant", "紐西蘭"),
    ]
    assert proposal.count == 2


def test_two_entities_are_one_as_soon_as_a_third_has_both_their_forms() -> None:
    one = name("New Zealand", id="?1", type="place", origin="other", zh="新西兰")
    two = name("New Zealand", id="?2", type="place", origin="other", zh="紐西蘭")
    both = Entity("?3", "place", "other", "New Zealand", sources=(*one.sources, *two.sources))
    links = [link(entity, "New Zealand") for entity in (one, two, both, one)]
    (proposal,) = proposed(*links, entities=[one, two, both])
    assert proposal.count == 4


def test_transcriptions_of_one_foreign_name_make_one_proposal() -> None:
    trump = [
        name("Donald Trump", id="?1", origin="western", zh="唐纳德·特朗普"),
        name("Donald Trump", id="?2", origin="western", ja="ドナルド・トランプ"),
        name("Donald Trump", id="?3", origin="western", zh="唐納·川普"),
        name("Donald Trump", id="?4", origin="western", ja="ロナルド・ランプ"),
    ]
    links = [link(entity, "Donald Trump") for entity in (trump[0], *trump[:3])]
    proposal, guessed = sorted(
        proposed(*links, link(trump[3], "Ronald Lamp", relation=Relation.IDENTITY), entities=trump),
        key=lambda each: -each.count,
    )
    assert proposal.count == 4
    assert [(form.lang, form.full, form.accept) for form in proposal.entity.sources] == [
        ("zh", "唐纳德·特朗普", ("唐納·川普",)),
        ("ja", "ドナルド・トランプ", ()),
    ]
    assert guessed.count == 1


def test_a_japanese_name_met_in_chinese_gets_its_japanese_form() -> None:
    hirota = name("Koki Hirota", zh_Hans="广田 弘毅")
    proposal = of(hirota, link(hirota, "Koki Hirota"))
    assert proposal.converted == ("ja",)
    assert proposal.entity.sources[1] == SourceName("ja", "広田弘毅", "広田", "弘毅")


def test_the_text_says_which_language_its_form_is_in() -> None:
    hirota = name("Koki Hirota", ja="广田 弘毅")
    (proposal,) = proposed_in(aligned(link(hirota, "Koki Hirota"), lang="zh-Hans"), entities=[hirota])
    assert [(form.lang, form.full) for form in proposal.entity.sources] == [("zh", "广田弘毅"), ("ja", "広田弘毅")]
    known = Entity(
        "?", "person", "ja", "Koki Hirota", sources=(SourceName("ja", "廣田弘毅"), SourceName("zh", "广田弘毅"))
    )
    met = link(known, "Koki Hirota", surface="广田弘毅")
    (proposal,) = proposed_in(aligned(met, lang="zh-Hans"), entities=[known])
    assert [(form.lang, form.full) for form in proposal.entity.sources] == [("zh", "广田弘毅"), ("ja", "廣田弘毅")]


def test_a_chinese_name_has_no_japanese_form_and_a_place_no_converted_one() -> None:
    wang = name("Wang Xiaoming", origin="zh-CN", zh_Hans="王 小明")
    assert [form.lang for form in of(wang, link(wang, "Wang Xiaoming")).entity.sources] == ["zh"]
    agency = name("Financial Services Agency", type="organisation", ja="金融庁")
    assert [form.lang for form in of(agency, link(agency, agency.full)).entity.sources] == ["ja"]


def test_a_name_in_kana_is_not_converted() -> None:
    singer = name("Ayumi Hamasaki", family="Hamasaki", given="Ayumi", ja="浜崎 あゆみ")
    assert [form.lang for form in of(singer, link(singer, "Ayumi Hamasaki")).entity.sources] == ["ja"]


# --- the English -------------------------------------------------------------------------------------------------


def test_the_form_that_is_right_and_most_frequent_is_proposed() -> None:
    entity = name("Jiro Ono", family="Ono", given="Jiro", ja="大野 二郎")
    right = [link(entity, "Jiro Ohno")] * 2
    wrong = [link(entity, "Ono Jiro", relation=Relation.ORDER)] * 3
    proposal = of(entity, link(entity, "Jiro Ono"), *right, *wrong)
    assert proposal.entity.full == "Jiro Ohno"
    assert proposal.doubts[0] == "rendered in 2 ways: Jiro Ohno (2), Jiro Ono (1)"


def test_the_reading_stands_in_for_a_rendering_that_no_reading_gives() -> None:
    why = "正彰 is read Masaaki, also Tadaaki; no reading gives Takashi"
    wrong = link(
        kanai(), "Takashi Kanai", relation=Relation.READING, why=why, expected=("Masaaki Kanai", "Tadaaki Kanai")
    )
    proposal = of(kanai(), wrong, wrong)
    assert (proposal.entity.full, proposal.entity.kana) == ("Masaaki Kanai", ("かない", "まさあき"))
    assert proposal.doubts == (
        f'"Takashi Kanai": {why}',
        "it can be read in several ways: Masaaki Kanai, Tadaaki Kanai",
    )


def test_what_is_expected_goes_before_a_form_that_the_characters_cannot_be_read_as() -> None:
    yang = name("Yang Qian", family="Yang", given="Qian", origin="zh-CN", zh="杨 千")
    assert of(yang, link(yang, "Yu Xing")).entity.full == "Yang Qian"


def test_the_kana_are_those_of_the_english() -> None:
    proposal = of(kanai(), link(kanai(), "Tadaaki Kanai"))
    assert (proposal.entity.full, proposal.entity.kana) == ("Tadaaki Kanai", ("かない", "ただあき"))
    assert proposal.doubts == ()


def test_kana_that_the_english_does_not_say_are_left_out_with_a_doubt() -> None:
    proposal = of(kanai(), link(kanai(), "Momoko Kanai"))
    assert proposal.entity.kana == ()
    assert proposal.doubts == (
        'the kana かない まさあき are of another reading than "Momoko Kanai": add the right ones',
    )


def test_kana_are_found_where_the_characters_have_a_reading_that_is_the_english() -> None:
    hirota = name("Koki Hirota", family="Hirota", given="Koki", zh_Hans="广田 弘毅")
    assert of(hirota, link(hirota, "Koki Hirota")).entity.kana == ("ひろた", "こうき")
    alone = name("Takaichi", ja="高市 ", family="Takaichi")
    assert of(alone, link(alone, "Takaichi", role=FormRole.FAMILY)).entity.kana == ("たかいち",)


def test_kana_that_may_as_well_be_others_are_doubtful(monkeypatch: pytest.MonkeyPatch) -> None:
    readings = (PartReading("Yuko", "ゆうこ", 0.6, ()), PartReading("Yuko", "ゆこ", 0.3, ()))
    monkeypatch.setattr(japanese, "given_readings", lambda _: readings)
    ono = name("Yuko Ono", family="Ono", given="Yuko", ja="小野 裕子")
    proposal = of(ono, link(ono, "Yuko Ono"))
    assert proposal.entity.kana == ("おの", "ゆうこ")
    assert proposal.doubts == ("the kana may also be ゆこ",)


def test_a_form_that_the_characters_are_read_as_goes_before_a_frequent_one() -> None:
    lam = name("Lin Zheng Yuee", family="Lin Zheng", given="Yuee", origin="zh-CN", zh="林郑 月娥")
    proposal = of(lam, *[link(lam, "Lin Zhengyue")] * 2, link(lam, "Lin Zhengyue'e"))
    assert proposal.entity.full == "Lin Zhengyue'e"


def test_the_order_is_how_the_parts_stand() -> None:
    moon = name("Moon Jae-in", family="Moon", given="Jae-in", order="given-first", origin="ko", zh="文 在寅")
    assert of(moon, link(moon, "Moon Jae-in")).entity.order == "family-first"


def test_a_japanese_name_stands_in_the_order_of_the_house() -> None:
    turned = link(sanae(), "Takaichi Sanae")
    assert of(sanae(), turned).entity.full == "Sanae Takaichi"
    found = list(uses([aligned(turned)], lambda _: sanae()))
    (proposal,) = propose(found, style=PROFILES["nippon-com"])
    assert (proposal.entity.full, proposal.entity.order) == ("Takaichi Sanae", "family-first")
    oda = replace(sanae(), full="Takaichi Sanae", order="family-first", authority=Authority.KNOWN)
    assert of(oda, link(oda, "Takaichi Sanae")).entity.full == "Takaichi Sanae"


def test_the_whole_name_is_proposed_where_texts_have_only_a_part() -> None:
    proposal = of(sanae(), link(sanae(), "Takaichi", role=FormRole.FAMILY, expected=("Takaichi", "Sanae Takaichi")))
    assert proposal.entity.full == "Sanae Takaichi"
    assert proposal.doubts == ('the translation has only "Takaichi", never the whole name',)


def test_a_family_name_alone_is_not_cut() -> None:
    alone = name("Takaichi", ja="高市 ", family="Takaichi")
    proposal = of(alone, link(alone, "Takaichi", role=FormRole.FAMILY))
    assert (proposal.entity.family, proposal.entity.given) == ("Takaichi", "")
    assert [(form.family, form.given) for form in proposal.entity.sources] == [("高市", "")] * 2
    assert proposal.doubts == ()


def test_han_left_in_the_english_are_no_english_form() -> None:
    proposal = of(sanae(), link(sanae(), "高市早苗", relation=Relation.UNTRANSLATED))
    assert proposal.entity.full == "Sanae Takaichi"
    assert proposal.doubts == ('the translation never names it; "Sanae Takaichi" is how it may be',)


def test_readings_that_a_document_took_for_right_are_not_accepted_forms() -> None:
    two = replace(sanae(), accept=("Sanae Koichi",))
    assert of(two, link(two, "Sanae Takaichi")).entity.accept == ()
    known = replace(two, authority=Authority.KNOWN)
    assert of(known, link(known, "Sanae Takaichi")).entity.accept == ("Sanae Koichi",)


def test_han_are_not_taken_for_english_where_nothing_else_is_known() -> None:
    unread = name("某某", origin="other", zh="某某")
    assert of(unread, link(unread, expected=["某某"])).entity.full == ""


def test_a_name_of_which_nothing_tells_the_english_has_none() -> None:
    unknown = name("", origin="other", zh="某某")
    proposal = of(unknown, link(unknown))
    assert proposal.entity.full == ""
    assert proposal.doubts[0] == "nothing says how the name is in English"


# --- doubts ------------------------------------------------------------------------------------------------------


def test_a_pairing_by_place_alone_is_doubtful() -> None:
    proposal = of(sanae(), link(sanae(), "Sanae Takaichi", score=0.3))
    assert proposal.doubts == ('little but its place says that "Sanae Takaichi" renders it (score 0.30)',)


def test_a_word_that_may_be_no_name_is_doubtful() -> None:
    word = name("Takaichi", ja="高市", certainty=0.3)
    assert "it may be no name" in of(word, link(word, "Takaichi")).doubts


def test_a_name_like_a_newspapers_is_not_proposed_as_a_persons() -> None:
    paper = name("Shimbun Asahi", family="Asahi", given="Shimbun", kana=("あさひ", "しんぶん"), ja="朝日 新聞")
    proposal = of(paper, link(paper, "Asahi Shimbun"))
    assert proposal.entity == Entity(
        "asahi-shimbun", "other", "ja", "Asahi Shimbun", sources=(SourceName("ja", "朝日新聞"),)
    )
    assert proposal.doubts == ("it does not look like a person's name: set `type`",)
    known = replace(paper, authority=Authority.KNOWN)
    assert of(known, link(known, "Asahi Shimbun")).entity.type == "person"


def test_a_culture_that_is_not_clear_is_doubtful() -> None:
    entities = [sanae(), name("Sanae Takaichi", id="?2", origin="zh-CN", zh="高市 早苗")]
    links = [link(entities[0], "Sanae Takaichi")] * 2 + [link(entities[1], "Sanae Takaichi")]
    (proposal,) = proposed(*links, entities=entities)
    assert proposal.entity.origin == "ja"
    assert "whose name it is is not clear: ja (2), zh-CN (1)" in proposal.doubts
    lee = name("Lee Jun", origin="other", zh="李俊")
    assert "whose name it is is not clear: set `origin`" in of(lee, link(lee, "Lee Jun")).doubts


def test_what_the_linter_would_say_is_doubtful() -> None:
    rain = name("Rain", type="other", origin="other", ja="雨")
    (doubt,) = of(rain, link(rain, "Rain")).doubts
    assert doubt.startswith("雨 is a single character")


def test_two_names_with_the_same_english_are_told_of_each_other() -> None:
    entities = [
        name("Wang Wei", id="?1", family="Wang", given="Wei", origin="zh-CN", zh="王 伟"),
        name("Wang Wei", id="?2", family="Wang", given="Wei", origin="zh-CN", zh="王 炜"),
    ]
    proposals = proposed(*(link(entity, "Wang Wei") for entity in entities), entities=entities)
    assert [proposal.entity.id for proposal in proposals] == ["wang-wei", "wang-wei-2"]
    said = '"Wang Wei" is also proposed for 王炜: two of one name, or one in two writings'
    assert proposals[0].doubts == (said,)


def test_a_family_name_alone_may_be_somebody_proposed_as_well() -> None:
    alone = name("Takaichi", id="?2", ja="高市")
    proposals = proposed(link(sanae(), "Sanae Takaichi"), link(alone, "Takaichi"), entities=[sanae(), alone])
    (doubtful,) = (proposal for proposal in proposals if proposal.entity.full == "Takaichi")
    assert doubtful.doubts == ("this may be the family name of 高市早苗, proposed as well",)


# --- order and ids -----------------------------------------------------------------------------------------------


def test_doubtful_names_stand_first_then_frequent_ones() -> None:
    rare, often, doubtful = (
        name("Rare Name", id="?1", type="other", origin="other", zh="甲乙"),
        name("Often Met", id="?2", type="other", origin="other", zh="丙丁"),
        name("Never Met", id="?3", type="other", origin="other", zh="戊己"),
    )
    links = [link(rare, "Rare Name"), link(often, "Often Met"), link(often, "Often Met"), link(doubtful)]
    proposals = proposed(*links, entities=[rare, often, doubtful])
    assert [proposal.entity.full for proposal in proposals] == ["Never Met", "Often Met", "Rare Name"]


def test_doubtful_names_that_nothing_renders_stand_behind_the_other_doubtful_ones() -> None:
    unnamed, wrong = sanae(), kanai()
    links = [link(unnamed), link(unnamed), link(wrong, "Takashi Kanai", relation=Relation.READING)]
    proposals = proposed(*links, entities=[unnamed, wrong])
    assert [proposal.entity.id for proposal in proposals] == ["kanai-masaaki", "takaichi-sanae"]


def test_an_id_that_is_taken_is_numbered() -> None:
    (proposal,) = proposed(
        link(sanae(), "Sanae Takaichi"), entities=[sanae()], taken=["takaichi-sanae", "takaichi-sanae-2"]
    )
    assert proposal.entity.id == "takaichi-sanae-3"
