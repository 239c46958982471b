"""English words that speak of people without naming them: pronouns, offices, callings, kinship."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from align.names.honorifics import ENGLISH_GENDER, ENGLISH_TITLES
from align.text.words import Word

GENDERED_PRONOUNS = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
THIRD_PERSON = GENDERED_PRONOUNS | {"they", "them", "their", "theirs", "themselves", "themself", "who", "whose", "whom"}
"""Pronouns that may take up somebody whom the text has introduced."""

_SINGLE: Final = (
    "person adult child kid teenager youth baby infant toddler elder senior junior friend colleague spouse parent "
    "sibling cousin relative ancestor successor predecessor rival opponent ally follower supporter leader veteran "
    "man woman boy girl victim patient survivor witness official lawmaker diplomat politician bureaucrat someone "
    "somebody anyone anybody everyone everybody nobody newcomer native visitor tourist traveller traveler passenger "
    "customer client user viewer fan protester protestor demonstrator soldier employer volunteer graduate pupil "
    "apprentice disciple hero star celebrity figure member hopeful favorite favourite ace rookie"
)
_ONE = frozenset(_SINGLE.split())
_SEVERAL = {"men": "man", "women": "woman", "children": "child", "wives": "wife"}
_TOGETHER = frozenset({"people", "couple", "pair", "duo", "trio", "side", "family"})
_ARTICLES = frozenset(
    {"the", "this", "that", "these", "those", "a", "an", "his", "her", "their", "its", "two", "three", "four", "both"}
)
_POSSESSIVES = frozenset({"'s ", "’s "})
# Behind one of these words a title is part of a name for something else: the executive committee, a governor election.
_THINGS: Final = (
    "committee board council commission office residence mansion palace branch meeting conference summit team group "
    "squad agency department division bureau bank school college company firm station election race post position "
    "job role seat title candidate candidacy hopeful system union league association federation cabinet building "
    "street game match championship tournament cup award prize class course licence license"
)
_NO_PERSON = frozenset(_THINGS.split())
_FAR = 3


def is_person(word: str) -> bool:
    """Whether a word means one person by office, calling, age or kinship: `officer`, `husband`; not `men`, not `he`."""
    small = word.lower()
    return small not in GENDERED_PRONOUNS and (small in ENGLISH_TITLES or small in _ONE or small in ENGLISH_GENDER)


def _are_people(word: str) -> bool:
    """Whether a word means one person or several."""
    small = word.lower()
    singular = _SEVERAL.get(small, small.removesuffix("s"))
    return is_person(small) or is_person(singular) or not _TOGETHER.isdisjoint((small, singular))


def is_stand_in(found: Sequence[Word], index: int) -> bool:
    """Whether a word may stand for somebody introduced: `she`, the `governor`, the two `leaders`."""
    if found[index].text.lower() in THIRD_PERSON:
        return True
    return _are_people(found[index].text) and _has_article(found, index) and not _goes_on(found, index)


def _has_article(found: Sequence[Word], index: int) -> bool:
    """Whether an article or its like stands up to three words before, with nothing but words between."""
    for at in range(index, max(0, index - _FAR), -1):
        if found[at].gap not in (" ", "\u00a0", "-"):
            return found[at].gap in _POSSESSIVES
        if found[at - 1].text.lower() in _ARTICLES:
            return True
    return False


def _goes_on(found: Sequence[Word], index: int) -> bool:
    """Whether the next word makes it something else than a person."""
    if index + 1 == len(found):
        return False
    after = found[index + 1]
    beside = after.joined or after.gap in _POSSESSIVES
    return beside and after.text.lower().removesuffix("s") in _NO_PERSON
