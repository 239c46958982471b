"""In which order the two parts of a personal name stand: what a culture uses, and what a house allows in English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from align.names.style import Style

GIVEN_FIRST: Final = "given-first"
FAMILY_FIRST: Final = "family-first"
ORIGINS: Final = ("ja", "zh-CN", "zh-TW", "zh-HK", "zh-MO", "zh-SG", "zh-MY", "ko", "vi", "western", "other")
"""Whose customs of order and reading apply to a name; the values of `origin` in a glossary."""

_FAMILY_FIRST_ORIGINS: Final = frozenset({"ja", "zh", "ko", "vi"})


def natural_order(origin: str) -> str:
    """The order in which people of that origin say their own names.

    Families come first in China (wherever its names live), Japan, Korea and Vietnam. An unknown origin is taken as
    given first, which is how English reads a name of which it knows nothing.
    """
    return FAMILY_FIRST if origin.partition("-")[0] in _FAMILY_FIRST_ORIGINS else GIVEN_FIRST


def allowed_order(origin: str, style: Style) -> str:
    """The order that the house wants in English for names of that origin; empty where each name stands as entered."""
    if origin == "ja":
        wanted = style.japanese
    elif natural_order(origin) == FAMILY_FIRST:
        wanted = style.others
    else:
        wanted = GIVEN_FIRST if origin == "western" else ""
    return wanted if wanted in (GIVEN_FIRST, FAMILY_FIRST) else ""


def other_order(order: str) -> str:
    """The order that `order` is not."""
    return GIVEN_FIRST if order == FAMILY_FIRST else FAMILY_FIRST


def join(family: str, given: str, order: str) -> str:
    """The whole name in English letters. A missing part is left out; an empty `order` means given first."""
    if not family or not given:
        return family or given
    return f"{family} {given}" if order == FAMILY_FIRST else f"{given} {family}"
