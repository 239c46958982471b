from __future__ import annotations

import pytest

from align.text.scripts import guess_lang, has_cjk, has_han, is_han, is_hangul, is_kana, is_latin


@pytest.mark.parametrize(
    ("characters", "belongs"),
    [
        ("漢々〇𠮷髙豈", is_han),
        ("あアーｱヴゞ", is_kana),
        ("한ㄱ", is_hangul),
        ("aZéōđＡﬁ", is_latin),
    ],
)
def test_a_character_belongs_to_one_script(characters: str, belongs: object) -> None:
    for character in characters:
        assert [test for test in (is_han, is_kana, is_hangul, is_latin) if test(character)] == [belongs]


@pytest.mark.parametrize("character", "1 。、・「\u0301€😀")
def test_signs_and_figures_belong_to_no_script(character: str) -> None:
    assert not any(test(character) for test in (is_han, is_kana, is_hangul, is_latin))


def test_han_and_kana_are_found_anywhere_in_a_text() -> None:
    assert has_han("the 字 sign")
    assert not has_han("かな")
    assert has_cjk("the カ sign")
    assert not has_cjk("한글 and Latin")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("总统说，他们不会让步。", "zh-Hans"),
        ("總統說，他們不會讓步。", "zh-Hant"),
        ("大統領は譲歩しないと述べた。", "ja"),
        ("首脳会談開催", "ja"),
        ("广场的の字招牌是他们老板自己写的，大家都说好看，还拍了照片发到网上。", "zh-Hans"),
        ("東京", "zh"),
        ("金井正彰", "zh"),
        ("Tokyo", ""),
        ("", ""),
    ],
)
def test_a_text_tells_its_language(text: str, lang: str) -> None:
    assert guess_lang(text) == lang
