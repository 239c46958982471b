"""House styles as configuration asks for them."""

from __future__ import annotations

import pytest

from align.names.style import DEFAULT, PROFILES, Style, style_from


@pytest.mark.parametrize("name", ["given-first", "family-first", "jp-government", "nippon-com", "glossary"])
def test_a_profile_is_found_by_its_name(name: str) -> None:
    assert style_from(name) is PROFILES[name]
    assert style_from({"profile": name}) == PROFILES[name]


def test_an_empty_table_is_the_default() -> None:
    assert style_from({}) == DEFAULT


def test_a_table_overrides_its_profile() -> None:
    style = style_from({"profile": "nippon-com", "long-vowels": "oh", "apostrophe": False})
    assert style == Style("custom", japanese="family-first", long_vowels="oh")


def test_a_table_may_name_itself() -> None:
    assert style_from({"name": "our house", "labial_n": "m"}).name == "our house"


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("given-frist", "given-first"),
        ({"profile": "nipon-com"}, "nippon-com"),
        ({"long-vowel": "drop"}, "long_vowels"),
        ({"long-vowels": "macrons"}, "macron"),
        ({"japanese": "family first"}, "family-first"),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(value: str | dict[str, object], meant: str) -> None:
    with pytest.raises(ValueError, match=f"did you mean '{meant}'"):
        style_from(value)


@pytest.mark.parametrize("value", [{"apostrophe": "yes"}, {"labial-n": 3}, {"profile": 3}, {"name": ""}, {"xyzzy": 1}])
def test_a_value_of_the_wrong_kind_is_refused(value: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        style_from(value)
