"""What a new entry begins with when a reviewer has marked a name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from align.glossary.form import mistakes_of
from align.glossary.prefill import Option, prefilled, readings
from align.glossary.use import uses
from align.names.style import style_from
from tests.glossary.undeclared import aligned, link, sanae

CASES = yaml.safe_load(Path(__file__).with_name("prefill.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['name']}-{case.get('english', '')}")
def test_a_name_is_read_off_its_characters_and_what_was_marked(case: dict[str, Any]) -> None:
    form = prefilled(case["name"], case["lang"], case.get("english", ""))
    assert {field: getattr(form, field) for field in case["has"]} == case["has"]
    assert not form.english or not any(remark.blocks for remark in mistakes_of(form))


def test_the_proposal_of_the_documents_is_taken_where_they_use_the_name() -> None:
    entity = sanae(ja="高市 早苗")
    found = tuple(uses([aligned(link(entity, "Sanae Takaichi"), link(entity))], {entity.id: entity}.get))
    form = prefilled("高市早苗", "ja", "", found, taken=["takaichi-sanae"])
    assert (form.english, form.kana, form.id) == ("Sanae Takaichi", "たかいち さなえ", "takaichi-sanae-2")


def test_what_was_marked_wins_over_what_documents_use() -> None:
    entity = sanae(ja="高市 早苗")
    found = tuple(uses([aligned(link(entity, "Sanae Takaichi"))], {entity.id: entity}.get))
    assert prefilled("高市早苗", "ja", "Sanae Takaiti", found).english in ("Sanae Takaiti", "Sanae Takaichi")
    assert prefilled("高市早苗", "ja", "Taro Kono", found).english == "Sanae Takaichi"


def test_the_order_is_that_of_the_house() -> None:
    assert prefilled("高市早苗", "ja", style=style_from("family-first")).english == "Takaichi Sanae"
    assert readings("高市早苗", "ja", style_from("family-first"))[0].english == "Takaichi Sanae"


def test_readings_come_likeliest_first() -> None:
    first, *others = readings("高市早苗", "ja")
    assert (first.kana, first.english) == ("たかいち さなえ", "Sanae Takaichi")
    assert others
    assert readings("刘劲松", "zh")[0].english == "Liu Jinsong"
    assert readings("特朗普", "zh") == (Option("", "Trump", 1.0),)
    assert readings("Trump") == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=8), st.sampled_from(["zh", "zh-Hant", "ja", ""]), st.text(max_size=12))
def test_nothing_that_is_marked_is_too_strange(source: str, lang: str, english: str) -> None:
    prefilled(source, lang, english)
    readings(source, lang)
