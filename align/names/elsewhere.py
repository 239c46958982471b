"""How a name in Han characters is spelt in each culture that shares them, Mainland China and Japan aside.

张建宗 is Cheung Kin-chung by the rules of Hong Kong, Chang Chien-tsung by those of Taiwan and Jang Keon-jong by those of
Korea. That is what the rules and habits of each give; which of them a person follows, nobody but the person says.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Final

from align.names.readings import han
from align.text.words import without_diacritics

MAINLAND: Final = "zh-CN"
_MOST: Final = 3


def spellings_elsewhere(family: str, given: str) -> Mapping[str, tuple[str, ...]]:
    """The usual spellings of a whole name in each culture, family then given name, the likeliest first, three at most.

    The keys are origins of a glossary (`zh-HK`, `ko` ...); a culture whose tables lack a character is left out, and
    all are where a part is empty.
    """
    found = {culture: _spellings(family, given, culture) for culture in han.CULTURES if culture != MAINLAND}
    return {culture: spellings for culture, spellings in found.items() if spellings}


def _spellings(family: str, given: str, culture: str) -> tuple[str, ...]:
    if not (family and given):
        return ()
    pairs = product(han.readings(family, culture, family=True), han.readings(given, culture, family=False))
    ranked = sorted(pairs, key=lambda pair: -pair[0].likelihood * pair[1].likelihood)
    # English prints names from Viet Nam without their diacritics: Nguyen Phu Trong.
    spellings = dict.fromkeys(" ".join(without_diacritics(part.spelling) for part in pair) for pair in ranked)
    return tuple(spellings)[:_MOST]
