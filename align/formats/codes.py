"""What the inline codes stand for that tools for translators put in the place of markup: `<x ctype="lb"/>`,
`<ph>&lt;b&gt;</ph>`.

A code that stands alone may be anything. Markup of words (bold, a link, a font) is a tag, so that
`<ph>&lt;b&gt;</ph>Taro<ph>&lt;/b&gt;</ph> Kono` reads "Taro Kono"; the end of a line is white space; everything else, a
picture, a number, a name that a program fills in, stands for a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from align.formats.xml import Meaning

# Elements of HTML, and what Trados and OmegaT call such tags (`<cf bold="on">`, `<f0>`).
_ELEMENTS = """a abbr acronym b bdi bdo big cf cite code del dfn em font i ins kbd mark nobr q s samp small span strike
    strong style sub sup tt u var [a-z]\\d{1,4}""".split()
_KINDS = """a b bold cf colour color em fmt font highlight hyperlink i ital italic italics link mark small span strike
    strong style sub subscript sup superscript u ulined underline underlined""".split()
_PREFIX = "(?:xlf:|x-html-|x-|html:)?"

_BREAK_KIND = re.compile(rf"{_PREFIX}(?:lb|br|linebreak|line[-_]break|softreturn)", re.IGNORECASE)
_MARKUP_KIND = re.compile(rf"{_PREFIX}(?:{'|'.join(_KINDS)})", re.IGNORECASE)
_BREAK = re.compile(
    r"[ \t]*(?:<(?:br\d*|w:br|text:line-break)\b[^<>]*>|\[br */?\]|\\n|\\line ?|\r?\n)[ \t]*", re.IGNORECASE
)
_MARKUP = re.compile(
    rf"\s*(?:</?(?:{'|'.join(_ELEMENTS)})(?:\s[^<>]*)?(?<!/)>|\[/?[bius](?:=[^\[\]]*)?\]"
    # RTF: formats with or without the beginning of their group, or its end.
    r"|\{?(?:\\(?:b|i|ul|ulnone|f|fs|cf|cs|lang|super|sub|nosupersub|plain|strike|caps)-?\d{0,5} ?)+|\})\s*",
    re.IGNORECASE,
)


def meaning_of(kinds: Iterable[str], codes: Iterable[str]) -> Meaning:
    """What a code stands for that stands alone: by the kinds that its attributes name, and by the native code that stands
    in it or that it is said to be in the place of. Empty texts say nothing."""
    said = [(_BREAK_KIND, _MARKUP_KIND, kind) for kind in kinds] + [(_BREAK, _MARKUP, code) for code in codes]
    if any(is_break.fullmatch(text) for is_break, _, text in said):
        return Meaning.SPACE
    if any(is_markup.fullmatch(text) for _, is_markup, text in said):
        return Meaning.TAG
    return Meaning.OBJECT
