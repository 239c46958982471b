"""Offices as English names them, who held them, and what a source says of them."""

from __future__ import annotations

import pytest

from align.glossary.entity import Entity, Role
from align.model.span import Span
from align.rules.holders import Holder, Offices
from align.rules.office_phrases import given_to
from align.rules.offices import Office, office_of
from align.rules.source_offices import gives_office

ENTITIES = (
    Entity("ldp", "organisation", "ja", "Liberal Democratic Party", accept=("LDP",)),
    Entity(
        "aso", "person", "ja", "Taro Aso", roles=(Role("Prime Minister of Japan", "日本首相", "首相", "2008-09-24"),)
    ),
    Entity("ueda", "person", "ja", "Kazuo Ueda", roles=(Role("Governor of the Bank of Japan", start="2023-04"),)),
    Entity("mori", "person", "ja", "Hiroshi Mori", roles=(Role("Secretary-General of the Liberal Democratic Party"),)),
    Entity("han", "person", "ko", "Han Seo-jun", roles=(Role("President"),)),
    Entity("wu", "person", "zh-CN", "Wu Min", roles=(Role("Chinese Ambassador to Japan"),)),
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Prime Minister of Japan", "Japan's PM"),
        ("Prime Minister of Japan", "Japanese premier"),
        ("Foreign Minister of Japan", "Minister for Foreign Affairs of Japan"),
        ("Defense Minister of Japan", "Japanese Minister of Defence"),
        ("Minister of Economy, Trade and Industry of Japan", "Japan's Economy, Trade and Industry Minister"),
        ("President of South Korea", "President of the Republic of Korea"),
        ("President of the People's Republic of China", "Chinese President"),
        ("Ambassador of Japan to China", "Japanese ambassador to China"),
        ("US Secretary of State", "United States Secretary of State"),
        ("Chairperson of the Kuomintang", "chairman of the Kuomintang"),
        ("Governor of Osaka Prefecture", "governor of Osaka"),
    ],
)
def test_one_office_has_many_wordings(one: str, other: str) -> None:
    assert office_of(one) == office_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Prime Minister of Japan", "Prime Minister of South Korea"),
        ("President of South Korea", "President of the Republic of China"),
        ("Governor of Tokyo", "Governor of the Bank of Japan"),
        ("Vice President of Taiwan", "President of Taiwan"),
        ("Chinese Ambassador to Japan", "Japanese Ambassador to China"),
    ],
)
def test_other_offices_stay_apart(one: str, other: str) -> None:
    assert office_of(one) != office_of(other)


@pytest.mark.parametrize(
    ("text", "office", "pointed"),
    [
        ("Japanese Prime Minister [Taro Aso] spoke", Office("prime minister", "", "japan"), "Prime Minister Taro Aso"),
        ("[Taro Aso], the prime minister,", Office("prime minister"), "Taro Aso, the prime minister"),
        ("said LDP Secretary-General [Taro Aso]", Office("secretary general", "liberal democratic party"),
         "LDP Secretary-General Taro Aso"),
        ("Bank of Japan Governor [Taro Aso]", Office("governor", "bank", "japan"), "Bank of Japan Governor Taro Aso"),
        ("China's ambassador to Japan, [Taro Aso], said", Office("ambassador to @japan", "", "china"),
         "ambassador to Japan, Taro Aso"),
        ("the President of Korea [Taro Aso]", Office("president", "", "south korea"), "President of Korea Taro Aso"),
        ("In Japan Prime Minister [Taro Aso] met", Office("prime minister"), "Prime Minister Taro Aso"),
        ("Prime Minister Mr. [Taro Aso] met", Office("prime minister"), "Prime Minister Mr. Taro Aso"),
    ],
)  # fmt: skip
def test_words_beside_a_name_give_an_office(text: str, office: Office, pointed: str) -> None:
    given = given_to(*_marked(text), Offices.of_entities(ENTITIES))
    assert given is not None
    assert given.office == office
    assert given.span.of(_marked(text)[1]) == pointed


@pytest.mark.parametrize(
    "text",
    [
        "former Prime Minister [Taro Aso]",
        "then-Japanese Prime Minister [Taro Aso]",
        "Deputy Prime Minister [Taro Aso]",
        "Prime Minister-designate [Taro Aso]",
        "the prime minister's aide [Taro Aso]",
        "candidates for prime minister [Taro Aso] and others",
        "the widow of Prime Minister [Taro Aso]",
        "Prime Minister [Taro Aso]'s assassination",
        "Sanrio President [Taro Aso]",
        "the company president [Taro Aso]",
        "Bank of England Governor [Taro Aso]",
        "Mongolian Prime Minister [Taro Aso]",
        "the prime minister, [Taro Aso] and others",
        "[Taro Aso], prime minister until October,",
        "[Taro Aso], a former prime minister,",
        "[Taro Aso], Prime Minister Ryo Ito and others",
        "the prime minister. [Taro Aso] left",
    ],
)
def test_other_words_give_none(text: str) -> None:
    given = given_to(*_marked(text), Offices.of_entities(ENTITIES))
    assert given is None or not Offices.of_entities(ENTITIES).holders(given.office)


def _marked(text: str) -> tuple[Span, str]:
    start, end = text.index("["), text.index("]") - 1
    return Span(start, end), text.replace("[", "").replace("]", "")


@pytest.mark.parametrize(
    ("date", "held"),
    [
        ("", True),
        ("2024-09-30", False),
        ("2024-10-01", True),
        ("2024", True),
        ("2025-10", True),
        ("2025-10-31", True),
        ("2025-11", False),
        ("2023", False),
    ],
)
def test_dates_compare_to_the_precision_that_both_have(date: str, held: bool) -> None:
    assert Holder("someone", "Someone", (Role("Mayor", start="2024-10-01", end="2025-10"),)).on(date) is held


def test_offices_survive_being_kept() -> None:
    offices = Offices.of_entities(ENTITIES)
    again = Offices.from_bytes(offices.to_bytes())
    assert again.to_bytes() == offices.to_bytes()
    assert again.read(["ldp", "secretary", "general"]) == Office("secretary general", "liberal democratic party")


@pytest.mark.parametrize(
    ("source", "gives"),
    [
        ("[岸田文雄]首相は", True),
        ("日本首相[岸田文雄]", True),
        ("首相の[岸田文雄]氏", True),
        ("自民党総裁、首相の[岸田文雄]氏", True),
        ("[岸田文雄]（首相）", True),
        ("[岸田文雄]政権は", True),
        ("[岸田文雄]前首相は", False),
        ("日本前首相[岸田文雄]", False),
        ("[岸田文雄]氏は", None),
        ("首相と[岸田文雄]氏", None),
        ("首相補佐官の[岸田文雄]氏", None),
    ],
)
def test_the_source_gives_an_office_or_denies_it_or_is_silent(source: str, gives: bool | None) -> None:
    span, text = _marked(source)
    assert gives_office(text, span, "prime minister", {"首相", "日本首相"}) is gives
