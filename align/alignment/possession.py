"""A title that has become somebody's possession: 坂本容疑者 as "Sakamoto's suspect"."""

from __future__ import annotations

import re

from align.model.span import Span
from align.names.honorifics import TITLE_ENGLISH, title_after
from align.text.fold import fold_source

_OWNED = re.compile(r"['’]s? ([a-z-]+(?: [a-z-]+)?)", re.IGNORECASE)


def possessed_title(source: str, name: Span, target: str, rendering: Span) -> str:
    """The English words that make a possession of the title after the source's name; empty where they do not.

    `Kanai's director-general` says that Kanai has one; the source says that he is.
    """
    length = title_after(source, name.end)
    owned = _OWNED.match(target, rendering.end)
    if not length or not owned:
        return ""
    title = fold_source(source[name.end : name.end + length]).text
    english = next((words for form, words in TITLE_ENGLISH.items() if fold_source(form).text == title), ())
    words = owned.group(1).lower()
    return next((word for word in english if words == word or words.startswith(f"{word} ")), "")
