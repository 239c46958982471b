"""Which of two romanised words is the family name of a Japanese whose characters are known but not their kana.

The characters at both ends of a family or given name mostly have one of a few readings there: 高…市 is Taka…ichi, and
neither fits Sanae. The word that fits the family name better than the given name, while the other does the reverse, is
the family name. Few of the readings are needed to tell, so a short list of characters decides most names, and the rest
stay undecided.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from align.names.romanise.hepburn import canonical
from align.text.fold import fold_source

UNDECIDED: Final = -1
_CLEAR: Final = 2
"""By how many points one order must fit better than the other."""


def family_word(words: tuple[str, str], family: str, given: str) -> int:
    """0 or 1: which of `words` reads `family`, `given` being the rest of the name; `UNDECIDED` if it is not clear."""
    first, second = (canonical(word) for word in words)
    family, given = fold_source(family).text, fold_source(given).text
    if not (first and second and family and given):
        return UNDECIDED
    ahead = _fit(first, family) + _fit(second, given) - _fit(second, family) - _fit(first, given)
    return UNDECIDED if abs(ahead) < _CLEAR else 0 if ahead > 0 else 1


def _fit(word: str, han: str) -> int:
    """How well a word can be the reading of some characters, judged by the first and the last of them."""
    if len(han) == 1:
        return 2 * _points(word in _readings().get(han, ()), han)
    begins = any(word.startswith(reading) for reading in _readings().get(han[0], ()))
    ends = any(word.endswith(reading) for reading in _readings().get(han[-1], ()))
    return _points(begins, han[0]) + _points(ends, han[-1])


def _points(fits: bool, character: str) -> int:
    if character not in _readings():
        return 0
    return 1 if fits else -1


@cache
def _readings() -> Mapping[str, tuple[str, ...]]:
    """The readings in the table beside this file, as keys of `canonical`, by folded character."""
    found: dict[str, tuple[str, ...]] = {}
    for line in Path(__file__).with_name("name_characters_ja.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            character, readings = line.split("\t")
            key = fold_source(character).text
            found[key] = (*found.get(key, ()), *(canonical(reading) for reading in readings.split()))
    return found
