"""What bilingual files say of their languages."""

from __future__ import annotations

from align.formats.base import source_lang_of

_SOURCES = ("zh", "zh-Hans", "zh-Hant", "ja")


def is_english(language: str) -> bool:
    """Whether a language is English, of whatever region."""
    return primary(language) in ("en", "eng")


def source_of(language: str) -> str:
    """The name used here for a Chinese or Japanese source of whatever region; empty for any other language."""
    known = source_lang_of(language.strip())
    known = known if known in _SOURCES else source_lang_of(primary(known))
    return known if known in _SOURCES else ""


def primary(language: str) -> str:
    """A language without its region and script."""
    return language.strip().lower().replace("_", "-").partition("-")[0]
