"""Fixing one translation, in rounds, until nothing is left that may be fixed; and putting the result in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from align.checker import Part
from align.cli.checking import Judge, Judged
from align.cli.workers import Workers
from align.config import Pair
from align.errors import AlignError
from align.files import Changed
from align.files import replace as replace_file
from align.fixing import Choice, chosen
from align.formats import format_called
from align.formats.texts import TextFormat
from align.model.finding import Finding, Safety
from align.model.segment import Document, Segment

_PASSES: Final = 10
"""So often a text is checked anew at most, for each source that it has: fixes that make others necessary may never end."""

_ENDLESS: Final = "the fixes for this file undo each other, so it is left as it was"

_LARGE: Final = 1 << 23
"""Bytes of a bilingual file from which on it is not read again for each round."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What was done to one document file.

    `old` and `new` are its bytes before and after, empty once they are written; `made` are the findings that were fixed, as
    they stood when they were, `judged` what came of it in the end, beside each of its sources. `put_off` says why fixes
    that were asked for were not made.
    """

    path: Path
    old: bytes = field(repr=False)
    new: bytes = field(repr=False)
    made: tuple[Finding, ...]
    judged: tuple[Judged, ...]
    put_off: tuple[tuple[Finding, str], ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything was fixed."""
        return bool(self.made)

    @property
    def left(self) -> list[Finding]:
        """What is found in it now, also what is suppressed."""
        return [finding for one in self.judged for finding in one.findings]


def fixed(judge: Judge, team: Workers, pairs: Sequence[Pair], allowed: frozenset[Safety]) -> Fixed:
    """What fixing one translation beside its sources makes of it; nothing is written.

    The new bytes are read and checked as the file itself would be, until nothing is left to be fixed: so the next run
    finds what this one leaves. Where there is no end to that, nothing is fixed.
    """
    first = judge.read(pairs[0])
    old = first.raw
    documents = [first, *(judge.read(pair, old) for pair in pairs[1:])]
    known: dict[tuple[Segment, ...], tuple[Part, list[Finding]]] = {}
    made: list[Finding] = []
    rounds: dict[bytes, tuple[Judged, ...]] = {}
    for _ in range(_PASSES * len(pairs)):
        judged = tuple(judge.counted([_judged(judge, team, document, known) for document in documents]))
        choices = [chosen(one.findings, document, allowed) for one, document in zip(judged, documents, strict=True)]
        new, choice = _changed(documents, choices)
        if choice is None:
            put_off = tuple(each for one in choices for each in one.put_off)
            return Fixed(first.path, old, new, tuple(made), judged, put_off)
        rounds[documents[0].raw] = judged
        if new in rounds:
            break
        made += choice.made
        documents = _reread(judge, pairs, documents, choice, new)
    asked = (each for one in rounds[old] for each in one.findings if each.fix and each.fix.safety in allowed)
    return Fixed(first.path, old, old, (), rounds[old], tuple((each, _ENDLESS) for each in asked))


def _changed(documents: Sequence[Document], choices: Sequence[Choice]) -> tuple[bytes, Choice | None]:
    """The file as the first choice that changes anything makes it, and that choice; None where none does."""
    for document, choice in zip(documents, choices, strict=True):
        if choice:
            new = format_called(document.format).write(document, choice.targets, choice.comments)
            if new != document.raw:
                return new, choice
    return documents[0].raw, None


def _reread(
    judge: Judge, pairs: Sequence[Pair], documents: Sequence[Document], choice: Choice, new: bytes
) -> list[Document]:
    """The documents as they are with the new bytes. Of a large bilingual file only the new words are looked at: what is
    left in it is told with the columns that its lines had before."""
    form = format_called(documents[0].format)
    if len(new) < _LARGE or len(pairs) > 1 or choice.comments or isinstance(form, TextFormat):
        return [judge.read(pair, new) for pair in pairs]
    segments = tuple(
        replace(segment, target=choice.targets[segment.key]) if segment.key in choice.targets else segment
        for segment in documents[0].segments
    )
    return [replace(documents[0], raw=new, segments=segments)]


def _judged(
    judge: Judge,
    team: Workers,
    document: Document,
    known: dict[tuple[Segment, ...], tuple[Part, list[Finding]]],
) -> Judged:
    """What comes of a document; of texts that are as they were the findings are `known`."""
    parts = judge.parts(document)
    new = [part for part in parts if part.segments not in known or known[part.segments][0] != part]
    for part, findings in zip(new, team.found(new), strict=True):
        known[part.segments] = part, findings
    here = {part.segments: known[part.segments] for part in parts}
    if len(document.raw) >= _LARGE:
        # What is no longer there takes much room.
        known.clear()
        known |= here
    return judge.settled(document, [here[part.segments][1] for part in parts])


def write(one: Fixed) -> Fixed:
    """Put the fixed file in the place of the old one; AlignError where that cannot be, and it is as it was then.

    What is given back no longer holds the bytes.
    """
    try:
        replace_file(one.path, one.new, old=one.old)
    except Changed as error:
        raise AlignError(f"the file is left alone: {error.why}", path=one.path, hint="run the command again") from error
    except OSError as error:
        why = getattr(error, "why", "") or error.strerror or str(error)
        hint = "the file is as it was; check who may write there, and run the command again"
        raise AlignError(f"the file cannot be written: {why}", path=one.path, hint=hint) from error
    return replace(one, old=b"", new=b"")
