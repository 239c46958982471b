"""D102 wrong-language: a source that is not in the language said, or a translation that is not in English.

Usually the wrong file was taken, or two columns changed places. Names are then looked for where there are none and read
by the customs of another language, so that other findings of the document are not to be relied on. Reported are a source
without Chinese or Japanese; kana throughout a source said to be Chinese, and no kana in a long one said to be Japanese; and
a translation in the letters of another script or in another European language. Numbers, names, addresses and headlines
prove nothing: only enough letters do, and for languages in Latin letters enough of their commonest words. A document is
told of once where the whole of it is concerned. A translation left in Chinese or Japanese is D101; where the source is in
neither of them, the document goes the other way, and nothing else is said of it. Nor is anything of a file that says that
it is a translation into another language, as `de.xlf` in a folder of many: that is no fault, and told as info.

Chinese: a source said to be Chinese, 会談は二時間にわたって行われ、両国の関係について意見を交わした。, is Japanese.
Japanese: 会談は2時間続いた。 → "Переговоры продолжались два часа, стороны обсудили отношения двух стран.", expected English.

There is no fix: give the right text, or its language with `--source-lang`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from align.formats.languages import primary
from align.model.finding import Finding, Severity
from align.model.segment import Segment
from align.model.span import Side, Span
from align.rules.base import Context, Rule
from align.rules.direction import is_reversed, other_languages
from align.text.scripts import guess_lang, has_cjk, is_han, is_kana

_ENOUGH_LETTERS = 40
"""Letters of a script that is neither Latin nor the language's own, from which they tell a language."""
_ENOUGH_HAN = 100
"""Han characters that no Japanese text strings together without kana."""
_ENOUGH_KANA = 20
_KANA_THROUGHOUT = 0.2
"""The share of kana that no Chinese text reaches by quoting; Japanese ones hold about a half."""
_ENOUGH_WORDS = 20
_RUNNING_TEXT = 0.15
"""The share of the commonest words from which words are sentences of a language, not names."""
_TRACES = 0.02
"""The share of Chinese and Japanese letters up to which a source has none of its own."""
_PLAIN_ENGLISH = 200
"""Letters to one *the* or *and* up to which nothing else needs to be counted."""

# Words of sentences stand between spaces; those of an address do not.
_WORD = re.compile(r"(?<!\S)[^\W\d_]+(?=[\s,.;:!?]|\Z)")
_COMMONEST = {
    "English": "the of and to a in is that for it was on with as his by he at be this from are have not an had".split(),
    "French": "le la les des et est une un dans pour qui que du en au sur pas plus par avec ce il".split(),
    "Spanish": "el la los las una un y con por del que en se para es su al lo como más".split(),
    "Portuguese": "o os as um uma e não com para que do da dos das em no na por se ao".split(),
    "Italian": "il di che è un una per della dei del con non sono la le in si al nel da".split(),
    "German": "der die das und ist nicht mit von den ein eine auf zu dem des im für sich auch als".split(),
    "Dutch": "het een van en zijn de dat op te met voor niet aan er om ook als bij".split(),
    "Vietnamese": "và của là có không các trong được cho một những người với này đã ở khi".split(),
    "Indonesian": "yang dan di dengan untuk dari pada ini itu dalam tidak akan ke oleh".split(),
}
# Those that programs and sites are most often translated into; any other is told of by its code.
_NAMES = dict(
    pair.split("=")
    for pair in """ar=Arabic bg=Bulgarian bn=Bengali ca=Catalan cs=Czech da=Danish de=German el=Greek es=Spanish et=Estonian
    fa=Persian fi=Finnish fr=French he=Hebrew hi=Hindi hr=Croatian hu=Hungarian id=Indonesian it=Italian ja=Japanese km=Khmer
    ko=Korean lo=Lao lt=Lithuanian lv=Latvian mn=Mongolian ms=Malay my=Burmese nb=Norwegian nl=Dutch no=Norwegian pl=Polish
    pt=Portuguese ro=Romanian ru=Russian sk=Slovak sl=Slovenian sr=Serbian sv=Swedish th=Thai tl=Filipino tr=Turkish
    uk=Ukrainian vi=Vietnamese zh=Chinese""".split()
)
_LONGEST_CODE = 35
_MANY = 4
_REVERSED = (
    "this is a translation into Chinese or Japanese: only those from them into English can be checked; "
    "are source and translation swapped?"
)
_Judge = Callable[[str, str], str]


def check(context: Context) -> Iterator[Finding]:
    """One finding for the sources and one for the translations of a document, or one for each segment that is wrong alone."""
    segments = [alignment.segment for alignment in context.alignments]
    if languages := other_languages(segments):
        first = next((index for index, segment in enumerate(segments) if segment.target), 0)
        target = segments[first].target
        message = f"this is a translation into {_named(languages)}; only those into English are checked"
        where = Span(0, len(target)) if target else None
        yield RULE.finding(context.at(first), message, target_span=where, severity=Severity.INFO)
        return
    if is_reversed(segments):
        first = next(index for index, segment in enumerate(segments) if has_cjk(segment.target or ""))
        yield _finding(context.at(first), Side.TARGET, segments[first].target or "", _REVERSED)
        return
    lang = next((segment.source_lang for segment in segments if segment.source), "")
    sources, targets = [segment.source or "" for segment in segments], [segment.target or "" for segment in segments]
    yield from _on_side(context, Side.SOURCE, sources, lang, _wrong_source)
    yield from _on_side(context, Side.TARGET, targets, "en", wrong_target)


