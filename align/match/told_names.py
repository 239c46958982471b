"""Words of which a reviewer says that they are a name: cut into family and given name, and set among what was found.

The search may have seen them as well, cut them otherwise or refused them; what a reviewer says is sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from align.match.discover import runs
from align.match.japanese_stretches import family_end
from align.match.select import places
from align.match.source_names import SourceName
from align.model.span import Span
from align.names.culture import Cue
from align.names.readings import han, japanese
from align.names.readings.foreign import is_transcription, likeness
from align.names.readings.reader import JAPANESE
from align.text.words import words

WHY: Final = "a reviewer says that it is a name"

_FOREIGN: Final = "western"
_FOREIGN_LOOKING, _ALIKE = 0.6, 0.4
_LONGEST_CHINESE: Final = 3
_LONGEST_RUN: Final = 3


def with_told(
    found: Sequence[SourceName],
    told: Sequence[str],
    texts: tuple[str, str, str],
    cues: Sequence[Cue],
    taken: Sequence[Span],
) -> Sequence[SourceName]:
    """The names found in a segment with those that were told: a longer one wins, and of equals the one that was told.

    `texts` are the source, its language and the translation; `taken` is what glossaries know of the source. A foreign
    name of which the translation has no sound is left out: there is nothing that it could be called.
    """
    source, lang, target = texts
    names = list(found)
    for name in sorted(told, key=len, reverse=True):
        for span in places(source, name):
            inside = [other for other in names if other.span.overlaps(span)]
            if any(span.overlaps(other) for other in taken):
                continue
            if any(len(other.span) > len(span) or other.weight == 1.0 for other in inside):
                continue
            same = next((other for other in inside if other.span == span), None)
            made = replace(same, weight=1.0, why=WHY) if same else _cut(span, name, lang, target, cues)
            if made:
                names = [*(other for other in names if other not in inside), made]
    return sorted(names, key=lambda name: name.span)


def _cut(span: Span, name: str, lang: str, target: str, cues: Sequence[Cue]) -> SourceName | None:
    """The name with its parts, by the language of the text and by what it looks like."""
    if is_transcription(name) >= _FOREIGN_LOOKING:
        culture = JAPANESE if lang == JAPANESE else _FOREIGN
        spelling = _heard(name, target)
        return SourceName(span, name, "", 1.0, culture, WHY, spelling) if spelling else None
    cut = next((len(split.family) for split in japanese.splits(name)), 0) if lang == JAPANESE else 0
    if cut and not any(mark.isspace() for mark in name):
        return SourceName(span, name[:cut], name[cut:], 1.0, JAPANESE, WHY)
    if lang == JAPANESE:
        return SourceName(span, name, "", 1.0, JAPANESE, WHY)
    if len(name) > 2:
        said = len(name) > _LONGEST_CHINESE or any(cue.culture == JAPANESE for cue in cues)
        cut = family_end(name, said=said)
        if 0 < cut < len(name):
            return SourceName(span, name[:cut], name[cut:], 1.0, JAPANESE, WHY)
    cut = next((len(split.family) for split in han.splits(name)), 0) or len(name)
    return SourceName(span, name[:cut], name[cut:], 1.0, "", WHY)


def _heard(name: str, target: str) -> str:
    """The words of the translation that sound most like a foreign name; empty where none do."""
    best = (0.0, 0, "")
    for run in runs(words(target)):
        pieces = [word.text for word in run.words]
        for first in range(len(pieces)):
            for last in range(first + 1, min(first + _LONGEST_RUN, len(pieces)) + 1):
                spelt = " ".join(pieces[first:last])
                best = max(best, (likeness(name, spelt), last - first, spelt))
    return best[2] if best[0] >= _ALIKE else ""
