"""Names of Japanese people among Han characters that nothing parts: in Chinese text, and where an analyser lost its way.

A stretch is a name where two words of the translation read it in Japanese; or where they read it in Mandarin, although
it begins with a Japanese family name; or where the text says that somebody Japanese is named there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from align.names.honorifics import title_before
from align.names.readings import han, japanese
from align.names.readings.reader import possible

_LONGEST_FAMILY: Final = 3
_LONGEST_GIVEN: Final = 3
_LONGEST: Final = 6
_LISTED, _SURE, _ESTABLISHED, _CHINESE = 0.05, 0.8, 0.3, 0.2
"""How established a family name must be where the text speaks of Japan, and both parts where it does not."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text from `start` to `end`, its family name up to `cut`; `weight` (0 to 1) is how well it fits."""

    start: int
    cut: int
    end: int
    weight: float


def read_in_japanese(text: str, free: Sequence[bool], pair: tuple[str, str]) -> Stretch | None:
    """The stretch that two words, in either order, best read as a Japanese family and given name; None for none.

    `free` says which characters of the text may be part of it.
    """
    best: tuple[float, int, int, int] | None = None
    for family, given in (pair, pair[::-1]):
        if not (japanese.sounds(family)[0] and japanese.sounds(given)[1]):
            continue
        for start in range(len(text) - 1):
            if not free[start]:
                continue
            for cut in range(start + 1, min(start + _LONGEST_FAMILY, len(text) - 1) + 1):
                if not free[cut - 1]:
                    break
                first = possible(text[start:cut], family, family=True)
                if not first or title_before(text, cut) > cut - start:
                    continue
                for end in range(cut + 1, min(cut + _LONGEST_GIVEN, len(text)) + 1):
                    if not free[end - 1]:
                        break
                    second = possible(text[cut:end], given, family=False)
                    if second and not _is_family_alone(text[cut:end]):
                        best = max(best or (0.0, 0, 0, 0), (first + second + 0.01 * (end - start), start, cut, end))
    return Stretch(*best[1:], weight=min(1.0, best[0] / 2)) if best else None


def _is_family_alone(part: str) -> bool:
    """Whether a part is a family name, and a given name in no table: 金井."""
    return japanese.is_family(part) >= _ESTABLISHED and not japanese.is_given(part)


def family_end(name: str, *, said: bool = False) -> int:
    """How many characters of a whole name are its Japanese family name; 0 where it does not look Japanese.

    `said` tells that the text says so, which lets a given name pass that no table has.
    """
    for split in japanese.splits(name):
        if split.family and split.given and (len(split.family) > 1 or len(name) != 3):
            family, given = japanese.is_family(split.family), japanese.is_given(split.given)
            known = family >= _LISTED if said else family >= _SURE and given >= _SURE
            if len(split.family) == 1 and han.is_surname(split.family) >= _CHINESE:
                known = known and given >= _ESTABLISHED
            return len(split.family) if known else 0
    return 0


def likeliest_cut(name: str) -> int:
    """Where a name of three characters or more is most likely cut, whether or not a table has the family name."""
    split = next(iter(japanese.splits(name)), None) if len(name) > 2 else None
    return len(split.family) if split and split.given and split.likelihood >= 0.5 and len(split.family) > 1 else 0


def named_before(text: str, free: Sequence[bool], start: int, ends: Sequence[int], *, sure: bool) -> Stretch | None:
    """The stretch from `start` to one of `ends` that looks like a Japanese name where Japan is spoken of; None for none.

    The one with the best known parts is taken, else the shortest. `sure` tells that somebody Japanese is introduced
    there, whose family name no table needs to know.
    """
    found = []
    for end in ends:
        if end - start <= _LONGEST and all(free[start:end]):
            cut = family_end(text[start:end], said=True) or (sure and likeliest_cut(text[start:end]))
            if cut:
                likely = japanese.is_family(text[start : start + cut]) * japanese.is_given(text[start + cut : end])
                found.append((likely, -end, Stretch(start, start + cut, end, 1.0)))
    return max(found, key=lambda one: one[:2])[2] if found else None
