"""Which writing system a character or a text is in.

`guess_lang` tells Japanese from Chinese by kana, and where there is none by the character sets that each region defined
for its own writing: GB 2312 (simplified), Big5 (traditional) and the first level of JIS X 0208 (Japanese, without the
old forms of the second level). A character that stands in one of them alone speaks for its language.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

_HAN = "\u2e80-\u2fdf々〆〇〻\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f\U00030000-\U000323af"
_KANA = "\u3041-\u3096\u3099-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f\U0001aff0-\U0001b16f"
_HANGUL = "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb\uffa1-\uffdc"
_LATIN = (
    "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u1d00-\u1dbf\u1e00-\u1eff\u2c60-\u2c7f"
    "\ua722-\ua787\ua78b-\ua7ff\uab30-\uab64\ufb00-\ufb06\uff21-\uff3a\uff41-\uff5a"
)

_REPEAT = re.compile("(.)([ゝゞヽヾ])")

_match_han = re.compile(f"[{_HAN}]").match
_match_kana = re.compile(f"[{_KANA}]").match
_match_hangul = re.compile(f"[{_HANGUL}]").match
_match_latin = re.compile(f"[{_LATIN}]").match
_search_han = re.compile(f"[{_HAN}]").search
_search_kana = re.compile(f"[{_KANA}]").search
_search_cjk = re.compile(f"[{_HAN}{_KANA}]").search
_find_han = re.compile(f"[{_HAN}]").findall
_find_kana = re.compile(f"[{_KANA}]").findall

_SAMPLE = 4000  # code points looked at to guess a language
_KANA_SHARE = 0.05  # Chinese texts quote a の or a brand; Japanese ones hold five times as much even in headlines
_LONG = 20  # Han characters from which a lack of contrary evidence counts

_GB, _BIG5, _JIS = 1, 2, 4


def is_han(ch: str) -> bool:
    """Whether it is a Han character, one of the marks 々 and 〻 that repeat one, 〆 or 〇."""
    return _match_han(ch) is not None


def is_kana(ch: str) -> bool:
    """Whether it is hiragana or katakana of any width; the long-vowel mark ー counts."""
    return _match_kana(ch) is not None


def kana_repeated(text: str) -> str:
    """The text with the marks ゝ ゞ ヽ ヾ written out: みすゞ is みすず, with the voicing that the mark shows."""
    return _REPEAT.sub(_repeated, text)


def _repeated(found: re.Match[str]) -> str:
    kana, mark = unicodedata.normalize("NFD", found[1])[0], found[2]
    return found[1] + unicodedata.normalize("NFC", kana + ("\u3099" if mark in "ゞヾ" else ""))


def hiragana(text: str) -> str:
    """The text with full-width katakana as hiragana, one for one; other characters, ー among them, as they are."""
    return "".join(chr(ord(ch) - 0x60) if "ァ" <= ch <= "ヶ" else ch for ch in text)


def is_hangul(ch: str) -> bool:
    """Whether it is a Korean syllable or letter."""
    return _match_hangul(ch) is not None


def is_latin(ch: str) -> bool:
    """Whether it is a Latin letter, with or without diacritics, of any width."""
    return _match_latin(ch) is not None


def has_han(text: str) -> bool:
    """Whether a Han character stands anywhere in the text."""
    return _search_han(text) is not None


def has_kana(text: str) -> bool:
    """Whether kana stand anywhere in the text."""
    return _search_kana(text) is not None


def has_cjk(text: str) -> bool:
    """Whether a Han character or kana stands anywhere in the text."""
    return _search_cjk(text) is not None


def guess_lang(text: str) -> str:
    """`ja`, `zh-Hans` or `zh-Hant`; `zh` for Han that decides nothing; empty where there is neither Han nor kana."""
    sample = text[:_SAMPLE]
    han, kana = _find_han(sample), _find_kana(sample)
    if kana and len(kana) >= _KANA_SHARE * (len(han) + len(kana)):
        return "ja"
    return _guess_without_kana(han) if han else ""


def _guess_without_kana(han: list[str]) -> str:
    sets = Counter(map(_character_sets, han))
    simplified, traditional, japanese = sets[_GB], sets[_BIG5], sets[_JIS]
    not_traditional, not_simplified = sets[_GB | _JIS], sets[_BIG5 | _JIS]
    balance = {
        "zh-Hans": simplified - traditional - japanese - not_simplified,
        "zh-Hant": traditional - simplified - japanese - not_traditional,
        "ja": japanese + min(not_traditional, not_simplified) - simplified - traditional,
    }
    best = max(balance, key=balance.__getitem__)
    if balance[best] > 0:
        return best
    if len(han) > _LONG and simplified + not_traditional > traditional + not_simplified:
        return "zh-Hans"
    if len(han) > _LONG and traditional + not_simplified > simplified + not_traditional:
        return "zh-Hant"
    return "zh"


@lru_cache(maxsize=1 << 15)
def _character_sets(ch: str) -> int:
    """The regional sets that hold the character, as a sum of `_GB`, `_BIG5` and `_JIS`."""
    jis = ch.encode("euc_jp", "ignore")
    in_first_level = len(jis) == 2 and 0xB0 <= jis[0] <= 0xCF
    gb, big5 = ch.encode("gb2312", "ignore"), ch.encode("big5", "ignore")
    return (_GB if gb else 0) | (_BIG5 if big5 else 0) | (_JIS if in_first_level else 0)
