"""Names that a rule looks up in the glossaries."""

from __future__ import annotations

from functools import lru_cache

from align.glossary.lexicon import Lexicon
from align.match.known import KnownNames


@lru_cache(maxsize=4)
def known_names(lexicon: Lexicon) -> KnownNames:
    """The names of a lexicon, indexed once and when first needed."""
    return KnownNames(lexicon)
