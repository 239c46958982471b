"""What English may make of a name that no glossary declares."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.names.readings.reader import EVERYWHERE, NameReader, is_unlikely, possible, reader

CASES = Path(__file__).with_name("cases") / "name_reader.tsv"
_HAN = st.text(st.sampled_from("金井正彰邵立群朴智允阮文强々ヶさxｶ𠮷\ue000"), max_size=4)
_LATIN = st.text(st.sampled_from("abeghiklmnorstuyzMKōü' -.ễ"), max_size=20)
_CULTURES = st.sampled_from([EVERYWHERE, *((one,) for one in (*EVERYWHERE, "ja", "western", "other"))])


def _rows() -> list[list[str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def of(family: str, given: str, cultures: str) -> NameReader:
    return reader(family, given, EVERYWHERE if cultures == "any" else (cultures,))


@pytest.mark.parametrize(("family", "given", "cultures", "surface", "read"), _rows())
def test_a_name_is_read_as_its_culture_reads_it(
    family: str, given: str, cultures: str, surface: str, read: str
) -> None:
    assert of(family, given, cultures).reads(surface) is (read == "yes")


@pytest.mark.parametrize("surface", ["", " ", "-", "'", "M. Kanai", "1", "金井正彰", "Kanai Kanai Kanai Kanai"])
@pytest.mark.parametrize("cultures", ["ja", "any", "zh-HK", "western"])
def test_what_is_no_name_is_not_read(surface: str, cultures: str) -> None:
    assert not of("金井", "正彰", cultures).reads(surface)


def test_the_likeliest_reading_comes_first() -> None:
    name = of("金井", "正彰", "ja")
    assert (name.families[0].spelling, name.givens[0].spelling) == ("Kanai", "Masaaki")
    assert name.givens[0].likelihood > 0.9
    likelihoods = [reading.likelihood for reading in name.givens]
    assert likelihoods == sorted(likelihoods, reverse=True)


def test_each_culture_reads_the_same_characters_otherwise() -> None:
    first = {culture: of("朴", "智允", culture).families[0].spelling for culture in ("ko", "zh-CN", "zh-HK")}
    assert first == {"ko": "Park", "zh-CN": "Piao", "zh-HK": "Pok"}


def test_nobody_knows_how_a_name_is_spelt_abroad_so_cantonese_is_the_guess() -> None:
    assert of("邵", "立群", "other").families == of("邵", "立群", "zh-HK").families


def test_a_part_that_is_not_there_has_no_readings() -> None:
    assert of("", "正彰", "ja").families == ()
    assert of("金井", "", "ja").givens == ()


def test_a_name_of_one_culture_is_sure_of_it() -> None:
    assert of("邵", "立群", "zh-HK").is_sure
    assert of("邵", "立群", "zh-HK").culture == "zh-HK"
    assert not of("邵", "立群", "any").is_sure
    assert of("邵", "立群", "any").culture == "zh-CN"


def test_family_and_given_name_are_told_apart() -> None:
    name = of("金井", "正彰", "ja")
    assert name.reads_part("Kanai", family=True)
    assert name.reads_part("Masaaki", family=False)
    assert not name.reads_part("Masaaki", family=True)
    assert not name.reads_part("Kanai", family=False)
    assert name.gives(("Kanai", "Masaaki"))
    assert not name.gives(("Masaaki", "Kanai"))


def test_an_english_given_name_is_read_but_not_given_by_the_characters() -> None:
    name = of("邵", "立群", "any")
    assert name.reads("Peter Shao")
    assert not name.gives(("Shao", "Peter"))


def test_a_reading_of_no_table_may_be_possible_and_a_made_up_one_is_not() -> None:
    assert possible("正彰", "Masaaki", family=False) == 1
    assert possible("正彰", "Takashi", family=False) == 0
    assert possible("金井", "Kanai", family=True) == 1


def test_a_reading_that_nobody_uses_is_unlikely_where_another_is_settled() -> None:
    assert is_unlikely("太郎", "Futoro", family=False)
    assert not is_unlikely("太郎", "Taro", family=False)
    assert not is_unlikely("太郎", "Tarō", family=False)
    assert not is_unlikely("ありえない", "Arienai", family=False)


# --- laws --------------------------------------------------------------------------------------------------------


@given(_HAN, _HAN, _CULTURES, _LATIN)
def test_no_words_stop_the_reading(family: str, given_name: str, cultures: tuple[str, ...], surface: str) -> None:
    name = NameReader(family, given_name, cultures)
    assert isinstance(name.reads(surface), bool)
    assert name.reads(surface) == NameReader(family, given_name, cultures).reads(surface)


@given(_HAN, _HAN, _CULTURES, _LATIN, st.booleans())
def test_a_part_that_is_not_written_is_not_read(
    family: str, given_name: str, cultures: tuple[str, ...], spelling: str, of_family: bool
) -> None:
    name = NameReader("" if of_family else family, given_name if of_family else "", cultures)
    assert not name.reads_part(spelling, family=of_family)


@given(st.sampled_from(["金井", "堂本", "沢木", "大野"]), st.sampled_from(["正彰", "遼平", "俊介", "太郎", "千夏"]))
def test_the_likeliest_reading_of_a_japanese_name_is_read_in_either_order(family: str, given_name: str) -> None:
    name = reader(family, given_name, ("ja",))
    first, last = name.givens[0].spelling, name.families[0].spelling
    assert name.reads(f"{first} {last}")
    assert name.reads(f"{last} {first}")
    assert name.gives((last, first))


@given(st.sampled_from("邵关朴阮谭詹"), st.sampled_from(["立群", "浩然", "智允", "文强", "宗翰"]), _CULTURES)
def test_the_likeliest_reading_of_a_han_name_is_read(family: str, given_name: str, cultures: tuple[str, ...]) -> None:
    if cultures[0] in ("ja", "western", "other"):
        return
    name = reader(family, given_name, cultures)
    assert name.reads(f"{name.families[0].spelling} {name.givens[0].spelling}")
