"""The order of the parts by culture and by house."""

from __future__ import annotations

import pytest

from align.names.order import FAMILY_FIRST, GIVEN_FIRST, ORIGINS, allowed_order, join, natural_order, other_order
from align.names.style import PROFILES


@pytest.mark.parametrize("origin", ORIGINS)
def test_east_asian_names_put_the_family_first_and_others_do_not(origin: str) -> None:
    assert natural_order(origin) == (GIVEN_FIRST if origin in ("western", "other") else FAMILY_FIRST)


@pytest.mark.parametrize(
    ("profile", "japanese", "chinese"),
    [
        ("given-first", GIVEN_FIRST, FAMILY_FIRST),
        ("family-first", FAMILY_FIRST, FAMILY_FIRST),
        ("jp-government", FAMILY_FIRST, FAMILY_FIRST),
        ("nippon-com", FAMILY_FIRST, FAMILY_FIRST),
        ("glossary", "", ""),
    ],
)
def test_a_house_wants_an_order_for_each_origin(profile: str, japanese: str, chinese: str) -> None:
    style = PROFILES[profile]
    assert allowed_order("ja", style) == japanese
    assert {allowed_order(origin, style) for origin in ORIGINS if origin.startswith(("zh", "ko", "vi"))} == {chinese}
    assert allowed_order("western", style) == GIVEN_FIRST
    assert allowed_order("other", style) == ""


def test_parts_are_joined_in_the_order_asked_for() -> None:
    assert join("Kono", "Taro", GIVEN_FIRST) == "Taro Kono"
    assert join("Kono", "Taro", FAMILY_FIRST) == "Kono Taro"
    assert join("Kono", "Taro", "") == "Taro Kono"
    assert join("Kono", "", FAMILY_FIRST) == "Kono"
    assert join("", "", GIVEN_FIRST) == ""


def test_each_order_has_another() -> None:
    assert other_order(GIVEN_FIRST) == FAMILY_FIRST
    assert other_order(FAMILY_FIRST) == GIVEN_FIRST
