"""N304 untranslated-name: Han characters or kana are left in the English.

Most readers of English cannot read them, and a name left so was usually overlooked. A gloss in brackets after English
words is not reported: "Takaichi (高市早苗)".

Chinese: 孙卫东表示 → "孙卫东 said", expected "Sun Weidong".
Japanese: 高市氏は → "高市 said", expected "Takaichi".

There is no fix where no entry gives the English form; where one does, it is unsafe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.model.finding import Edit, Finding, Fix, Safety, Severity
from align.model.span import Span
from align.rules.base import Context, Rule
from align.text.fold import fold_source

_LEFT = re.compile(
    r"[\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々ー・]*[\u3041-\u3096\u30a1-\u30fa"
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff][\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff々ー・]*"
)
_MOSTLY = 0.5


def check(context: Context) -> Iterator[Finding]:
    """One finding for each stretch of Han or kana in the translation."""
    text = context.segment.target
    if not text or text.isascii() or _is_untranslated(text):
        return
    for match in _LEFT.finditer(text):
        if _is_gloss(text, match.start(), match.end()):
            continue
        span = Span(match.start(), match.end())
        expected = _english(context, match.group())
        wanted = f'; expected "{expected[0]}"' if expected else ""
        edits = (Edit(context.segment.key, span, match.group(), expected[0]),) if expected else ()
        yield RULE.finding(
            context,
            f"{match.group()} is left in the English{wanted}",
            target_span=span,
            source_span=_place_in_source(context, match.group()),
            expected=expected,
            fix=Fix(f'Replace with "{expected[0]}"', edits, Safety.UNSAFE) if expected else None,
        )


def _is_untranslated(text: str) -> bool:
    """Whether the whole segment is no English: that is one fault of the document, not many of its names."""
    return sum(len(found) for found in _LEFT.findall(text)) > _MOSTLY * len(text.replace(" ", ""))


def _is_gloss(text: str, start: int, end: int) -> bool:
    before, after = text[:start].rstrip(), text[end:].lstrip()
    return bool(before[:-1].strip()) and before[-1:] in "(（[" and any(ch in ")）]" for ch in after[:40])


def _english(context: Context, left: str) -> tuple[str, ...]:
    folded = fold_source(left).text
    for link in context.alignment.links:
        if link.source and link.entity and folded in fold_source(link.source.surface).text:
            return link.expected
    return ()


def _place_in_source(context: Context, left: str) -> Span | None:
    at = (context.segment.source or "").find(left)
    return Span(at, at + len(left)) if at >= 0 else None


RULE = Rule(
    code="N304",
    name="untranslated-name",
    severity=Severity.ERROR,
    summary="Han or kana left in the English",
    mqm="accuracy/untranslated",
    check=check,
    documentation=__doc__,
)
