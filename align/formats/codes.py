"""What the inline codes stand for that tools for translators put in the place of markup: `<x ctype="lb"/>`,
`<ph>&lt;b&gt;</ph>`.

A code that stands alone may be anything. Markup of words (bold, a link, a font) is a tag, so that
`<ph>&lt;b&gt;</ph>Taro<ph>&lt;/b&gt;</ph> Kono` reads "Taro Kono"; the end of a line is white space; everything else, a
picture, a number, a name that a program fills in, stands for a word.
"""

from __future__ import annotations

import re

from align.formats.xml import Meaning

_WORDS = """abbr acronym b bdi bdo big bold cf cite color colour csf del dfn em emph field-tags font fontformat highlight
    hyperlink i ins ital italic italics kbd link mark nobr s samp small span strike strong style styled sub sup title tt u
    ulined underline underlined var a""".split()
_BREAK = re.compile(
    r"\s*(?:<\s*(?:br\d*|w:br|text:line-break)\b[^<>]*>|\{br\s*/?\}|\[br\s*/?\]|\\n|\\line ?|\n"
    r"|(?:x-|xlf:|x-html-|html:)?(?:lb|br|linebreak|line[-_]break|softreturn))\s*",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    rf"\s*(?:[<{{\[]\s*/?\s*(?:{'|'.join(_WORDS)}|[a-z]\d{{1,4}})(?:[\s=][^<>]*)?[>}}\]]"
    rf"|(?:x-|xlf:|x-html-|html:)?(?:{'|'.join(_WORDS)})(?:[-_;](?:start|end|begin|open|close|on|off))?"
    # RTF: the beginning of a group with its formats, or its end.
    rf"|\{{?(?:\\(?:b|i|ul|ulnone|f|fs|cf|cs|lang|super|sub|nosupersub|plain|strike|caps)-?\d{{0,5}} ?)+|\}})\s*",
    re.IGNORECASE,
)
_KINDS = ("fmt",)


def meaning_of(*said: str) -> Meaning:
    """What a code stands for that stands alone, by all that is said of it: its type, the markup in its place."""
    if any(_BREAK.fullmatch(each) for each in said if each):
        return Meaning.SPACE
    if any(each in _KINDS or _MARKUP.fullmatch(each) for each in said if each):
        return Meaning.TAG
    return Meaning.OBJECT
