"""Which way a document was translated: into English, which is checked, or into something else.

One that was translated into Chinese or Japanese, as `zh_CN.po` in the same folder as `en.po`, has no name of ours on either
side, and names in German are not written as those in English. All that there is to say is that, once (D102). A file that
says of itself that it is in another language is believed unless its words are plainly English: headers are copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from align.formats.languages import is_english, source_of
from align.model.segment import Segment
from align.rules.left_writing import left_writing
from align.text.scripts import has_cjk

TELLS_OF_IT: Final = "D102"

_FEW = 0.02
"""The share of sources up to which Chinese and Japanese in them are names of languages and the like."""
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_ENGLISH_WORD = re.compile(r"\b(?:the|and)\b")
_PLAIN_ENGLISH = 200
"""Letters to one *the* or *and* up to which a text is English."""


def is_checked(segments: Sequence[Segment]) -> bool:
    """Whether names are looked for in a document, because it may be a translation from Chinese or Japanese into English."""
    return not other_languages(segments) and not is_reversed(segments)


def other_languages(segments: Iterable[Segment]) -> tuple[str, ...]:
    """The languages, none of them English, that a document says its translations are in; none where it is silent, or its
    words are those of English.
    """
    languages: dict[str, None] = {}
    targets: list[str] = []
    for segment in segments:
        if not segment.target_lang or is_english(segment.target_lang):
            return ()
        languages[segment.target_lang] = None
        targets.append(segment.target or "")
    words = "\n".join(targets)
    if all(source_of(language) for language in languages) and words.strip():
        return tuple(languages) if 2 * sum(map(has_cjk, targets)) > sum(map(bool, targets)) else ()
    return tuple(languages) if _PLAIN_ENGLISH * len(_ENGLISH_WORD.findall(words)) <= len(words) else ()


def is_reversed(segments: Iterable[Segment]) -> bool:
    """Whether the sources have no Chinese or Japanese, and the translations that there are are mostly in one of them."""
    pairs = [(segment.source, segment.target) for segment in segments if segment.source and segment.target]
    if not pairs or sum(has_cjk(source) for source, _ in pairs) > _FEW * len(pairs):
        return False
    if sum(has_cjk(target) for _, target in pairs) <= len(pairs) / 2:
        return False
    letters = sum(len(span) for _, target in pairs for span in left_writing(target))
    # A word takes several Latin letters and one or two Han characters.
    return 2 * letters > sum(len(_LATIN.findall(target)) for _, target in pairs)
