"""Writes align/names/readings/foreign_names.tsv and transcription_characters.tsv.

    python scripts/build_foreign_names.py [path of enamdict]

`foreign_names.tsv`: the spellings that CC-CEDICT and ENAMDICT list for a transcribed name, by the folded transcription.
Of CC-CEDICT only the pairs that sound alike are taken, of ENAMDICT the names of persons and those of no stated kind.

`transcription_characters.tsv`: for each Han character of transcriptions how much more often it is met there than in
running text, at the beginning of a Chinese name, and later in one (hundredths of natural logarithms). Running text and
Chinese names are those of jieba (MIT licence). See `FOREIGN-NOTICE.txt` beside the tables.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from build_foreign_sounds import Pair, chinese_pairs
from build_foreign_sources import (
    ENAMDICT,
    Gloss,
    chinese_words,
    glosses,
    katakana_names,
    ratio,
    spelling_of,
    text_characters,
)

from align.names.readings.sounds import letters
from align.names.surnames import surname_syllables
from align.text.fold import fold_source

TABLES = Path(__file__).parents[1] / "align" / "names" / "readings"
HEADER = "# Made by scripts/build_foreign_names.py from {} (see FOREIGN-NOTICE.txt); do not edit by hand.\n"
PERSONS = frozenset("sgfmu")


def spellings(pairs: Sequence[Pair], entries: Sequence[Gloss], enamdict: Path) -> str:
    """The file of spellings."""
    rows: dict[str, dict[str, None]] = defaultdict(dict)
    from_dictionary = {
        (fold_source(part).text, word)
        for gloss in entries
        if gloss.dictionary
        for part in gloss.parts
        for word in gloss.words
    }
    written = spelling_of(entries)
    for source, word in pairs:
        key = "".join(source)
        if (key, word) in from_dictionary and len(key) > 1:
            rows[key][written[word]] = None
    for name in katakana_names(enamdict):
        kana = fold_source(name.kana).text
        if name.kinds & PERSONS and " " not in name.spelling and "・" not in kana and len(letters(name.spelling)) > 1:
            rows[kana][name.spelling] = None
    lines = [f"{key}\t{'|'.join(rows[key])}\n" for key in sorted(rows, key=str.encode)]
    return HEADER.format("CC-CEDICT and ENAMDICT, both CC BY-SA 4.0") + "".join(lines)


def characters(pairs: Sequence[Pair]) -> str:
    """The file of characters."""
    used: Counter[str] = Counter()
    for source in dict.fromkeys(source for source, _ in pairs):
        used.update(source)
    text = text_characters()
    first: Counter[str] = Counter()
    later: Counter[str] = Counter()
    transcribed = {"".join(source) for source, _ in pairs}
    for word, _, kind in chinese_words():
        folded = fold_source(word).text
        if kind == "nr" and len(folded) in (2, 3) and folded not in transcribed and surname_syllables(folded[0]):
            first[folded[0]] += 1
            later.update(folded[1:])
    lines = []
    for char in sorted(used, key=str.encode):
        ratios = (ratio(used, other, char) for other in (text, first, later))
        lines.append(f"{char}\t{' '.join(str(round(100 * value)) for value in ratios)}\n")
    return HEADER.format("CC-CEDICT (CC BY-SA 4.0), GeoNames (CC BY 4.0) and jieba (MIT)") + "".join(lines)


def main() -> None:
    enamdict = Path(sys.argv[1]) if len(sys.argv) > 1 else ENAMDICT
    entries = glosses()
    pairs = chinese_pairs(entries)
    (TABLES / "foreign_names.tsv").write_text(spellings(pairs, entries, enamdict), encoding="utf-8", newline="\n")
    (TABLES / "transcription_characters.tsv").write_text(characters(pairs), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
