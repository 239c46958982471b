"""Everything that is known of a name, whatever is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.alignment.dossier import Dossiers
from align.glossary.entity import Entity, SourceName
from align.glossary.lexicon import Lexicon
from align.glossary.whos_who import whos_who
from align.match.automaton import Kind
from align.names.style import DEFAULT


def _person(name: str, origin: str, full: str, han: tuple[str, str], kana: tuple[str, ...] = ()) -> Entity:
    family, forename = full.split()
    sources = tuple(SourceName(lang, "".join(han), *han) for lang in ("zh", "ja"))
    return Entity(name, "person", origin, full, family, forename, "family-first", sources=sources, kana=kana)


LEXICON = Lexicon.of(
    [
        _person("lin", "zh-CN", "Lin Xiaolan", ("林", "小蘭")),
        _person("hayashi", "ja", "Hayashi Ichiro", ("林", "一郎"), ("はやし", "いちろう")),
        _person("kim", "ko", "Kim Min-su", ("金", "民洙")),
    ]
)
KNOWN = Dossiers(LEXICON, DEFAULT)
PROPOSED = Dossiers(LEXICON, DEFAULT, whos_who())
NAMES = st.text(st.one_of(st.characters(), st.sampled_from("林金小蘭一郎民洙はやし々ー・ ")), max_size=12)


@given(NAMES, st.sampled_from(["zh", "ja", ""]))
def test_any_text_has_a_dossier_under_its_own_name(name: str, lang: str) -> None:
    found = KNOWN.of(name, lang)
    assert found.name == name
    assert found.lang == (lang or found.lang)
    assert bool(found.entries) == (found.explanation is None)


@pytest.mark.parametrize(
    ("name", "lang"), [("林小蘭", "zh"), ("林一郎", "ja"), ("金民洙", "zh"), ("はやし", "ja"), ("Kim Min-su", "")]
)
def test_the_language_of_a_known_name_is_that_of_its_entry(name: str, lang: str) -> None:
    assert (KNOWN.of(name).lang, KNOWN.of(name).guessed) == (lang, False)


def test_the_parts_are_in_the_characters_that_were_asked() -> None:
    found = KNOWN.of("林小兰")
    assert (found.family, found.given) == ("林", "小兰")
    assert (found.readings[0].family, found.readings[0].given) == ("林", "小兰")


@pytest.mark.parametrize(("lang", "ids"), [("", ["lin", "hayashi"]), ("zh", ["lin"]), ("ja", ["hayashi"])])
def test_a_family_name_is_that_of_people_of_the_language(lang: str, ids: list[str]) -> None:
    assert [entry.entity.id for entry in KNOWN.of("林", lang).entries] == ids


def test_the_mandarin_reading_is_told_where_it_is_the_wrong_one() -> None:
    assert KNOWN.of("金民洙").mandarin == "Jin Minzhu"
    assert KNOWN.of("林小兰").mandarin == ""


def test_a_foreign_name_in_katakana_has_no_order() -> None:
    assert KNOWN.of("ジョン・スミス").orders == {}
    assert KNOWN.of("やまだ はなこ").orders["given-first"] == ("Hanako Yamada",)


@given(NAMES, st.sampled_from(["zh", "ja", ""]))
def test_the_whos_who_adds_to_a_dossier_and_changes_nothing_that_a_glossary_says(name: str, lang: str) -> None:
    declared, proposed = KNOWN.of(name, lang), PROPOSED.of(name, lang)
    assert proposed.entries[: len(declared.entries)] == declared.entries
    assert not any(entry.entity.is_declared for entry in proposed.entries[len(declared.entries) :])
    if declared.entries:
        assert (proposed.readings, proposed.explanation) == (declared.readings, None)
    assert sum(reading.likelihood or 0.0 for reading in proposed.readings) <= 1.01


def test_the_known_reading_of_a_japanese_comes_first_and_the_others_share_the_rest() -> None:
    before, after = KNOWN.of("河野太郎").readings, PROPOSED.of("河野太郎").readings
    assert (after[0].romaji, after[0].kana, after[0].sources[0]) == ("Kono Taro", "こうの たろう", "who's who")
    assert after[0].likelihood == pytest.approx(0.98, abs=0.03)
    assert {reading.romaji for reading in before} == {reading.romaji for reading in after}
    assert [entry.entity.full for entry in PROPOSED.of("河野太郎").entries] == ["Taro Kono"]


@pytest.mark.parametrize(
    ("name", "reading", "mandarin"),
    [("文在寅", "Moon Jae-in", "Wen Zaiyin"), ("藤井聡太", "Fujii Sota", "Tengjing Congtai")],
)
def test_somebody_known_from_elsewhere_is_read_as_at_home(name: str, reading: str, mandarin: str) -> None:
    found = PROPOSED.of(name, "zh")
    assert (found.readings[0].romaji, found.mandarin) == (reading, mandarin)


def test_a_known_spelling_of_ones_own_makes_the_mandarin_reading_a_wrong_form() -> None:
    found = PROPOSED.of("张建宗")
    assert found.mandarin == "Zhang Jianzong"
    assert found.orders["given-first"] == ("Matthew Cheung Kin-chung",)
    assert PROPOSED.of("习近平").mandarin == ""


def test_an_english_name_tells_whom_it_may_be_and_in_which_characters() -> None:
    found = PROPOSED.of("Kono Taro")
    assert (found.lang, found.entries[0].kind, found.readings[0].kana) == ("ja", Kind.TURNED, "こうの たろう")
    assert found.scripts.ja is not None
    assert found.scripts.ja.text == "河野太郎"
    assert PROPOSED.of("Kim Minsu").entries[0].entity.id == "kim"


def test_of_an_english_name_with_several_bearers_no_characters_are_said() -> None:
    found = PROPOSED.of("Akira Suzuki")
    assert len(found.entries) > 1
    assert (found.family, found.given, found.scripts.ja, found.mandarin) == ("", "", None, "")


def test_a_transcribed_family_name_is_that_of_the_known_bearer() -> None:
    found = PROPOSED.of("特朗普")
    assert (found.lang, found.entries[0].kind, found.readings[0].romaji) == ("zh", Kind.FAMILY, "Trump")
    assert PROPOSED.of("安格拉·默克尔").readings[0].romaji == "Merkel Angela"
    assert KNOWN.of("唐纳德·特朗普").orders["given-first"] == ("Donald Trump",)


def test_a_name_that_may_be_chinese_is_read_so_in_chinese_though_a_japanese_is_known() -> None:
    assert PROPOSED.of("林佳子", "zh").readings[0].romaji == "Lin Jiazi"
    assert PROPOSED.of("林佳子", "ja").readings[0].romaji == "Hayashi Yoshiko"


def test_a_place_is_nobody() -> None:
    found = PROPOSED.of("东京")
    assert found.entries[0].entity.type == "place"
    assert found.explanation is not None
    assert "nobody" in found.explanation.remark


def test_whom_a_glossary_has_is_not_listed_twice() -> None:
    lexicon = Lexicon.of([_person("kono", "ja", "Kono Taro", ("河野", "太郎"), ("こうの", "たろう"))])
    assert [entry.entity.id for entry in Dossiers(lexicon, DEFAULT, whos_who()).of("河野太郎").entries] == ["kono"]
