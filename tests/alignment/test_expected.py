"""What each house wants of a name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from align.alignment.expected import Expectations, expected, preferred_order
from align.glossary.entity import Entity, Forbidden, SourceName
from align.glossary.lexicon import Lexicon
from align.names.style import DEFAULT, PROFILES, style_from

KONO = Entity(
    "kono",
    "person",
    "ja",
    "Taro Kono",
    "Kono",
    "Taro",
    "given-first",
    sources=(SourceName("ja", "河野太郎", "河野", "太郎"),),
    kana=("こうの", "たろう"),
)
XI = Entity(
    "xi",
    "person",
    "zh-CN",
    "Xi Jinping",
    "Xi",
    "Jinping",
    "family-first",
    sources=(SourceName("zh", "习近平", "习", "近平"),),
)
MOON = Entity("moon", "person", "ko", "Moon Jae-in", "Moon", "Jae-in", "family-first")
RHEE = Entity("rhee", "person", "ko", "Syngman Rhee", "Rhee", "Syngman", "given-first")
ODA = Entity("oda", "person", "ja", "Oda Nobunaga", "Oda", "Nobunaga", "family-first", kana=("おだ", "のぶなが"))
MINISTRY = Entity("ministry", "organisation", "ja", "Ministry of Examples", sources=(SourceName("ja", "例省"),))
PEOPLE = {entity.id: entity for entity in (KONO, XI, MOON, RHEE, ODA)}


def preferred(entity: Entity, style: str) -> str:
    return expected(entity, PROFILES[style]).name.forms[0]


@pytest.mark.parametrize(
    ("style", "kono", "xi", "moon"),
    [
        ("given-first", "Taro Kono", "Xi Jinping", "Moon Jae-in"),
        ("family-first", "Kono Taro", "Xi Jinping", "Moon Jae-in"),
        ("jp-government", "Kono Taro", "Xi Jinping", "Moon Jae-in"),
        ("nippon-com", "Kōno Tarō", "Xi Jinping", "Moon Jae-in"),
        ("glossary", "Taro Kono", "Xi Jinping", "Moon Jae-in"),
    ],
)
def test_each_house_prefers_its_own_form(style: str, kono: str, xi: str, moon: str) -> None:
    assert (preferred(KONO, style), preferred(XI, style), preferred(MOON, style)) == (kono, xi, moon)


@pytest.mark.parametrize("style", PROFILES)
def test_every_profile_allows_one_order_of_a_name_in_two_parts(style: str) -> None:
    for entity in PEOPLE.values():
        assert expected(entity, PROFILES[style]).name.orders == {preferred_order(entity, PROFILES[style])}


@pytest.mark.parametrize("style", PROFILES)
def test_a_historical_figure_and_a_foreigner_keep_their_own_order(style: str) -> None:
    assert (preferred(ODA, style), preferred(RHEE, style)) == ("Oda Nobunaga", "Syngman Rhee")


@pytest.mark.parametrize("style", PROFILES)
def test_only_a_government_allows_a_family_name_in_capitals(style: str) -> None:
    assert expected(KONO, PROFILES[style]).name.capitals is (style == "jp-government")


@pytest.mark.parametrize(
    ("table", "form"),
    [
        ({"long-vowels": "oh"}, "Taroh Kohno"),
        ({"long-vowels": "double"}, "Tarou Kouno"),
        ({"profile": "nippon-com", "japanese": "given-first"}, "Tarō Kōno"),
    ],
)
def test_a_house_with_its_own_long_vowels_has_them(table: dict[str, object], form: str) -> None:
    assert expected(KONO, style_from(table)).name.forms[0] == form


def test_a_spelling_that_somebody_chose_stays_in_a_house_with_macrons() -> None:
    own = replace(KONO, full="Taro Kohno", family="Kohno")
    assert preferred(own, "nippon-com") == "Kohno Taro"


def test_a_name_that_is_more_than_its_two_parts_stands_as_entered() -> None:
    lee = Entity("lee", "person", "zh-HK", "John Lee Ka-chiu", "Lee", "Ka-chiu", "family-first")
    assert {preferred(lee, style) for style in PROFILES} == {"John Lee Ka-chiu"}


def test_accepted_forms_are_right_too_and_come_after_the_preferred_one() -> None:
    entity = replace(KONO, accept=("T. Kono", "Taro Kono"))
    assert expected(entity, DEFAULT).name.forms == ("Taro Kono", "T. Kono")
    assert expected(entity, DEFAULT).accepted == {"Taro Kono", "T. Kono"}


def test_an_accepted_form_in_the_other_order_allows_that_order() -> None:
    entity = replace(KONO, accept=("Kono Taro",))
    assert expected(entity, DEFAULT).name.orders == {"given-first", "family-first"}


def test_another_spelling_of_a_part_is_read_off_an_accepted_form() -> None:
    entity = replace(KONO, accept=("Taro Kohno", "Tarou Kono"))
    name = expected(entity, DEFAULT).name
    assert name.family is not None
    assert name.given is not None
    assert (name.family.also, name.given.also) == (("Kohno",), ("Tarou",))


def test_the_parts_bring_their_characters_and_kana() -> None:
    name = expected(KONO, DEFAULT).name
    assert name.family is not None
    assert name.given is not None
    assert (name.family.spelling, name.family.han, name.family.kana) == ("Kono", "河野", "こうの")
    assert (name.given.spelling, name.given.han, name.given.kana) == ("Taro", "太郎", "たろう")
    assert (name.han, name.origin, name.person) == ("河野太郎", "ja", True)


def test_forbidden_forms_are_known_by_their_letters_with_the_reason() -> None:
    entity = replace(KONO, forbid=(Forbidden("Tarō Kōno", "no macrons here"),))
    assert expected(entity, DEFAULT).forbidden == {"tarokono": "no macrons here"}


def test_an_organisation_has_no_parts_and_no_order() -> None:
    name = expected(MINISTRY, PROFILES["family-first"]).name
    assert (name.forms, name.family, name.given, name.person) == (("Ministry of Examples",), None, None, False)
    assert preferred_order(MINISTRY, DEFAULT) == ""


def test_expectations_are_worked_out_once_and_for_entities_that_are_there() -> None:
    known = Expectations(Lexicon.of([KONO, XI]), PROFILES["family-first"])
    assert known.of("kono") is known.of("kono")
    assert known.of("kono").name.forms == ("Kono Taro",)
    with pytest.raises(KeyError):
        known.of("moon")
