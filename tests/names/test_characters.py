"""A name in simplified, traditional and Japanese characters, with what cannot be known said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.names.characters import Doubt, Scripts, Written, is_japanese, scripts, simplified, traditional

LINES = (Path(__file__).parent / "cases" / "scripts.tsv").read_text("utf-8").splitlines()[1:]
CASES = [line.split("\t") for line in LINES]


@pytest.mark.parametrize(("name", "family", "lang", "hans", "hant", "doubts"), CASES, ids=[case[0] for case in CASES])
def test_a_name_is_converted(name: str, family: str, lang: str, hans: str, hant: str, doubts: str) -> None:
    written = traditional(name, family=family, japanese=lang == "ja")
    assert simplified(name, japanese=lang == "ja") == hans
    assert written.text == hant
    assert " ".join(doubt.character + "".join(doubt.others) for doubt in written.doubts) == doubts


def test_another_form_of_the_name_decides_what_is_in_doubt() -> None:
    assert traditional("王云").doubts == (Doubt("雲", ("云",)),)
    assert traditional("王云", known=["王云"]) == Written("王云", converted=True)


def test_only_what_nobody_gave_is_called_converted() -> None:
    assert scripts(chinese="张三") == Scripts(Written("张三"), Written("張三", converted=True))
    assert scripts(chinese="张三", ja="張三") == Scripts(Written("张三"), Written("張三"), Written("張三"))
    assert scripts(chinese="太郎", ja="太郎") == Scripts(Written("太郎"), Written("太郎"), Written("太郎"))
    assert scripts(hans="张三", hant="張叁") == Scripts(Written("张三"), Written("張叁"))


def test_a_name_with_kana_is_not_converted() -> None:
    assert scripts(ja="つるの花子") == Scripts(ja=Written("つるの花子"))
    assert scripts() == Scripts()


def test_simplified_characters_are_not_japanese() -> None:
    assert is_japanese("金杉憲治")
    assert is_japanese("髙橋")
    assert not is_japanese("金杉宪治")


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=6), st.booleans())
def test_a_simplified_name_stays_simplified(name: str, japanese: bool) -> None:
    assert len(traditional(name, japanese=japanese).text) == len(name)
    assert simplified(simplified(name, japanese=japanese)) == simplified(name, japanese=japanese)
