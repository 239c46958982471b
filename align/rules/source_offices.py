"""Which office a Chinese or Japanese text gives to somebody: what stands right before or after the name.

岸田文雄首相, 首相岸田文雄 and 首相の岸田文雄氏 give it; 岸田文雄前首相, 首相補佐官の岸田文雄氏 and 首相と岸田文雄氏 do not.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Final

from align.model.span import Span
from align.names.honorifics import TITLE_ENGLISH, title_after, title_before
from align.rules.offices import office_of
from align.text.fold import fold_source

_QUALIFIERS: Final = frozenset("前元原副準准")
_NO_OFFICE: Final = re.compile("候选|候補|补佐|補佐|辅佐|秘[书書]|夫人|经验|経験|代理|顾问|顧問|特使")
_GOVERNMENT: Final = re.compile("政[权権權]|[内內][阁閣]")
"""After a name: its bearer leads or led the country, so `Prime Minister Abe's government` adds nothing."""
_BETWEEN: Final = re.compile("[ 　・の(（]?")
_TOGETHER: Final = re.compile("[、，,・兼 　]")
_MOST: Final = 4

Titled = tuple[str, bool]
"""A title beside a name, and whether it is a former, deputy or prospective one."""


def gives_office(source: str, name: Span, title: str, written: Collection[str]) -> bool | None:
    """Whether `source` gives the office to the name at `name`, False where it says `former` or the like, None for neither.

    It does so by one of the forms that the glossary writes it in, or by a word that is English for `title`.
    """
    if _GOVERNMENT.match(source, name.end):
        return True
    beside = (*_titles_before(source, name.start, written), *_titles_after(source, name.end, written))
    said = [not qualified for found, qualified in beside if found in written or _means(found, title)]
    return any(said) if said else None


def _means(found: str, title: str) -> bool:
    return any(office_of(each).title == title for each in _english().get(fold_source(found).text, ()))


@cache
def _english() -> Mapping[str, tuple[str, ...]]:
    """The English of source titles, by their folded writing."""
    return {fold_source(form).text: english for form, english in TITLE_ENGLISH.items()}


def _titles_before(source: str, end: int, written: Collection[str]) -> Iterator[Titled]:
    """Titles that end before a name, nearest first: 自民党総裁、首相の高市早苗."""
    for number in range(_MOST):
        if end and (_TOGETHER if number else _BETWEEN).fullmatch(source[end - 1]):
            end -= 1
        length = max(title_before(source, end), *(len(form) for form in written if source.endswith(form, 0, end)), 0)
        if not length:
            return
        begin = end - length
        yield source[begin:end], source[max(0, begin - 1) : begin] in _QUALIFIERS
        end = begin


def _titles_after(source: str, at: int, written: Collection[str]) -> Iterator[Titled]:
    """Titles that follow a name: 高市早苗首相兼自民党総裁, 高市早苗(首相)."""
    for number in range(_MOST):
        if at < len(source) and (_TOGETHER if number else _BETWEEN).fullmatch(source[at]):
            at += 1
        length = max(title_after(source, at), *(len(form) for form in written if source.startswith(form, at)), 0)
        if not length:
            return
        found = source[at : at + length]
        former = found[0] in _QUALIFIERS
        yield found.removeprefix(found[0]) if former else found, former or bool(_NO_OFFICE.match(source, at + length))
        at += length
