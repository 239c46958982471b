"""What bilingual files say of their languages."""

from __future__ import annotations

SOURCE_LANGS = ("zh", "zh-Hans", "zh-Hant", "ja")
"""The names used here for the languages of sources."""


def source_lang_of(value: str) -> str:
    """The name used here for the language of a source (`zh-CN` is `zh-Hans`); what is not known stays as it is."""
    return value if value in SOURCE_LANGS or not value else _ALIASES.get(value.lower().replace("_", "-"), value)


def is_english(language: str) -> bool:
    """Whether a language is English, of whatever region."""
    return primary(language) in ("en", "eng")


def source_of(language: str) -> str:
    """The name used here for a Chinese or Japanese source of whatever region; empty for any other language."""
    known = source_lang_of(language.strip())
    known = known if known in SOURCE_LANGS else source_lang_of(primary(known))
    return known if known in SOURCE_LANGS else ""


_ALIASES = (
    {name.lower(): name for name in SOURCE_LANGS}
    | dict.fromkeys(("zh-cn", "zh-sg", "zh-my", "zh-hans-cn", "zh-hans-sg", "zh-chs", "cmn-hans"), "zh-Hans")
    | dict.fromkeys(("zh-tw", "zh-hk", "zh-mo", "zh-hant-tw", "zh-hant-hk", "zh-cht", "cmn-hant"), "zh-Hant")
    | {"ja-jp": "ja", "jp": "ja", "jpn": "ja", "zho": "zh", "chi": "zh", "cmn": "zh"}
)


def primary(language: str) -> str:
    """A language without its region and script."""
    return language.strip().lower().replace("_", "-").partition("-")[0]
