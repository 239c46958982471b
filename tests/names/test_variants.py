"""Every English form of a name, each knowing why it is what it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from align.model.alignment import FormRole, Relation
from align.names.style import PROFILES
from align.names.variants import EnglishForm, english_forms

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "variants.yaml").read_text("utf-8"))
WORD = st.text(alphabet="aeikmnostuyōü'-", min_size=1, max_size=7).map(str.capitalize)


def forms_of(case: dict[str, Any]) -> tuple[EnglishForm, ...]:
    entry = {key: tuple(value) if isinstance(value, list) else value for key, value in case["entry"].items()}
    style = PROFILES[case.get("style", "given-first")]
    return english_forms(**entry, style=style, readings=case.get("readings", False))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_preferred_form_comes_first(case: dict[str, Any]) -> None:
    first = forms_of(case)[0]
    assert (first.text, first.status, first.relation) == (case["preferred"], "preferred", None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_form_says_what_it_is(case: dict[str, Any]) -> None:
    found = {form.text: [form.status, form.relation and form.relation.value] for form in forms_of(case)}
    assert {text: found.get(text) for text in case.get("forms", {})} == case.get("forms", {})
    assert not set(case.get("absent", ())) & set(found)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_right_forms_stand_before_wrong_ones_and_none_stands_twice(case: dict[str, Any]) -> None:
    forms = forms_of(case)
    statuses = [form.status for form in forms]
    assert statuses == sorted(statuses, key=["preferred", "allowed", "wrong"].index)
    assert len({form.text for form in forms}) == len(forms)
    assert all(form.why for form in forms)
    assert all(form.relation for form in forms if form.status == "wrong")


@given(WORD, WORD, st.sampled_from(["ja", "zh-CN", "zh-TW", "ko", "western"]), st.sampled_from(sorted(PROFILES)))
def test_any_name_has_exactly_one_preferred_form(family: str, forename: str, origin: str, style: str) -> None:
    forms = english_forms(
        full=f"{forename} {family}", family=family, given=forename, origin=origin, style=PROFILES[style]
    )
    assert [form.status for form in forms].count("preferred") == 1


def test_a_name_without_parts_has_no_order() -> None:
    (form,) = english_forms(full="Kyodo News", origin="ja")
    assert form == EnglishForm("Kyodo News", FormRole.FULL, "", "preferred", None, "the glossary prefers it")


def test_a_wrong_family_name_alone_is_a_family_form() -> None:
    forms = english_forms(full="Taro Ono", family="Ono", given="Taro", origin="ja", kana=("おおの", "たろう"))
    (ohno,) = [form for form in forms if form.text == "Ohno"]
    assert (ohno.role, ohno.relation, ohno.why) == (
        FormRole.FAMILY,
        Relation.VARIANT,
        "it is Ono in passport Hepburn with OH",
    )
