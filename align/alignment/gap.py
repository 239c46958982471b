"""Where in the translation a name is missing: the two words between which it should stand.

A name that was dropped leaves a seam: a title with nobody after it (`Mayor released`), a preposition before a comma
(`invites, an economist`), two prepositions in a row, a sentence that begins with its verb. Among seams, the one nearest
to where the neighbours of the name stand is taken.
"""

from __future__ import annotations

from collections.abc import Sequence

from align.model.alignment import Link
from align.model.span import Span
from align.names.honorifics import ENGLISH_TITLES
from align.text.words import Word

_LEADING = frozenset(
    "by with of and from to for as like between among including named called surnamed alongside invites invited plays "
    "played asked told met meets summoned joined against via per plus namely featuring starring directed led said".split()
)
_FOLLOWING = frozenset(
    "and or of in at on for from who whom whose which that said says told was is has had were also will would pointed "
    "stated noted expressed added attended with by as to responded replied believes believed explained announced".split()
)
_COMPLEMENTS = frozenset({"of", "for", "to", "in", "at"})
_CALLINGS = frozenset(
    {"villager", "assistant", "resident", "farmer", "driver", "official", "citizen", "native", "fellow"}
)
_NO_SEAM = frozenset({("and", "was"), ("and", "were"), ("and", "is"), ("and", "has"), ("and", "had")})
_ENOUGH = 0.55
_NEARNESS = 0.9
_LATE = 0.6


def seam(link: Link, links: Sequence[Link], source: str, text: str, words: Sequence[Word]) -> Span | None:
    """The two words around the place where a missing mention should stand; None where no seam shows."""
    if link.source is None or len(words) < 2:
        return None
    taken = [other.target.span for other in links if other.target]
    expected = expected_place(link.source.span.start, links, len(source), len(text))
    best, where = _ENOUGH, None
    for index in range(len(words) - 1):
        strength = _strength(words, index)
        if strength:
            distance = abs(words[index].end - expected) / max(1, len(text))
            score = strength - _NEARNESS * distance
            if score > best:
                best, where = score, _around(words[index], words[index + 1], taken)
    last = words[-1]
    if where is None and _is_title(last.text.lower()) and expected > _LATE * len(text):
        return Span(last.start, len(text))
    return where


def _around(before: Word, after: Word, taken: Sequence[Span]) -> Span:
    """From one word to the other, leaving out what belongs to another name."""
    first, last = Span(before.start, before.end), Span(after.start, after.end)
    start = before.end if any(span.overlaps(first) for span in taken) else before.start
    return Span(start, after.start if any(span.overlaps(last) for span in taken) else after.end)


def expected_place(at: int, links: Sequence[Link], source_length: int, target_length: int) -> float:
    """Where the place `at` of the source should be in the translation: between those of the nearest linked names."""
    anchors = [(link.source.span.start, link.target.span.start) for link in links if link.source and link.target]
    before = max((anchor for anchor in anchors if anchor[0] <= at), default=(0, 0))
    after = min((anchor for anchor in anchors if anchor[0] > at), default=(source_length, target_length))
    share = (at - before[0]) / max(1, after[0] - before[0])
    return before[1] + share * (after[1] - before[1])


def _strength(words: Sequence[Word], index: int) -> float:
    """How much the gap after a word looks like one that a name has left, 0 where it does not."""
    before, after = words[index].text.lower(), words[index + 1].text.lower()
    gap = words[index + 1].gap
    small = not words[index + 1].capitalised
    title = _is_title(before)
    if title and _is_title(after):
        return 0.0
    if title and small and not gap.strip() and after not in _COMPLEMENTS:
        return 1.3 if words[index].capitalised or after in _FOLLOWING else 0.9
    if before in _LEADING and gap[:1] in ",.;)" and gap.strip():
        return 1.2
    if title and gap[:1] in ",.)":
        return 0.7
    if (before, after) in _NO_SEAM:
        return 0.0
    if before in _LEADING and after in _FOLLOWING and not gap.strip():
        return 1.0
    return 1.2 if gap[:2] in (" ,", " .", "  ") else 0.0


def _is_title(word: str) -> bool:
    singular = word.removesuffix("s")
    return word in ENGLISH_TITLES or singular in ENGLISH_TITLES or singular in _CALLINGS
