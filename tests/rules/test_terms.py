"""Terms in English: where one stands, and which words are meant for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model.span import Span
from align.rules.countries import country_before, hinted_in_source
from align.rules.phrases import tokens
from align.rules.terms import alike, kinds_of_source, of_the_kind, standing


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("Ministry of Economy, Trade and Industry", "the ministry of economy, trade & industry's report"),
        ("Six-Party Talks", "a six party talk"),
        ("Ministry of Defense", "the Ministry of Defence"),
        ("World Health Organization", "World Health Organisation"),
        ("Shanghai Communiqué", "the Shanghai Communique"),
        ("U.S. Treasury", "US Treasury"),
        ("The Asahi Shimbun", "Asahi Shimbun"),
        ("Hong Kong Special Administrative Region Government", "Hong Kong Special Administrative Region Governments"),
    ],
)
def test_a_term_stands_in_any_spelling(form: str, text: str) -> None:
    assert list(standing(form, text))


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("US", "they told us"),
        ("Cabinet", "a filing cabinet"),
        ("Asahi", "Asahikawa"),
        ("Ministry of Foreign Affairs", "Ministry of Foreign Trade"),
        ("Expo 2025", "Expo 2020"),
        ("North Korea", "North Korean"),
    ],
)
def test_other_words_are_not_the_term(form: str, text: str) -> None:
    assert not list(standing(form, text))


def test_a_place_stands_in_its_adjective() -> None:
    assert list(standing("North Korea", "the North Korean side", place=True))


@given(st.text(max_size=40), st.text(max_size=40))
def test_what_stands_lies_within_the_text(form: str, text: str) -> None:
    for span in standing(form, text):
        assert 0 <= span.start < span.end <= len(text)


@given(st.text(max_size=60))
def test_tokens_are_where_they_say(text: str) -> None:
    for token in tokens(text):
        assert text[token.start : token.end] == token.text


@pytest.mark.parametrize(
    ("written", "form", "text", "meant"),
    [
        ("外務省", "Ministry of Foreign Affairs", "Japan's Foreign Office declined", "Foreign Office"),
        ("立法院", "Legislative Yuan", "Taiwan's Legislative Council met", "Legislative Council"),
        ("亚洲司", "Department of Asian Affairs", "the Asian Office of the Foreign Ministry", "Asian Office"),
        ("一带一路", "Belt and Road Initiative", "cooperation on One Belt, One Road", "One Belt, One Road"),
        ("国台办", "Taiwan Affairs Office", "the Taiwan Office said", "Taiwan Office"),
        ("新华社", "Xinhua News Agency", "Xining News Agency, July 26", "Xining News Agency"),
        ("外務省", "Ministry of Foreign Affairs", "the Foreign Minister said", None),
        ("香港政府", "Hong Kong Government", "people in Hong Kong said", None),
        ("外務省", "Japanese Foreign Ministry", "the Japanese ministry said", None),
        ("中新网", "China News Network", "the new Chinese ambassador", None),
    ],
)
def test_words_that_share_the_telling_ones_are_meant(written: str, form: str, text: str, meant: str | None) -> None:
    found = alike([form], written, text, lambda span: True)
    assert (found and found.span.of(text)) == meant


@pytest.mark.parametrize(
    ("written", "text", "meant"),
    [
        ("公明党", "The Clean Government Party submitted it", "Clean Government Party"),
        ("竹島", "the waters off Bamboo Island", "Bamboo Island"),
        ("公明党", "the Japanese party", None),
        ("公明党", "the Clean Government Party and the Reform Party", None),
        ("一带一路", "the Clean Government Party", None),
    ],
)
def test_the_only_name_of_a_kind_is_meant(written: str, text: str, meant: str | None) -> None:
    found = of_the_kind(written, text, lambda span: True)
    assert (found.of(text) if found else None) == meant


def test_what_is_taken_is_not_meant() -> None:
    text = "Xining News Agency reported"
    assert alike(["Xinhua News Agency"], "新华社", text, lambda span: not span.overlaps(Span(7, 11))) is None


@pytest.mark.parametrize(("written", "kind"), [("公明党", "party"), ("公明黨", "party"), ("大阪・関西万博", "fair")])
def test_the_ending_says_what_a_term_is(written: str, kind: str) -> None:
    assert kind in kinds_of_source(written)


@pytest.mark.parametrize(
    ("source", "country"),
    [("德国", "germany"), ("米", "united states"), ("韓国の", "south korea"), ("会见了", ""), ("ドイツ", "germany")],
)
def test_a_country_may_stand_before_a_name(source: str, country: str) -> None:
    assert country_before(source, len(source)) == country


def test_one_character_means_a_country_only_beside_another() -> None:
    assert hinted_in_source("japan", "日中外相会談")
    assert not hinted_in_source("japan", "会谈于18日举行")
