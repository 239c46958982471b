"""Hokkien and Teochew syllables as registries in Singapore, Malaysia and the Philippines spell them, from Tâi-lô.

Clerks wrote what they heard in English letters, so each initial and final has several spellings. Teochew, Hainanese and
Hakka differ further: `align.names.readings.likeness` tells how near a spelling comes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import Final

from align.names.readings import characters

_VOWELS: Final = ("a", "e", "o", "u")
_SYLLABLE: Final = re.compile(r"(tsh|ts|ph|th|kh|ng(?=[aeiou])|[pbmtnlkghsj]?)(.+?)(nn)?(h)?")
_INITIALS: Final = """
p p b|ph p ph|b b m|m m|t t|th t th|n n|l l|k k|kh k kh|g g ng|ng ng g|h h|ts ch j|tsh ch s|s s|j j y l|- =
"""
_FINALS: Final = """
a a ah|ai ai|au au ow aw|am am|an an ann|ang ang|ap ap|at at|ak ak ock|e e eh ay|i i ee|ia ia iah ea|iam iam|ian ian ien ean en
iang iang eang|iap iap eap|iat iat eat iet|iak iak|iau iau iow eow iew|im im|in in een|ing eng ing|ip ip|it it|ik ek ik eck ick
io io eo ioh|iok iok eok eock|iong iong eong|iu iu iew ew ioo|o o oh or|oo o oo oh ow|ok ok ock|ong ong|oe oe ay|u u oo|ua ua uah wa
uai uai wai|uan uan wan oan|uat uat wat|uang uang wang|ue ue uay oi ey|ui ui wee ooi wi|un un oon|ut ut oot|ng ng|m m
"""


def _table(text: str) -> dict[str, tuple[str, ...]]:
    rows = (row.split() for line in text.strip().splitlines() for row in line.split("|"))
    return {row[0].strip("-"): tuple(one.strip("=") for one in row[1:]) for row in rows}


_LETTERS: Final = (_table(_INITIALS), _table(_FINALS))


@lru_cache(maxsize=16384)
def readings(char: str) -> tuple[str, ...]:
    """The Tâi-lô readings of one character without tones, literary and colloquial."""
    return characters.of(char).hokkien


@lru_cache(maxsize=2048)
def spellings(tailo: str) -> tuple[str, ...]:
    """The spellings of one Tâi-lô syllable without tone, the usual one first; empty for what is none."""
    initials, finals = _LETTERS
    parts = _SYLLABLE.fullmatch(tailo)
    if tailo in finals and tailo in ("m", "ng"):
        return finals[tailo]
    if parts is None or parts[1] not in initials or parts[2] not in finals:
        return ()
    pairs = sorted(
        product(enumerate(initials[parts[1]]), enumerate(finals[parts[2]])), key=lambda two: two[0][0] + two[1][0]
    )
    return tuple(dict.fromkeys(form for (_, initial), (_, final) in pairs for form in _with_glide(initial, final)))


def _with_glide(initial: str, final: str) -> tuple[str, ...]:
    """`iong` with no initial is also spelt yong, `uan` wan; y and i never stand together before a vowel."""
    if initial == "y" and final[:1] == "i" and final[1:2] in _VOWELS:
        return (initial + final[1:],)
    if not initial and final[:1] == "i":
        return (final, "y" + (final[1:] if final[1:2] in _VOWELS else final))
    return (initial + final,)
