"""The who's who knows public figures before a glossary is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from align.glossary.entity import Authority, Entity, SourceName
from align.glossary.whos_who import PREFIX, WhosWho, decode, encode, english_keys, form_key, packed_forms, whos_who
from align.text.fold import fold_source

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(Path(__file__).with_name("whos_who.yaml").read_text("utf-8"))


def _label(case: dict[str, Any]) -> str:
    return str(case.get("form") or case.get("text"))


def _holds(entity: Entity, case: dict[str, Any]) -> None:
    for field in case.keys() & {"full", "family", "given", "order", "origin", "type"}:
        assert getattr(entity, field) == case[field]
    assert set(case.get("accept", ())) <= set(entity.accept)
    assert tuple(case.get("kana", entity.kana)) == entity.kana


@pytest.mark.parametrize("case", CASES["named"], ids=_label)
def test_a_public_figure_is_known_by_any_writing_of_the_name(case: dict[str, Any]) -> None:
    best = whos_who().named(case["form"])[0]
    assert best.is_person
    _holds(best, case)


@pytest.mark.parametrize("case", CASES["things"], ids=_label)
def test_what_is_no_person_is_not_taken_for_one(case: dict[str, Any]) -> None:
    found = whos_who().named(case["form"])
    assert found
    assert not any(entity.is_person for entity in found)
    _holds(found[0], case)


@pytest.mark.parametrize("case", CASES["english"], ids=_label)
def test_an_english_name_leads_to_its_bearer_in_either_order(case: dict[str, Any]) -> None:
    written = {source.full for entity in whos_who().english(case["form"]) for source in entity.sources}
    assert case["source"] in written


@pytest.mark.parametrize("case", CASES["found"], ids=_label)
def test_the_longest_form_comes_first_at_each_place(case: dict[str, Any]) -> None:
    text = fold_source(case["text"]).text
    first: dict[int, str] = {}
    for found in whos_who().find(text):
        if not any(start < found.start < start + len(form) for start, form in first.items()):
            first.setdefault(found.start, case["text"][found.start : found.end])
    assert [form for form in first.values() if len(form) > 2 or form in case["forms"]] == case["forms"]


def test_a_text_names_whom_it_names_beyond_doubt() -> None:
    texts = [fold_source(text).text for text in ("普京与安倍晋三会面，", "刘德华和亨特在场。安倍晋三离开。")]
    assert [entity.full for entity in whos_who().entities_in(texts, "zh")] == ["Shinzo Abe", "Andy Lau Tak-wah"]


def test_a_japanese_name_that_may_be_a_chinese_one_is_nobody_in_chinese() -> None:
    form = fold_source("林佳子").text
    assert whos_who().named(form)
    assert whos_who().entities_in([form], "ja")
    assert not whos_who().entities_in([form], "zh-Hans")


def test_all_bearers_of_one_name_are_given() -> None:
    bearers = whos_who().named("周立波")
    assert [entity.full for entity in bearers] == ["Zhou Libo", "Zhou Libo"]
    assert len({entity.note[:4] for entity in bearers}) == len({entity.id for entity in bearers}) == 2


def test_entries_are_less_than_declared() -> None:
    entity = whos_who().named("藤井聡太")[0]
    assert entity.authority is Authority.KNOWN
    assert not entity.is_declared
    assert 0 < entity.certainty < 1
    assert not entity.roles
    assert not entity.forbid


@pytest.mark.parametrize("form", ["藤井聡太", "周立波", "特朗普", "北京大学", "刘德华"])
def test_an_id_leads_back_to_its_entity(form: str) -> None:
    for entity in whos_who().named(form):
        assert entity.id.startswith(PREFIX)
        assert whos_who().entity(entity.id) == entity


@pytest.mark.parametrize("entity_id", ["whos-who:", "whos-who:誰でもない", "藤井聡太", "", "whos-who:周立波-9"])
def test_an_unknown_id_is_an_error(entity_id: str) -> None:
    with pytest.raises(KeyError):
        whos_who().entity(entity_id)


def test_two_characters_and_ordinary_words_are_marked_as_doubtful() -> None:
    doubtful = {found.form: found.doubtful for found in whos_who().find(fold_source("普京会见高市早苗").text)}
    assert doubtful[fold_source("普京").text]
    assert not doubtful[fold_source("高市早苗").text]


def test_a_katakana_name_is_not_found_inside_a_longer_word() -> None:
    assert not [one for one in whos_who().find("ドナルドトランプス") if one.form == "ドナルドトランプ"]


@pytest.mark.parametrize("text", ["\ud800", "藤井\udfff聡太", "刘德华" * 16_667, "ア・" * 25_000, "a" * 50_000, ""])
def test_odd_and_endless_text_is_handled(text: str) -> None:
    folded = fold_source(text).text
    assert all(0 <= found.start < found.end <= len(folded) for found in whos_who().find(folded))
    assert whos_who().named(text) == ()
    assert whos_who().english(text) == ()


@given(st.text(alphabet="藤井聡太刘德华特朗普北京大学ア・ーンドナル a\ud800", max_size=40))
def test_what_is_found_is_listed(text: str) -> None:
    places = []
    for found in whos_who().find(text):
        assert text[found.start : found.end] == found.form
        assert whos_who().named(found.form)
        places.append((found.start, -found.end))
    assert places == sorted(places)


@given(st.text(max_size=30))
def test_keys_depend_on_folding_alone(text: str) -> None:
    assert form_key(form_key(text)) == form_key(text)
    assert english_keys(text.upper()) == english_keys(text.upper().lower())


_NAME = st.text(alphabet="abcXYZ éō'-", min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
_HAN = st.text(alphabet="藤井聡太刘德华·", min_size=1, max_size=6)


@given(
    st.builds(
        Entity,
        id=st.just(""),
        type=st.sampled_from(["person", "place", "organisation", "work", "other"]),
        origin=st.sampled_from(["ja", "zh-CN", "western", "other"]),
        full=_NAME,
        family=_NAME | st.just(""),
        given=_NAME | st.just(""),
        order=st.sampled_from(["given-first", "family-first", ""]),
        accept=st.lists(_NAME, max_size=3).map(tuple),
        sources=st.lists(st.builds(SourceName, st.sampled_from(["zh", "ja"]), _HAN), min_size=1, max_size=2).map(tuple),
        kana=st.sampled_from([(), ("ふじい", "そうた"), ("いちろう",)]),
        note=_NAME | st.just(""),
    )
)
def test_an_entity_is_read_as_it_was_written(entity: Entity) -> None:
    read = decode("鍵", encode("鍵", entity, "c"), 1)
    for field in ("type", "origin", "full", "family", "given", "order", "accept", "sources", "note"):
        assert getattr(read, field) == getattr(entity, field)
    if entity.is_person or len(entity.kana) < 2:
        assert read.kana == entity.kana


def test_a_folder_of_ones_own_is_searched_alike(tmp_path: Path) -> None:
    entity = Entity(
        "",
        "person",
        "zh-CN",
        "Jia Yi",
        "Jia",
        "Yi",
        "family-first",
        sources=(SourceName("zh", "甲乙丙", "甲", "乙丙"),),
    )
    (tmp_path / "whos_who.tsv").write_text(f"甲乙丙\t{encode('甲乙丙', entity, 's')}\n", encoding="utf-8")
    (tmp_path / "whos_who_english.tsv").write_text("jiayi\t甲乙丙\n", encoding="utf-8")
    (tmp_path / "whos_who_forms.tsv").write_text("\n".join(packed_forms([("甲乙丙", False)])), encoding="utf-8")
    own = WhosWho(tmp_path)
    assert own.named("甲乙丙")[0].full == own.english("Yi Jia")[0].full == "Jia Yi"
    assert [(one.start, one.end) for one in own.find("丁甲乙丙")] == [(1, 4)]
