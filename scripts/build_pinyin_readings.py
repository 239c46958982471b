"""Writes align/names/romanise/pinyin_readings.txt: the toneless Mandarin readings of Han characters, likeliest first.

    python scripts/build_pinyin_readings.py

The readings are pypinyin's (MIT licence). They are written out because importing pypinyin loads a dictionary of phrases
that a checker of names has no use for. Left out: readings that are no syllable of a name, private use characters, and
Unified Ideographs Extension B, which names only use as variants that folding knows.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from align.names.romanise.pinyin import SYLLABLES

TABLE = Path(__file__).parents[1] / "align" / "names" / "romanise" / "pinyin_readings.txt"
BLOCKS = (
    (0x3007, 0x3007),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x2A700, 0x2EBE0),
    (0x30000, 0x323AF),
)
MOST = 4
TONES = dict.fromkeys((0x300, 0x301, 0x304, 0x30C))
# The reading that given names have, where a dictionary puts another one first.
FIRST_IN_NAMES = {
    **dict.fromkeys("长長", "chang"),
    **dict.fromkeys("隽雋", "jun"),
    **dict.fromkeys("缪繆", "miao"),
    "晟": "sheng",
    "卜": "bu",
    "曾": "zeng",
    "翟": "zhai",
    "佛": "fo",
}


def toneless(reading: str) -> str:
    """`lǘ` as `lv`."""
    plain = unicodedata.normalize("NFD", reading).translate(TONES)
    return unicodedata.normalize("NFC", plain).replace("ü", "v")


def readings_of(character: str, dictionary: str) -> tuple[str, ...]:
    """What the table says of a character whose pypinyin entry is `dictionary`."""
    found = dict.fromkeys(toneless(reading) for reading in dictionary.split(","))
    first = FIRST_IN_NAMES.get(character)
    ordered = dict.fromkeys([first, *found]) if first else found
    return tuple(reading for reading in ordered if reading in SYLLABLES)[:MOST]


def table() -> str:
    """The file: for each set of readings a line with the characters that have it."""
    from pypinyin.constants import PINYIN_DICT

    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for code, dictionary in sorted(PINYIN_DICT.items()):
        if any(first <= code <= last for first, last in BLOCKS):
            found = readings_of(chr(code), dictionary)
            if found:
                groups[found].append(chr(code))
    return "".join(_lines(groups))


def _lines(groups: dict[tuple[str, ...], list[str]]) -> Iterator[str]:
    yield "# Made by scripts/build_pinyin_readings.py from pypinyin (MIT licence); do not edit by hand.\n"
    for found in sorted(groups):
        yield " ".join(found) + "\t" + "".join(groups[found]) + "\n"


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
