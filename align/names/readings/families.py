"""Family names in Han characters: how likely a stretch of text is one, and where a name is cut."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from align.names import surnames
from align.names.readings import characters
from align.names.readings.model import Split
from align.text.fold import fold_source

# Family names by number of bearers in Korea and in Viet Nam, the most first, where the general table's order is China's.
_KOREAN: Final = (
    "金李朴崔郑姜赵尹张林韩吴徐申权黄安宋柳洪全高文孙梁裴白许南沈卢河郭成车具禹朱任罗辛闵陈池严元蔡千方孔玄咸卞廉"
    "吕秋都苏石薛宣周吉马魏表明奇丁王潘玉琴陆印孟诸牟卓鞠余龙奉景史夫皇殷片邱桂"
)
_VIETNAMESE: Final = "阮陈黎范黄潘武邓裴杜胡吴杨李郑丁段林张梁高冯陶赵谢朱何郭苏农魏韦莫孙尹邱童"
_ORDERS: Final = {"ko": (_KOREAN, surnames.KOREAN), "vi": (_VIETNAMESE, surnames.VIETNAMESE)}
_SOMEBODY: Final = re.compile("某{1,3}|某人")
# Names of people in the two million characters that `characters.in_use` counts, and in as many of news.
_NAMES_COUNTED, _NAMES_IN_NEWS = 12_000, 60_000


@lru_cache(maxsize=8192)
def is_surname(han: str, culture: str = "zh-CN") -> float:
    """How likely one or two characters at the start of a stretch of text are a family name, 0 to 1; 0 for none.

    It weighs how many people have the name against how often the character stands in running text: high for 王 and 邓,
    low for 方, 时, 高, which are words. Compounds are hardly ever anything else.
    """
    simplified = fold_source(han).text
    bearers = _share(simplified, culture) or _share(han, culture)
    if not bearers:
        return 0.0
    if len(han) > 1:
        return 0.5 if simplified not in surnames.COMPOUND and han not in surnames.COMPOUND else 0.95
    other = max(0.0, characters.in_use(han) - _NAMES_COUNTED * bearers)
    return (_NAMES_IN_NEWS * bearers + 2) / (_NAMES_IN_NEWS * bearers + 2 + other)


def _share(han: str, culture: str) -> float:
    """The share of people that have a family name, by its place in the order of its culture (a power law); 0 for none."""
    found = place(han, culture)
    if found is None:
        return 0.0
    return float(0.22 / (found + 1) ** 1.1 if culture in _ORDERS else 0.095 / (found + 1.3) ** 0.95)


def place(han: str, culture: str) -> int | None:
    """The place of a family name among those of its culture, of which the commonest is 0; None for what is none."""
    order, system = _ORDERS.get(culture, ("", ""))
    if not order:
        return surnames.place(han)
    found = order.find(han) if len(han) == 1 else -1
    if found >= 0:
        return found
    return len(order) if surnames.spellings_in(han, system) else None


@lru_cache(maxsize=8192)
def splits(name: str) -> tuple[Split, ...]:
    """The ways to cut a name of Han characters into family and given name, the likeliest first.

    Compound family names (欧阳修), married names with two (林郑月娥) and names of one part alone are known; 周某 (a certain
    Zhou) is a family name alone. Empty for an empty name and for what is too long to be one.
    """
    if not 1 <= len(name) <= 6:
        return ()
    known = _known(name[:1])
    if known and _SOMEBODY.fullmatch(name[1:]):
        return (Split(name[:1], "", 1.0),)
    if len(name) == 1:
        return _shares([(name, "", 0.5 if known else 0.05), ("", name, 0.5)])
    pair = fold_source(name[:2]).text
    found = [(name[:1], name[1:], 1.0 if known else 0.2), ("", name, 0.02 if known else 0.6)]
    if name[:2] in surnames.COMPOUND or pair in surnames.COMPOUND:
        found += [(name[:2], name[2:], 30.0 if len(name) > 2 else 1.5)]
    elif _known(name[:2]):
        found += [(name[:2], name[2:], 3.0 if len(name) == 4 else 0.03)]
    elif len(name) == 4 and known and _known(name[1]):
        found += [(name[:2], name[2:], 4.0)]
    return _shares(found)


def _shares(found: list[tuple[str, str, float]]) -> tuple[Split, ...]:
    whole = sum(weight for _, _, weight in found)
    ranked = sorted(found, key=lambda one: -one[2])
    return tuple(Split(family, given, weight / whole) for family, given, weight in ranked)


def _known(han: str) -> bool:
    return surnames.place(han) is not None or surnames.place(fold_source(han).text) is not None
