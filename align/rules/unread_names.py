"""English names of people that no glossary knows and no characters of the source read as.

They may be invented; or the source says them otherwise, by a title, a nickname or a transcription. So this is a remark.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from align.alignment.explain import explained_by
from align.match.discover import runs
from align.model.span import Span
from align.rules.base import Context
from align.text.words import words

UNREAD: Final = 0.4
"""The confidence that such a name was added: told as `info`."""

_ESTABLISHED: Final = 0.5
_MANDARIN: Final = 0.9


def unread_names(context: Context) -> Iterator[Span]:
    """Where such names stand in the segment; nothing where names were not looked for or one of the source's is open."""
    links = context.alignment.links
    if context.lexicon is context.lexicon.declared or any(link.source and not link.target for link in links):
        return
    text, source = context.segment.target or "", context.segment.source or ""
    taken = [link.target.span for link in links if link.target]
    for run in runs(words(text), taken):
        spelt = [word.text for word in run.words]
        letters = [word.letters for word in run.words]
        if len(spelt) in (2, 3) and _is_persons(spelt) and not explained_by(letters, source, ()):
            yield run.span


def _is_persons(spelt: list[str]) -> bool:
    """Whether words are a family and a given name in Japanese or in Mandarin, by the tables of names."""
    # Read only where names are discovered.
    from align.names.readings import japanese
    from align.names.readings.looks import looks_mandarin

    if looks_mandarin(spelt) >= _MANDARIN:
        return True
    if len(spelt) != 2:
        return False
    (family, given), (other_family, other_given) = map(japanese.sounds, spelt)
    return min(family, other_given) >= _ESTABLISHED or min(other_family, given) >= _ESTABLISHED
