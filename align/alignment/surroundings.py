"""What stands around a name in no glossary: whether it is a person's, and whether it keeps another name's place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.match.discover import Run
from align.model.alignment import Link
from align.model.segment import Segment
from align.model.span import Span
from align.names.compare import sounds_east_asian
from align.names.english_words import is_western_given_name
from align.text.words import Word

_SPEAKING = frozenset("said says told added stated noted explained announced believes raised".split())
_SOURCE_GAP = re.compile(r"[、，,・·/／和与及と 　]{1,3}")
_TARGET_GAP = re.compile(r"(?:[,/&]| and|, and| or)? ?")
_BRACKET = re.compile(r" ?[(（\[［〔]")


def is_person_like(run: Run, found: Sequence[Word]) -> bool:
    """Whether it is likely a person's: after a title, before `said`, or of two or three words that could be names."""
    after = run.first + len(run.words)
    if after < len(found) and found[after].joined and found[after].capitalised:
        return False  # Managing Director, Tongji Hospital
    if run.titled or (run.first and found[run.first - 1].text.lower() == "by" and run.words[0].joined):
        return True
    if after < len(found) and found[after].text.lower() in _SPEAKING and found[after].joined:
        return True
    could_be = (sounds_east_asian(word.letters) or is_western_given_name(word.text) for word in run.words)
    return len(run.words) in (2, 3) and all(could_be)


def beside_same(source: Span, target: Span, segment: Segment, links: Sequence[Link]) -> bool:
    """Whether the same linked name stands next to both, as in a list."""
    return any(
        _adjoin(segment.source or "", source, one, _SOURCE_GAP)
        and _adjoin(segment.target or "", target, other, _TARGET_GAP)
        for one, other in _pairs(links)
    )


def between_neighbours(source: Span, target: Span, links: Sequence[Link]) -> bool:
    """Whether the words stand after what is linked before the mention and before what is linked after it."""
    kept = [(one < source) == (other < target) for one, other in _pairs(links)]
    return bool(kept) and all(kept)


def before_brackets(source: Span, target: Span, segment: Segment) -> bool:
    """Whether both are followed by something in brackets: an age, a club, a film."""
    followed = _BRACKET.match(segment.source or "", source.end)
    return bool(followed and _BRACKET.match(segment.target or "", target.end))


def _pairs(links: Sequence[Link]) -> list[tuple[Span, Span]]:
    return [(link.source.span, link.target.span) for link in links if link.source and link.target]


def _adjoin(text: str, one: Span, other: Span, gap: re.Pattern[str]) -> bool:
    """Whether nothing but a list's punctuation stands between two spans, in either order."""
    first, second = sorted((one, other))
    return first.end <= second.start and bool(gap.fullmatch(text[first.end : second.start]))