def _named(languages: Sequence[str]) -> str:
    """The languages of a file in words, with what it calls them."""
    named = [
        f"{name} ({language})" if (name := _NAMES.get(primary(language))) else language[:_LONGEST_CODE]
        for language in languages[:_MANY]
    ]
    return ", ".join(named) + (" and others" if len(languages) > _MANY else "")


def _on_side(context: Context, side: Side, texts: Sequence[str], lang: str, judge: _Judge) -> Iterator[Finding]:
    whole = judge("\n".join(texts), lang)
    if whole:
        first = next(index for index, text in enumerate(texts) if any(map(str.isalpha, text)))
        yield _finding(context.at(first), side, texts[first], whole)
        return
    if len(texts) == 1:
        return
    for index, text in enumerate(texts):
        if len(text) < _ENOUGH_KANA or _is_quoted(context.alignments[index].segment):
            continue
        if wrong := judge(text, context.alignments[index].segment.source_lang if side is Side.SOURCE else lang):
            yield _finding(context.at(index), side, text, wrong)


def _is_quoted(segment: Segment) -> bool:
    """Whether both texts are the same, as a line of a song may be; what is untranslated so is D101."""
    return segment.source == segment.target


def _wrong_source(text: str, lang: str) -> str:
    """What is wrong with a source said to be in `lang`; empty where nothing is, or too little tells."""
    count = _letters(text)
    han, kana, all_letters = count["CJK"], count["KANA"], count.total()
    if other := _other_script(count):
        return f"the source is neither Chinese nor Japanese: most of its letters are {other}"
    if han + kana <= _TRACES * all_letters:
        language = _language(text)
        return f"the source is neither Chinese nor Japanese: it reads as {language}" if language else ""
    if lang.startswith("zh") and kana >= max(_ENOUGH_KANA, _KANA_THROUGHOUT * (han + kana)):
        return "the source is said to be Chinese and reads as Japanese: it has kana throughout"
    if lang == "ja" and han >= _ENOUGH_HAN and kana <= _TRACES * han and guess_lang(text).startswith("zh-"):
        return "the source is said to be Japanese and reads as Chinese: it is long and has no kana"
    return ""


def wrong_target(text: str, lang: str = "en") -> str:
    """What is wrong with a translation into English; empty where nothing is, or too little tells."""
    if _PLAIN_ENGLISH * (text.count(" the ") + text.count(" and ")) > len(text) > 0:
        return ""
    if not text.isascii() and (other := _other_script(_letters(text))):
        return f"the translation is not in English: most of its letters are {other}"
    language = _language(text)
    return f"the translation is not in English: it reads as {language}" if language not in ("", "English") else ""


def _letters(text: str) -> Counter[str]:
    """How many letters there are of each script, named as Unicode names its letters; Han is `CJK`, every kana `KANA`."""
    count: Counter[str] = Counter()
    for character, times in Counter(text).items():
        if script := _script(character):
            count[script] += times
    return count


@lru_cache(maxsize=1 << 15)
def _script(character: str) -> str:
    if is_han(character):
        return "CJK"
    if is_kana(character):
        return "KANA"
    if not character.isalpha():
        return ""
    first = unicodedata.name(character, "").partition(" ")[0]
    return "LATIN" if first == "FULLWIDTH" else "HANGUL" if first == "HALFWIDTH" else first


def _other_script(count: Mapping[str, int]) -> str:
    """The script that most letters are in, if it is neither Latin nor Han nor kana; empty where they are too few."""
    script, times = max(count.items(), key=lambda item: item[1], default=("", 0))
    if script in ("CJK", "KANA", "LATIN") or times < _ENOUGH_LETTERS or times <= sum(count.values()) / 2:
        return ""
    return "Korean" if script == "HANGUL" else script.capitalize()


def _language(text: str) -> str:
    """The language in Latin letters that a text reads as; empty for one that is none of those known, or no sentences."""
    found = Counter(_WORD.findall(text.lower()))
    total = found.total()
    if total < _ENOUGH_WORDS:
        return ""
    shares = {language: sum(found[word] for word in words) / total for language, words in _COMMONEST.items()}
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] >= _RUNNING_TEXT else ""


def _finding(context: Context, side: Side, text: str, what: str) -> Finding:
    whole = Span(0, len(text))
    return RULE.finding(
        context,
        what,
        source_span=whole if side is Side.SOURCE else None,
        target_span=whole if side is Side.TARGET else None,
    )


RULE = Rule(
    code="D102",
    name="wrong-language",
    severity=Severity.WARNING,
    summary="a source not in the language said, or a translation not in English",
    mqm="accuracy/mistranslation",
    check=check,
    scope="document",
    documentation=__doc__,
)
