"""Where the family name ends in a personal name written without spaces.

Chinese, Korean and Vietnamese family names have one character but for a closed list. Japanese ones mostly have two,
and nothing but knowledge tells 林芳正 (林) from 林田芳正 (林田): a list of those that have one, three or four
characters, the characters that longer ones end in, and, where kana are known, an even share of kana for each character.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from align.text.scripts import hiragana, is_kana

NO_PARTS: Final = ("", "")
"""What a name gives that has no two parts: a mononym, a foreign name transcribed, an organisation."""

_DOTS: Final = "・·‧•･"
_KOREAN: Final = frozenset(
    [
        *(
            "南宫",
            "南宮",
            "皇甫",
            "诸葛",
            "諸葛",
            "鲜于",
            "鮮于",
            "司空",
            "西门",
            "西門",
            "独孤",
            "獨孤",
            "东方",
            "東方",
        ),
        *("남궁", "황보", "제갈", "선우", "사공", "서문", "독고", "동방"),
    ]
)
_VIETNAMESE: Final = frozenset(["尊室", "尊失", "公孙", "公孫", "歐陽", "欧阳"])

# What follows a one-character family name where the two together are one too: 森田, 林原, 岸本, 東野, 菅原, 関口.
_SECOND: Final = frozenset(
    "田本口村野川河山井原崎﨑上下内谷木島嶋沢澤岡部藤林浦橋宮場脇尾坂越戸根沼森瀬津塚垣端岸永地石倉"
)
_LONG_GIVEN: Final = ("太郎", "次郎", "二郎", "三郎", "之助", "之介", "乃介", "乃助", "右衛門", "左衛門")


def split_han(han: str, *, origin: str, kana: tuple[str, ...] = ()) -> tuple[str, str]:
    """Family and given name of `han`, in its own writing; `NO_PARTS` where it is no personal name of two parts.

    `kana` is (family, given) where the reading is known: it decides where Japanese characters alone do not. A dot
    between the parts marks a foreign name, whose last part is the family name; a space parts family and given name.
    """
    name = " ".join(han.replace("\u3000", " ").split())
    if any(dot in name for dot in _DOTS):
        return _foreign(name)
    if name.count(" ") == 1:
        family, given = name.split(" ")
        return family, given
    if " " in name or len(name) < 2:
        return NO_PARTS
    if origin == "ja":
        return _cut(name, _japanese_family(name, kana))
    if origin == "ko":
        return _by_list(name, _KOREAN)
    if origin == "vi":
        return _by_list(name, _VIETNAMESE, longest=5)
    if origin.startswith("zh"):
        return _chinese(name, origin)
    return NO_PARTS


def _cut(name: str, at: int) -> tuple[str, str]:
    return (name[:at], name[at:]) if 0 < at < len(name) else NO_PARTS


def _foreign(name: str) -> tuple[str, str]:
    """A transcribed name: given names first, whatever parts them kept between them."""
    last = max(name.rfind(dot) for dot in _DOTS)
    given, family = name[:last].strip(), name[last + 1 :].strip()
    return (family, given) if family and given else NO_PARTS


def _by_list(name: str, compound: frozenset[str], *, longest: int = 4) -> tuple[str, str]:
    if name in compound or len(name) > longest:
        return NO_PARTS
    return _cut(name, 2 if name[:2] in compound and len(name) > 2 else 1)


def _chinese(name: str, origin: str) -> tuple[str, str]:
    from align.names.surnames import COMPOUND

    if name in COMPOUND or len(name) > 4 or any(is_kana(ch) for ch in name):
        return NO_PARTS
    if len(name) < 4:
        return _cut(name, 2 if name[:2] in COMPOUND and len(name) > 2 else 1)
    if name[:2] in COMPOUND or _two_surnames(name[:2]):
        return _cut(name, 2)
    return NO_PARTS


def _two_surnames(han: str) -> bool:
    """Whether a married woman may carry both: 林郑月娥, 陈方安生."""
    from align.names.surnames import surname_pinyin

    return all(surname_pinyin(ch) for ch in han)


# --- Japanese ----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def _japanese_family(name: str, kana: tuple[str, ...]) -> int:
    """How many characters the family name has; 0 where it cannot be told."""
    family, given = (kana[0], kana[1]) if len(kana) == 2 else ("", "")
    at = _where_kana_begin(name, family)
    if at:
        return at
    if all(is_kana(ch) for ch in name):
        return 0
    if len(name) == 2:
        return 1
    return _by_kana(name, _hiragana(family), _hiragana(given)) if family and given else _by_habit(name)


@dataclass(frozen=True, slots=True)
class _Listed:
    """A family name in the list: its readings in hiragana, and whether it is believed without any."""

    readings: tuple[str, ...]
    whole: bool


@cache
def _listed() -> Mapping[str, _Listed]:
    """Japanese family names that are not of two characters, from the table beside this file."""
    table: dict[str, _Listed] = {}
    for line in Path(__file__).with_name("family_names_ja.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            family, readings, *marks = line.split("\t")
            table[family] = _Listed(tuple(readings.split()), "whole" in marks)
    return table


def _listed_long(name: str) -> int:
    """The length of a family name of three or four characters that `name` begins with; 0 where there is none."""
    for length in (4, 3):
        if len(name) > length and name[:length] in _listed():
            return length
    # 一之瀬, 竹ノ内, 野々村, 佐々木: the second character tells.
    linked = name[1] in "之ノの" or (name[1] == "々" and name[2] in _SECOND)
    return 3 if len(name) > 3 and linked else 0


_NO_DOTS: Final = str.maketrans("", "", "・|")


def _hiragana(kana: str) -> str:
    return hiragana(kana.translate(_NO_DOTS))


def _where_kana_begin(name: str, family: str) -> int:
    """The cut of a name written partly in kana: 浜崎|あゆみ, つるの|剛士; 一ノ瀬 and 三ヶ島 are no cut."""
    if family and _hiragana(name).startswith(_hiragana(family)) and len(family) < len(name):
        return len(family)
    kinds = [is_kana(ch) for ch in name]
    if all(kinds) or not any(kinds):
        return 0
    if kinds[0]:
        return kinds.index(False)
    for at in range(1, len(name)):
        linking = name[at] in "ノのヶケガが之" and at + 1 < len(name) and not kinds[at + 1]
        if kinds[at] and not linking:
            return at
    return 0


def _by_habit(name: str) -> int:
    """The cut that most names of these characters have, with no kana to go by; 0 where there is no telling."""
    long = _listed_long(name)
    if long:
        return long
    first = _listed().get(name[0])
    single = first is not None and first.whole and name[1] not in _SECOND
    if len(name) == 3:
        return 1 if single else 2
    if len(name) == 4:
        return 1 if single and name.endswith(_LONG_GIVEN) else 2
    if len(name) == 5:
        return 2 if name.endswith(_LONG_GIVEN) else 3
    return 0


def _by_kana(name: str, family: str, given: str) -> int:
    """The cut whose family name is known to be read so, or else the one that shares the kana most evenly."""
    for at in (4, 3, 1):
        listed = _listed().get(name[:at])
        if at < len(name) and listed and family in listed.readings:
            return at
    habit = _by_habit(name)

    def unevenness(at: int) -> float:
        return abs(len(family) / at - len(given) / (len(name) - at)) + (0 if at == habit else _UNUSUAL)

    return min(range(1, min(len(name), 5)), key=unevenness)


# What an unusual cut costs, in kana for each character: 石破|茂 and 西村|康稔 stay, 東|浩紀 needs the list.
_UNUSUAL: Final = 0.6
