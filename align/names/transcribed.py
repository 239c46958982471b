"""A foreign name in transcription, part by part: which spellings dictionaries list for it.

特朗普 and トランプ are Trump. Such a name has no romanisation that English uses, only a spelling to look up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Final

from align.names.readings import foreign
from align.names.readings.model import PartReading
from align.text.scripts import is_han

_BETWEEN: Final = re.compile(r"[\s・·‧•＝=]+")
_MOST_PARTS: Final = 6
_MOST_SPELLINGS: Final = 6


@dataclass(frozen=True, slots=True)
class Transcribed:
    """One part of a transcribed name with the spellings that dictionaries list for it, the likeliest first."""

    part: str
    spellings: tuple[PartReading, ...]


def transcription(name: str) -> tuple[Transcribed, ...]:
    """The parts of a transcribed name for which a spelling is listed, in the order of the name; empty where none is.

    A name in Han characters or katakana is expected. Of one with more than six parts nothing is said.
    """
    parts = [part for part in _BETWEEN.split(name) if part]
    if len(parts) > _MOST_PARTS:
        return ()
    found = (Transcribed(part, foreign.proposals(part)[:_MOST_SPELLINGS]) for part in parts)
    return tuple(each for each in found if each.spellings)


def spelt_out(name: str, found: tuple[Transcribed, ...]) -> tuple[PartReading, ...]:
    """The spellings of the whole name, its last part first as a family name; empty where a part has no spelling.

    `found` is its transcription. The likelihoods make 1 unless the rarest were left out.
    """
    if not found or len(found) != len([part for part in _BETWEEN.split(name) if part]):
        return ()
    whole = product(*(each.spellings for each in (found[-1], *found[:-1])))
    readings = [
        PartReading(
            " ".join(part.spelling for part in parts),
            "",
            prod(part.likelihood for part in parts),
            tuple(dict.fromkeys(source for part in parts for source in part.sources)),
        )
        for parts in whole
    ]
    return tuple(sorted(readings, key=lambda reading: -reading.likelihood)[:_MOST_SPELLINGS])


def is_listed(name: str) -> bool:
    """Whether a dictionary lists a name wholly in Han characters as the transcription of a foreign one."""
    return len(name) > 1 and all(map(is_han, name)) and bool(foreign.known_spellings(name))
