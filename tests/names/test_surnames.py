"""The table of family names: how each is read as a family name and spelt in each system."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from align.names import surnames
from align.names.romanise import wade_giles
from align.names.surnames import (
    COMPOUND,
    SYSTEMS,
    all_spellings,
    is_surname_spelling,
    other_spellings,
    rows,
    surname_pinyin,
    surname_syllables,
    surnames_spelt,
    systems_of,
)
from align.text.fold import fold_source
from align.text.scripts import is_han

_CASES = Path(__file__).with_name("cases")


def _table(name: str) -> list[list[str]]:
    lines = (_CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("han", "pinyin"), _table("surname_pinyin.tsv"))
def test_a_family_name_has_its_own_reading(han: str, pinyin: str) -> None:
    assert surname_pinyin(han) == pinyin


@pytest.mark.parametrize(("han", "spelling", "system"), _table("surname_spellings.tsv"))
def test_a_spelling_names_the_first_system_that_has_it(han: str, spelling: str, system: str) -> None:
    assert other_spellings(han).get(spelling.lower(), "") == system


def test_pinyin_is_not_among_the_other_spellings() -> None:
    for row in rows():
        assert not {"".join(reading) for reading in row.pinyin} & other_spellings(row.han).keys()


def test_what_is_no_family_name_has_neither_reading_nor_spelling() -> None:
    for other in ("", "的", "李强", "Lee", "カ"):
        assert surname_pinyin(other) is None
        assert surname_syllables(other) == ()
        assert not other_spellings(other)
        assert systems_of(other, "Lee") == ()


def test_one_spelling_may_belong_to_several_systems() -> None:
    assert systems_of("李", "Lee") == ("Hong Kong", "Hokkien or Teochew", "Hakka", "Korean", "Taiwanese")
    assert systems_of("陳", "CH’EN") == ("Wade–Giles",)
    assert systems_of("陳", "Kim") == ()


def test_one_spelling_may_stand_for_several_family_names_the_commonest_first() -> None:
    assert surnames_spelt("Lim")[0] == "林"
    assert {"吴", "黄", "伍"} <= set(surnames_spelt("Ng"))
    assert surnames_spelt("Takaichi") == ()


@pytest.mark.parametrize(
    "token",
    ["Zhang", "CHEUNG", "Ng", "Hsieh", "Ts’ai", "Au-Yeung", "Au Yeung", "Szeto", "Nguyen", "Park", "Lü", "Ouyang"],
)
def test_a_spelling_is_known_in_any_case_and_manner_of_writing(token: str) -> None:
    assert is_surname_spelling(token)


@pytest.mark.parametrize("token", ["Takaichi", "Smith", "Ministry", "", "陈"])
def test_other_words_are_no_spelling_of_a_family_name(token: str) -> None:
    assert not is_surname_spelling(token)


def test_all_spellings_are_in_small_letters_and_hold_every_system() -> None:
    assert {"zhang", "chang", "cheung", "cheong", "teo", "truong", "jang", "thien"} <= all_spellings()
    assert all(spelling == spelling.lower() for spelling in all_spellings())


def test_compounds_are_known_in_every_script() -> None:
    assert {"欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "尉迟", "夏侯", "独孤", "獨孤", "皇甫", "慕容"} <= COMPOUND
    assert all(len(han) == 2 for han in COMPOUND)


def test_a_pair_that_a_commoner_family_name_begins_is_a_compound_only_in_long_names() -> None:
    assert not {"王孙", "王孫", "张简", "張簡", "叶赫"} & COMPOUND
    assert surname_pinyin("張簡") == "Zhangjian"


def test_the_module_has_no_other_lazy_attribute() -> None:
    with pytest.raises(AttributeError, match="SIMPLE"):
        surnames.SIMPLE  # noqa: B018


# --- the table itself ------------------------------------------------------------------------------------------------


def test_the_table_holds_the_common_family_names_and_the_compounds() -> None:
    assert sum(len(row.han) == 1 for row in rows()) >= 300
    assert sum(len(row.han) == 2 for row in rows()) >= 60


def test_no_written_form_stands_in_two_rows() -> None:
    forms = [form for row in rows() for form in row.forms]
    assert len(forms) == len(set(forms))


def test_every_form_is_written_in_han_and_as_long_as_the_others() -> None:
    for row in rows():
        assert {len(form) for form in row.forms} == {len(row.han)}
        assert all(is_han(ch) for form in row.forms for ch in form)


def test_every_form_of_a_row_folds_to_the_same_key_which_is_known_too() -> None:
    for row in rows():
        (key,) = {fold_source(form).text for form in row.forms}
        assert surname_pinyin(key) == surname_pinyin(row.han)


def test_every_reading_has_a_syllable_for_each_character() -> None:
    for row in rows():
        assert row.pinyin
        assert all(len(reading) == len(row.han) for reading in row.pinyin)
        assert all(re.fullmatch("[a-zü]+", syllable) for reading in row.pinyin for syllable in reading)


def test_no_joined_reading_needs_an_apostrophe() -> None:
    assert not [row.han for row in rows() for reading in row.pinyin if any(part[0] in "aeo" for part in reading[1:])]


def test_every_spelling_is_capitalised_ascii_and_stands_once_in_its_column() -> None:
    for row in rows():
        assert len(row.spellings) == len(SYSTEMS)
        for column in row.spellings:
            assert len(column) == len(set(column)), row.han
            assert all(re.fullmatch("[A-Z][A-Za-z]*(?:['-][A-Za-z]+)*'?", spelling) for spelling in column), row.han


def test_wade_giles_follows_from_pinyin() -> None:
    for row in rows():
        column = {spelling.lower() for spelling in row.spellings[0]}
        for reading in row.pinyin:
            ruled = [wade_giles.spellings(syllable) for syllable in reading]
            first = {spelling.replace("ü", "u") for spelling in ruled[0]}
            assert any(spelling.split("-")[0] in first for spelling in column), row.han


def test_the_table_is_not_read_before_it_is_needed() -> None:
    asked = "import align.names.surnames as s; print(s._lines.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
