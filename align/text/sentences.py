"""Cuts a text into sentences.

A line break always ends a sentence. Within a line Chinese and Japanese sentences end at the full-width marks, and at
the ASCII ones between Han or kana; a closing quotation mark or bracket belongs to the sentence it closes. A quotation
that goes on with a particle (「…。」と述べた) does not end one. English sentences end at a full stop, question or
exclamation mark before a space and something that can begin a sentence, but not after an abbreviation, an initial or
the number of a list item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.model.span import Span
from align.text.scripts import has_cjk, is_han, is_kana

_CJK_MARKS = "。！？｡"
_CLOSING = "」』）】》〉〕］｝”’\"')]}»›"
_CANDIDATE = re.compile(rf"[{_CJK_MARKS}‼⁇⁈⁉．.!?…]+(?P<closing>[{re.escape(_CLOSING)}]*)")
_LINE = re.compile("[^\r\n]+")
_LONGEST_WORD = 24
_WORD_BEFORE = re.compile(r"[\w.&'’-]+\Z")
_GOES_ON = re.compile("って|と(?!ても|ころ|にかく|りあえず|き)")
_GOES_ON_AFTER_QUOTATION = re.compile(
    "[。、，,；;：:！？]"
    "|[他她我们們]{0,2}(?:说|說|道|问|問|答|喊|回答)"
    "|(?!でも|では|だが|だから|だけど|なお|なぜ|なら|もし|もう|もちろん|はい|とても|ところ|とにかく|にもかかわ)"
    "[とっのをがはもにでなだ]"
)
_BEGINS_SENTENCE = re.compile("[\"'“‘«(\\[「『（【《—–-]*(?P<first>.)")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# After a title or one of these words the full stop never ends the sentence.
_NEVER_LAST = _words("""
    mr mrs ms mx dr prof gen lt col maj capt cmdr adm sgt cpl pvt gov sen rep reps sens pres amb hon rev fr st mt ft
    messrs mmes supt insp det vs v cf e.g i.e viz ca approx fig figs no nos art sec vol ch pp p eq ed eds trans tel ext
    est jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
""")
# These may end it: they do where the next word is one that begins sentences.
_SOMETIMES_LAST = _words("""
    jr sr inc ltd co corp bros plc llc dept univ etc al ave blvd rd a.m p.m u.s u.k u.n u.s.a e.u d.c p.r.c r.o.c
    ph.d m.d b.a m.a
""")
_OPENERS = _words("""
    a an the this that these those he she it they we you i his her its their our my there here in on at as for from
    with by after before during since when while although though if but and or so yet however moreover meanwhile
    according what who why how where which both some many most all no not to one another
""")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\Z")
_LIST_NUMBER = re.compile(r"\s*[(\[]?(?:\d{1,3}|[ivxlc]{1,5}|[a-z])\Z", re.IGNORECASE)


def split_sentences(text: str, lang: str) -> tuple[Span, ...]:
    """The sentences of `text`, in order, without the space around them; together they hold every other character.

    `lang` is the text's language (`en`, `ja`, `zh`, `zh-Hans`, `zh-Hant`); where it is empty the characters decide.
    """
    english = lang.startswith("en") if lang else not has_cjk(text)
    return tuple(
        sentence
        for line in _LINE.finditer(text)
        for sentence in _sentences_of_line(text, line.start(), line.end(), english)
    )


def _sentences_of_line(text: str, start: int, end: int, english: bool) -> Iterator[Span]:
    begin = start
    for candidate in _CANDIDATE.finditer(text, start, end):
        if candidate.end() < end and _ends_sentence(text, begin, candidate, end, english):
            yield from _trimmed(text, begin, candidate.end())
            begin = candidate.end()
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    inner = piece.strip()
    if inner:
        first = start + len(piece) - len(piece.lstrip())
        yield Span(first, first + len(inner))


def _ends_sentence(text: str, begin: int, candidate: re.Match[str], end: int, english: bool) -> bool:
    """Whether the mark at `candidate` ends the sentence that starts at `begin`; something follows it in the line."""
    mark, after = text[candidate.start()], text[candidate.end()]
    if mark in _CJK_MARKS and not english:
        goes_on = _GOES_ON_AFTER_QUOTATION if candidate["closing"] else _GOES_ON
        return goes_on.match(text, candidate.end()) is None
    if after.isspace() or mark in _CJK_MARKS:
        return _ends_english_sentence(text, begin, candidate, text[candidate.end() : end].lstrip())
    before = text[candidate.start() - 1] if candidate.start() > begin else ""
    return mark in ".!?．" and _is_cjk(before) and _is_cjk(after)


def _is_cjk(character: str) -> bool:
    return is_han(character) or is_kana(character)


def _ends_english_sentence(text: str, begin: int, candidate: re.Match[str], rest: str) -> bool:
    following = _BEGINS_SENTENCE.match(rest)
    if following is None:
        return True
    if following["first"].islower() or following["first"] in ",;:%":
        return False
    if candidate[0].rstrip(_CLOSING) != ".":
        return True
    return not _is_abbreviated(text, begin, candidate.start(), rest)


def _is_abbreviated(text: str, begin: int, stop: int, rest: str) -> bool:
    """Whether the full stop at `stop` belongs to the word before it and the sentence goes on with `rest`."""
    if _LIST_NUMBER.fullmatch(text, begin, stop):
        return True
    found = _WORD_BEFORE.search(text, max(begin, stop - _LONGEST_WORD), stop)
    word = found[0].lower() if found else ""
    if word in _NEVER_LAST:
        # "No." and "no.": the answer ends a sentence, the numero sign stands before a figure.
        return not word.startswith("no") or rest[:1].isdigit()
    if word in _SOMETIMES_LAST or (found is not None and _INITIAL.fullmatch(found[0])):
        opener = re.match(r"[^\W\d_]+", rest)
        return opener is None or opener[0].lower() not in _OPENERS
    return False
