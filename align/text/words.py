"""English text cut into words, with what stands between them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# A letter of English: no digit, and nothing of the Han characters and kana that may be left in it.
_LETTER = (
    r"[^\W\d_\u3005-\u3007\u303b\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    r"\U00020000-\U000323af]"
)
# A hyphen parts two words where a capital follows (Hanshin-Wada), and joins one where none does (Kin-chung).
_RUN = rf"(?:{_LETTER}[\u0300-\u036f]*)+"
_WORD = re.compile(rf"{_RUN}(?:(?:['’‘ʼ`]|[\-‐‑](?![A-ZÀ-ÖØ-ÞĀĪŪĒŌ])){_RUN})*")
_POSSESSIVE = re.compile(r"['’‘ʼ`][sS]$")
_ATTACHED = re.compile(
    r"[-‐‑](?:san|sama|kun|chan|sensei|shi|senshu|led|backed|era|based|style|born|owned|run|held|like|affiliated)$",
    re.IGNORECASE,
)
# What may stand between two words of one name.
_GLUE = frozenset({" ", "  ", "\u00a0", "-", "\u30fb", "\u00b7"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: letters, with inner apostrophes and hyphens.

    A possessive ending and an attached -san or -led do not belong to it. `start` and `end` are code points, `gap` is what
    stands between the word before and this one, `letters` its plain small letters.
    """

    start: int
    end: int
    text: str
    gap: str
    letters: str

    @property
    def capitalised(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()

    @property
    def joined(self) -> bool:
        """Whether it may go on a name begun by the word before."""
        return self.gap in _GLUE


# A document is gone through several times: an article fits.
@lru_cache(maxsize=1 << 11)
def words(text: str) -> tuple[Word, ...]:
    """The words of `text` in order."""
    found = []
    last = 0
    for match in _WORD.finditer(text):
        start, surface = match.start(), match.group()
        if not surface.isalpha():
            for ending in (_POSSESSIVE, _ATTACHED):
                cut = ending.search(surface)
                if cut:
                    surface = surface[: cut.start()]
        end = start + len(surface)
        found.append(Word(start, end, surface, text[last:start], plain_letters(surface)))
        last = end
    return tuple(found)


@lru_cache(maxsize=65536)
def without_diacritics(text: str) -> str:
    """`text` with plain Latin letters for those with marks, capitals kept; everything else stays as it is."""
    return text if text.isascii() else "".join(plain if (plain := _unmarked(ch)) else ch for ch in text)


@lru_cache(maxsize=4096)
def _unmarked(ch: str) -> str:
    plain = plain_letters(ch)
    return plain.upper() if ch.isupper() else plain


@lru_cache(maxsize=1 << 15)
def plain_letters(text: str) -> str:
    """`text` as small Latin letters and nothing else: no diacritics, spaces, hyphens, apostrophes."""
    if text.isascii():
        return "".join(filter(str.isalpha, text)).lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d").replace("ø", "o").replace("ł", "l"))
    return "".join(ch for ch in decomposed if "a" <= ch <= "z")
