"""Names of Chinese, Korean and Vietnamese people in Han characters: how they are cut, read and spelt.

The characters are shared, the reading depends on whose name it is: 张建宗 is Zhang Jianzong in Beijing and Cheung Kin-chung
in Hong Kong. A culture is one of the origins of a glossary, `zh-CN zh-TW zh-HK zh-MO zh-SG zh-MY ko vi`.
"""

from __future__ import annotations

from align.names.readings.families import is_surname, place, splits
from align.names.readings.misread import Misread, differing_syllables
from align.names.readings.plausible import CultureFit, best_culture, plausibility
from align.names.readings.spelling import CULTURES
from align.names.readings.usual import readings

__all__ = [
    "CULTURES",
    "CultureFit",
    "Misread",
    "best_culture",
    "differing_syllables",
    "is_surname",
    "place",
    "plausibility",
    "readings",
    "splits",
]
