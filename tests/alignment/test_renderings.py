"""Every English form of an entity, as the checker judges it."""

from __future__ import annotations

import pytest

from align.alignment.expected import expected
from align.alignment.renderings import forms_in_english, orders, orders_of_reading, part_in_english
from align.glossary.entity import Entity, Forbidden, SourceName
from align.model.alignment import FormRole, Relation
from align.names.compare import judge
from align.names.style import DEFAULT, PROFILES, Style, style_from
from align.text.words import words

TANAKA = Entity(
    "tanaka-shotaro",
    "person",
    "ja",
    "Shotaro Tanaka",
    "Tanaka",
    "Shotaro",
    "given-first",
    accept=("S. Tanaka",),
    forbid=(Forbidden("Shotaro Tanabe", "somebody else"),),
    sources=(SourceName("ja", "田中章太郎", "田中", "章太郎"),),
    kana=("たなか", "しょうたろう"),
)
LORD = Entity("toda-ujikane", "person", "ja", "Toda Ujikane", "Toda", "Ujikane", "family-first")
ZHANG = Entity(
    "zhang-xiaolan",
    "person",
    "zh-CN",
    "Zhang Xiaolan",
    "Zhang",
    "Xiaolan",
    "family-first",
    sources=(SourceName("zh", "张小兰", "张", "小兰"),),
)
CHEUNG = Entity(
    "cheung-siu-ming",
    "person",
    "zh-HK",
    "Peter Cheung Siu-ming",
    "Cheung",
    "Siu-ming",
    "family-first",
    sources=(SourceName("zh", "張小明", "張", "小明"),),
)
MINISTRY = Entity("ministry", "organisation", "ja", "Ministry of Examples", sources=(SourceName("ja", "例省"),))
PEOPLE = [TANAKA, LORD, ZHANG, CHEUNG]


def relations(entity: Entity) -> dict[str, Relation | None]:
    return {form.text: form.relation for form in forms_in_english(entity, DEFAULT)}


def test_each_wrong_form_says_what_is_wrong() -> None:
    found = relations(TANAKA)
    assert found["Shotaro Tanaka"] is None
    assert found["S. Tanaka"] is None
    assert found["Shotaro Tanabe"] is Relation.FORBIDDEN
    assert found["Tanaka Shotaro"] is Relation.ORDER
    assert found["Tanaka, Shotaro"] is Relation.ORDER
    assert found["Shōtarō Tanaka"] is Relation.VARIANT
    assert found["Tianzhong Zhangtailang"] is Relation.LANGUAGE


def test_a_name_that_is_more_than_its_parts_is_misread_too() -> None:
    assert relations(CHEUNG)["Zhang Xiaoming"] is Relation.LANGUAGE


@pytest.mark.parametrize("style", PROFILES.values(), ids=lambda style: style.name)
@pytest.mark.parametrize("entity", PEOPLE, ids=lambda entity: entity.id)
def test_the_preferred_form_is_the_one_that_the_checker_expects(entity: Entity, style: Style) -> None:
    assert forms_in_english(entity, style)[0].text == expected(entity, style).name.forms[0]


@pytest.mark.parametrize("entity", PEOPLE, ids=lambda entity: entity.id)
def test_the_checker_judges_each_wrong_form_as_it_is_explained(entity: Entity) -> None:
    name = expected(entity, DEFAULT).name
    for form in forms_in_english(entity, DEFAULT):
        if form.relation is not None and form.role is FormRole.FULL and form.relation is not Relation.FORBIDDEN:
            judged = judge(name, form.text, [word.text for word in words(form.text)])
            assert judged is not None
            assert form.relation in {difference.relation for difference in judged.differences}, form


def test_each_house_has_its_order() -> None:
    assert orders(TANAKA, DEFAULT) == {
        "given-first": ("Shotaro Tanaka",),
        "family-first": ("Tanaka Shotaro",),
        "jp-government": ("Tanaka Shotaro", "TANAKA Shotaro"),
        "nippon-com": ("Tanaka Shōtarō",),
        "glossary": ("Shotaro Tanaka",),
    }
    assert set(orders(ZHANG, DEFAULT).values()) == {("Zhang Xiaolan",), ("Zhang Xiaolan", "ZHANG Xiaolan")}
    assert orders(LORD, DEFAULT)["given-first"] == ("Toda Ujikane",)
    assert orders(MINISTRY, DEFAULT) == {}


def test_a_style_of_ones_own_is_a_house_too() -> None:
    own = style_from({"japanese": "family-first", "long_vowels": "oh"})
    assert orders(TANAKA, own)["custom"] == ("Tanaka Shohtaroh",)


def test_a_name_in_no_glossary_has_orders_by_its_reading() -> None:
    found = orders_of_reading("Yamada", "Taro", origin="ja", kana=("やまだ", "たろう"), style=DEFAULT)
    assert (found["given-first"], found["nippon-com"]) == (("Taro Yamada",), ("Yamada Tarō",))


def test_a_part_alone_has_forms_of_its_own() -> None:
    found = {form.text: form.relation for form in part_in_english(TANAKA, FormRole.GIVEN, DEFAULT)}
    assert found["Shotaro"] is None
    assert found["Shōtarō"] is Relation.VARIANT
    assert found["Zhangtailang"] is Relation.LANGUAGE
    assert part_in_english(MINISTRY, FormRole.FAMILY, DEFAULT) == ()
