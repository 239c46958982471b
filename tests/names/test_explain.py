"""What language alone says of a name: readings that are known, and none that are invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.names.explain import LONGEST, Reading, Spelling, explain, family_spellings, likely_lang, tidy

LINES = (Path(__file__).parent / "cases" / "explain.tsv").read_text("utf-8").splitlines()[1:]
CASES = [line.split("\t") for line in LINES]


@pytest.mark.parametrize(("name", "lang", "parts", "readings", "mandarin"), CASES, ids=[case[0] for case in CASES])
def test_a_name_is_cut_and_read(name: str, lang: str, parts: str, readings: str, mandarin: str) -> None:
    found = explain(tidy(name), lang)
    assert "|".join(filter(None, (found.family, found.given))) == parts
    listed = " / ".join(reading.romaji for reading in found.readings)
    assert listed.startswith(readings[:-1]) if readings.endswith("…") else listed == readings
    assert found.mandarin == mandarin
    assert found.readings or found.remark


def test_the_characters_of_a_japanese_name_have_several_readings_each_with_its_likelihood_and_sources() -> None:
    found = explain("山田花子", "ja")
    best, second, *_ = found.readings
    assert (best.romaji, best.kana, best.family, best.given) == ("Yamada Hanako", "やまだ はなこ", "山田", "花子")
    assert best.likelihood is not None
    assert second.likelihood is not None
    assert best.likelihood > second.likelihood
    assert "ENAMDICT" in best.sources
    assert found.remark.startswith("these characters can be read in several ways")


def test_a_family_name_alone_is_read_as_one() -> None:
    found = explain("山田", "ja")
    assert (found.family, found.given, found.readings[0].romaji) == ("", "", "Yamada")


def test_kana_are_their_own_reading() -> None:
    expected = Reading("Yamada Hanako", "やまだ はなこ", "やまだ", "はなこ", 1.0, ("kana",))
    assert explain("やまだ はなこ", "ja").readings == (expected,)
    assert "foreign" in explain("スミス", "ja").remark


def test_a_chinese_name_is_spelt_in_wade_giles_too() -> None:
    assert explain("曾小全", "zh").spellings == (
        Spelling("Tseng Hsiao-ch'üan", "Wade–Giles"),
        Spelling("Tseng Hsiao-chuan", "Wade–Giles without its signs"),
    )


def test_a_chinese_name_has_readings_with_likelihoods_and_sources() -> None:
    best, second = explain("王小明", "zh").readings
    assert (best.romaji, best.family, best.given) == ("Wang Xiaoming", "王", "小明")
    assert best.likelihood is not None
    assert second.likelihood is not None
    assert best.likelihood > 0.9 > second.likelihood > 0
    assert best.sources == ("family name table", "pypinyin", "Unihan")


def test_other_cultures_spell_the_same_characters_in_their_own_ways() -> None:
    cultures = explain("張小明", "zh").cultures
    assert cultures["zh-HK"][0] == "Cheung Siu-ming"
    assert cultures["zh-TW"][0] == "Chang Hsiao-ming"
    assert cultures["vi"] == ("Truong Tieu Minh",)
    assert "zh-CN" not in cultures
    assert all(1 <= len(spellings) <= 3 for spellings in cultures.values())
    assert explain("張", "zh").cultures == {}
    assert explain("山田花子", "ja").cultures == {}


@pytest.mark.parametrize(("name", "lang", "source"), [("特朗普", "zh", "CC-CEDICT"), ("トランプ", "ja", "ENAMDICT")])
def test_a_transcribed_name_has_the_spellings_that_dictionaries_list(name: str, lang: str, source: str) -> None:
    found = explain(name, lang)
    (part,) = found.transcribed
    assert (part.part, part.spellings[0].spelling, part.spellings[0].sources) == (name, "Trump", (source,))
    assert found.foreign
    assert "foreign" in found.remark


def test_what_may_be_foreign_or_chinese_is_read_in_both_ways() -> None:
    found = explain("安娜", "zh")
    assert {"Anna", "An Na"} <= {reading.romaji for reading in found.readings}
    assert not found.foreign


def test_a_name_that_no_dictionary_lists_may_be_foreign_all_the_same() -> None:
    found = explain("比拉吉", "zh")
    assert "may transcribe a foreign name" in found.remark
    assert found.readings


def test_of_a_name_in_parts_those_are_spelt_that_a_dictionary_lists() -> None:
    found = explain("安格拉·默克尔", "zh")
    assert [part.part for part in found.transcribed] == ["默克尔"]
    assert found.readings == ()


def test_a_family_name_has_spellings_elsewhere() -> None:
    assert Spelling("Cheung", "Hong Kong") in family_spellings("張")
    assert family_spellings("張") == family_spellings("张")
    assert family_spellings("山田") == ()


@pytest.mark.parametrize(
    ("name", "lang"),
    [
        ("王小明", "zh"),
        ("欧阳小明", "zh"),
        ("欧阳", "zh"),
        ("山田花子", "ja"),
        ("つるの花子", "ja"),
        ("特朗普", "zh"),
        ("スミス", "ja"),
        ("Wang Xiaoming", ""),
        ("", ""),
    ],
)
def test_the_language_is_guessed_from_family_name_and_length(name: str, lang: str) -> None:
    assert likely_lang(name) == lang


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "no name"),
        ("高" * 10_000, "10,000 characters"),
        ("Hanako Tanaka", "Latin letters"),
        ("!?", "nothing here says"),
        ("田中Hanako", "neither a Han character nor kana"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "ja", ""])
def test_nonsense_gets_a_short_answer(name: str, says: str, lang: str) -> None:
    found = explain(tidy(name), lang)
    assert says in found.remark
    assert not found.readings


def test_what_cannot_be_seen_is_no_part_of_a_name() -> None:
    assert tidy(" 高\u200b市\ufe00\ud800\x1b早苗\u3000") == "高市早苗"
    assert tidy("ｻﾅｴ　Ｔａ") == "サナエ Ta"


NAMES = st.text(st.one_of(st.characters(), st.sampled_from("王李張高市早苗々ーのッンァ・· ")), max_size=LONGEST + 2)


@given(NAMES, st.sampled_from(["zh", "ja", ""]))
def test_any_text_is_explained(name: str, lang: str) -> None:
    found = explain(tidy(name), lang or likely_lang(tidy(name)))
    assert found.readings or found.remark or found.lang == "zh"
    assert all(reading.likelihood is None or 0 <= reading.likelihood <= 1 for reading in found.readings)
    assert all(not reading.family or reading.given for reading in found.readings)
