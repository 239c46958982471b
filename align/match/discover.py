"""English words that look like somebody's name, whether or not a glossary knows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.model.span import Span
from align.names.english_words import begins_sentences, is_ordinary_capitalised, phrase_length
from align.names.honorifics import ENGLISH_TITLES
from align.text.words import Word

_LONGEST_RUN = 4
_LONGEST_PHRASE = 5
_VOWELS = frozenset("AEIOUY")
_ENDS_SENTENCE = frozenset(".!?:\n")


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring words that may be one name. `first` is the place of the first among all words of the text; `titled` says
    that a title stands before it."""

    words: tuple[Word, ...]
    first: int
    titled: bool

    @property
    def span(self) -> Span:
        """From the first word to the last."""
        return Span(self.words[0].start, self.words[-1].end)


def looks_like_name(words: Sequence[Word], index: int) -> bool:
    """Whether a word may be part of a name: it begins with a capital that neither its place nor its meaning explains."""
    word = words[index]
    if not word.capitalised or len(word.letters) < 2 or _is_abbreviation(word.text):
        return False
    if word.text.lower() in ENGLISH_TITLES or is_ordinary_capitalised(word.text):
        return False
    if begins_sentences(word.text) and starts_sentence(words, index):
        return _beside_name(words, index)
    return not _in_phrase(words, index)


def _in_phrase(words: Sequence[Word], index: int) -> bool:
    """Whether the word is part of a fixed name that is nobody's: `Kong` in `Hong Kong`."""
    for first in range(max(0, index - _LONGEST_PHRASE + 1), index + 1):
        if words[first].capitalised:
            length = phrase_length([word.text for word in words[first : first + _LONGEST_PHRASE]], 0)
            if first + length > index:
                return True
    return False


def _is_abbreviation(text: str) -> bool:
    """Whether a word in capitals cannot be read: `FW`, `GK`, `NHK`."""
    return text.isupper() and not _VOWELS & set(text)


def starts_sentence(words: Sequence[Word], index: int) -> bool:
    """Whether the word begins the text or a sentence of it."""
    if index == 0:
        return True
    if is_titled(words, index):
        return False  # Mr. He
    gap = words[index].gap.strip(" \"'“”‘’([")
    return bool(gap) and gap[-1] in _ENDS_SENTENCE


def _beside_name(words: Sequence[Word], index: int) -> bool:
    """Whether the next word is capitalised and joined, and no ordinary word: `He Jianfeng`, not `He Said`."""
    if index + 1 >= len(words):
        return False
    after = words[index + 1]
    return after.joined and after.capitalised and not is_ordinary_capitalised(after.text)


def is_title(word: str) -> bool:
    """Whether an English word is a title that may stand before a name."""
    return word.lower() in ENGLISH_TITLES


def is_titled(words: Sequence[Word], index: int) -> bool:
    """Whether a title stands right before the word: `Mayor`, `Mr.`."""
    return index > 0 and words[index].gap in (" ", ". ", ".") and words[index - 1].text.lower() in ENGLISH_TITLES


def runs(words: Sequence[Word], taken: Sequence[Span] = ()) -> list[Run]:
    """The longest stretches of words that look like names, leaving out what is `taken`."""
    found: list[Run] = []
    current: list[Word] = []
    begun = 0
    is_taken = bytearray(max((span.end for span in taken), default=0))
    for span in taken:
        is_taken[span.start : span.end] = b"\1" * len(span)

    def close() -> None:
        if 0 < len(current) <= _LONGEST_RUN:
            found.append(Run(tuple(current), begun, is_titled(words, begun)))
        current.clear()

    def free(span: Span) -> bool:
        return not any(is_taken[span.start : span.end])

    for index, word in enumerate(words):
        fits = looks_like_name(words, index) and free(Span(word.start, word.end))
        if current and not (fits and word.joined and free(Span(current[-1].end, word.start))):
            close()
        if fits:
            if not current:
                begun = index
            current.append(word)
    close()
    return found
