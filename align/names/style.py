"""House styles: five named profiles and a table of settings by which a house describes its own.

A profile is data. Each names the houses that write so and when they were last asked; the spelling that a person uses
for themself wins over all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Final

from align.names.order import FAMILY_FIRST, GIVEN_FIRST

AS_ENTERED: Final = "as-entered"


@dataclass(frozen=True, slots=True)
class Style:
    """How a house writes names of persons in English.

    `japanese` and `others` (Chinese, Korean, Vietnamese) are the order of the parts: `given-first`, `family-first`, or
    `as-entered`: as the glossary's preferred form stands. `long_vowels` is `drop` (Ono), `macron` (Ōno), `double`
    (Oono, Kouno) or `oh` (Ohno); `labial_n` is what Japanese n is before b, m and p, `n` or `m`. `apostrophe` parts n
    from a vowel (Jun'ichi). `family_capitals` allows TAKAICHI Sanae; it never demands it.
    """

    name: str
    japanese: str = GIVEN_FIRST
    others: str = FAMILY_FIRST
    long_vowels: str = "drop"
    labial_n: str = "n"
    apostrophe: bool = False
    family_capitals: bool = False


_ORDERS: Final = (GIVEN_FIRST, FAMILY_FIRST, AS_ENTERED)
_CHOICES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "japanese": _ORDERS,
        "others": _ORDERS,
        "long_vowels": ("drop", "macron", "double", "oh"),
        "labial_n": ("n", "m"),
    }
)

PROFILES: Final[Mapping[str, Style]] = MappingProxyType(
    {
        style.name: style
        for style in (
            # Associated Press ("no plans to change", 2020), The Guardian, Kyodo and most of the English-language press.
            Style("given-first"),
            # The Economist, since 2 January 2020.
            Style("family-first", japanese=FAMILY_FIRST),
            # Japanese ministries, since 1 January 2020: capitals where it must be clear which part is the family name.
            Style("jp-government", japanese=FAMILY_FIRST, family_capitals=True),
            # The style guide of nippon.com: Koizumi Jun'ichirō.
            Style("nippon-com", japanese=FAMILY_FIRST, long_vowels="macron", apostrophe=True),
            # Translation memories and legal work: the glossary has the last word.
            Style("glossary", japanese=AS_ENTERED, others=AS_ENTERED),
        )
    }
)
DEFAULT: Final = PROFILES["given-first"]
_OWN_NAME: Final = "custom"


def style_from(value: str | Mapping[str, object]) -> Style:
    """The style that a configuration asks for: the name of a profile, or a table of settings.

    A table may name a `profile` (`given-first` if it does not) and overrides what it sets; its keys may be written
    with hyphens or underscores. Raises ValueError, with what was probably meant, for an unknown profile, key or value.
    """
    if isinstance(value, str):
        return _profile(value)
    table = {key.replace("-", "_"): setting for key, setting in value.items()}
    profile = table.pop("profile", DEFAULT.name)
    if not isinstance(profile, str):
        raise ValueError(f"style profile is a name, not {profile!r}")
    base = _profile(profile)
    settings = {key: _setting(key, setting) for key, setting in table.items()}
    return _overridden(base, settings) if settings else base


def _profile(name: str) -> Style:
    if name not in PROFILES:
        raise ValueError(f"unknown style {name!r}{_meant(name, PROFILES)}")
    return PROFILES[name]


def _setting(key: str, value: object) -> str | bool:
    """The value if the key may have it. Raises ValueError otherwise."""
    known = [field.name for field in fields(Style)]
    if key not in known:
        raise ValueError(f"unknown style setting {key!r}{_meant(key, [*known, 'profile'])}")
    if key == "name":
        if isinstance(value, str) and value:
            return value
        raise ValueError(f"style setting 'name' is text, not {value!r}")
    if key in _CHOICES:
        if isinstance(value, str) and value in _CHOICES[key]:
            return value
        raise ValueError(f"style setting {key!r} cannot be {value!r}{_meant(value, _CHOICES[key])}")
    if isinstance(value, bool):
        return value
    raise ValueError(f"style setting {key!r} is true or false, not {value!r}")


def _overridden(base: Style, settings: Mapping[str, str | bool]) -> Style:
    changes: dict[str, object] = {"name": _OWN_NAME, **settings}
    return replace(base, **changes)  # type: ignore[arg-type]


def _meant(given: object, known: Iterable[str]) -> str:
    """`; did you mean …?` where one is close, otherwise what there is to choose from."""
    from difflib import get_close_matches

    options = list(known)
    close = get_close_matches(str(given), options, n=1)
    return f"; did you mean {close[0]!r}?" if close else f"; there are {', '.join(options)}"
