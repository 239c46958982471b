"""Which way a document was translated: from Chinese or Japanese, or into them.

One that was translated into them, as `zh_CN.po` in the same folder as `en.po`, has no name of ours on either side. All that
there is to say is that, once (D102).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from align.model.segment import Segment
from align.rules.left_writing import left_writing
from align.text.scripts import has_cjk

TELLS_OF_IT: Final = "D102"

_FEW = 0.02
"""The share of sources up to which Chinese and Japanese in them are names of languages and the like."""
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


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
