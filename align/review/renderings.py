"""Which words of a translation may render a name: those known as names, and other capitalised words in a row."""

from __future__ import annotations

from collections.abc import Sequence

from align.match.discover import runs
from align.model.span import Span
from align.text.words import words


def possible_renderings(text: str, known: Sequence[Span]) -> list[Span]:
    """The stretches of a translation that may be names, in order, each once; `known` are among them."""
    found = {*known, *(run.span for run in runs(words(text), list(known)))}
    return sorted(found)
