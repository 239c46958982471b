"""Placeholders: stretches of a plain text that a program fills in or obeys, so that no edit may touch them.

They stay text. Recognised are, by kind:

- `printf`: `%s`, `%1$d`, `%-10.2f`, `%(name)s`, `%{name}`, `%<name>s`, `%@`, `%1`, `%name%`, `%%`, dates (`%Y-%m-%d`);
- `brace`: `{}`, `{0}`, `{name!r:>10}`, `{{ name }}`, `{% if x %}`, `${name}`, `#{name}`, `{when, date, short}`;
- `icu`: the syntax of a message with cases, `{n, plural, one {…} other {…}}`; the text of a case stays open to edits;
- `dollar`: `$1`, `$name`, `$NAME$`, `$t(key)`;
- `tag`: `<b>`, `</b>`, `<a href="…">`, `<0>…</0>`, `<br/>`, comments; `entity`: `&nbsp;`, `&#8211;`;
- `code`: `\\N[1]`, as games write it; `url`: addresses of pages and of mail.

What a text says of itself counts where it is unmistakable: there is no placeholder in "100% of the people", "a {", "<Taro
Kono>" or "$5 million". A `$1` counts where no amount follows it, `$2` and others only beside a `$1`. A format that knows how
a text is written says so with `sure` and `never`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import lru_cache

from align.formats.stretch import Stretch
from align.model.span import Span

# Every repetition has a limit, so that each character of a hostile text is looked at a few times only.
_NAME = r"[^\W\d][\w.-]{0,80}"
_SIZE = r"(?:\d{1,4}|\*)?(?:\.(?:\d{1,4}|\*)?)?(?:hh?|ll?|[Lqjzt]|I64|I32)?"
_FIELD = r"(?:[^\W\d][\w-]{0,80}|\d{1,4})?(?:\[[^\[\]{}\s]{1,40}\]|\.[\w-]{1,80}){0,4}"
_CASE = r"(?:=\d{1,9}|[\w-]{1,40})\s{0,9}\{"
_ATTRIBUTE = r"""[\w:@.-]{1,40}=(?:"[^"<>]{0,400}"|'[^'<>]{0,400}'|[^\s<>"']{1,100})"""
_AMOUNT = r"(?:\d|[.,]\d|[ -]?(?:hundred|thousand|[mbtr]+illion|bn|m|k)\b)"

_CLEAR = {
    # One letter of a conversion before three others is the beginning of a word, as in "10 %increase".
    "printf": rf"""%% | %\({_NAME}\)[-+#0]*{_SIZE}[a-zA-Z] | %<{_NAME}>[-+#0]*{_SIZE}[a-zA-Z]? | %\{{{_NAME}\}}
        | %\d{{1,3}}\$[-+#0']*{_SIZE}[a-zA-Z@] | (?<!\d)%[^\W\d]\w{{1,60}}%
        | (?<!\d)%[-+#0']*{_SIZE}[diouxXeEfFgGaAcCsSpnmbBHIjMyYZr@](?![A-Za-z]{{3}}) | (?<!\d)%L?\d{{1,2}}(?![.,]?\d|%)""",
    "brace": rf"""\{{\{{\{{?[^{{}}]{{1,200}}\}}\}}\}}? | \{{%.{{0,200}}?%\}} | [$#]\{{[^{{}}\r\n]{{1,200}}\}}
        | \{{{_FIELD}(?:![rsa])?(?::(?:[^{{}}\s]{{0,40}}|%[^{{}}]{{1,60}}))?\}}
        | \{{\d{{1,3}},\s?-?\d{{1,3}}(?::[^{{}}]{{0,40}})?\}}
        | \{{\s{{0,9}}{_FIELD}\s{{0,9}},\s{{0,9}}(?:number|date|time|spellout|ordinal|duration|choice)\b[^{{}}]{{0,200}}\}}""",
    "dollar": rf"""(?<![A-Za-z0-9$])\$(?:[1-9](?!{_AMOUNT}) | t\((?:[^()\r\n]|\([^()\r\n]{{0,80}}\)){{0,200}}\)
        | [A-Za-z_]\w{{0,60}}\$ | [a-z_]\w{{1,60}})""",
    "tag": rf"""<!--.{{0,400}}?--> | </[A-Za-z][\w:.-]{{0,40}}\s?> | </?\d{{1,3}}\s?/?>
        | <[A-Za-z][\w:.-]{{0,40}}(?:=[^<>\s]{{1,100}})?(?:\s{{1,9}}{_ATTRIBUTE}){{0,12}}\s{{0,9}}/?>""",
    "entity": r"&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});",
    "code": r"\\[A-Za-z]{1,12}\[[^\[\]\s]{0,40}\]",
    "url": r"""(?<![A-Za-z0-9])(?:https?|ftp)://[!-~]{1,2000}
        | (?<![\w.+-])[A-Za-z0-9][A-Za-z0-9.+_-]{0,60}@[A-Za-z0-9-]{1,60}(?:\.[A-Za-z0-9-]{2,60}){1,4}""",
    "icu": rf"""\{{\s{{0,9}}{_FIELD}\s{{0,9}},\s{{0,9}}(?:plural|select|selectordinal)\s{{0,9}},\s{{0,9}}
        (?:offset:\d{{1,3}}\s{{1,9}})?{_CASE}""",
}
"""How each kind is written where it is unmistakable."""

_SURE = {
    "printf": rf"""%\({_NAME}\)[-+\ #0]*{_SIZE}[a-zA-Z] | %<{_NAME}>[-+\ #0]*{_SIZE}[a-zA-Z]? | %\{{{_NAME}\}}
        | %(?:\d{{1,3}}\$)?[-+\ #0']*{_SIZE}[a-zA-Z@%] | %L?\d{{1,2}}""",
    "brace": rf"""\{{[^{{}}\r\n]{{0,200}}\}} | {_CLEAR["brace"]} | \{{\{{ | \}}\}}""",
    "dollar": rf"""\$[A-Za-z_]\w{{0,60}} | \$\d{{1,2}} | {_CLEAR["dollar"]}""",
}
"""How a kind is written in a text that is known to have it."""

_WITHIN_CASES = rf"\}}\s{{0,40}}(?:\}}|{_CASE}) | \#"
"""What else is syntax within the cases of a message."""

_FIRST = re.compile(rf"(?<![A-Za-z0-9$])\$1(?!{_AMOUNT})")
_TAG_NAME = re.compile(r"<(/?)([A-Za-z][\w:.-]{0,40})")
_AFTER_URL = ".,;:!?'\")]}>*_|"
_HTML = frozenset(
    """a abbr address article aside audio b bdi bdo big blockquote body br button caption center cite code col dd del details
    dfn div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img
    input ins kbd label legend li link main map mark meta meter nav nobr object ol optgroup option output p param picture pre
    progress q rb rp rt rtc ruby s samp script section select small source span strike strong style sub summary sup svg table
    tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr""".split()
)


def may_hold_placeholders(text: str) -> bool:
    """Whether one of the characters that begin a placeholder is in a text, which few texts of the news have."""
    # One search for each is ten times as fast as one with a pattern for all.
    return (
        "%" in text
        or "{" in text
        or "$" in text
        or "<" in text
        or "&" in text
        or "\\" in text
        or "@" in text
        or "://" in text
    )


def placeholders(text: str, *, sure: Collection[str] = (), never: Collection[str] = ()) -> Iterator[tuple[Span, str]]:
    """Where the placeholders of a text stand and of which kind each is, in order; they do not overlap.

    `sure` names kinds that the text is known to be written with: whatever looks so is one. `never` names those that
    it is known to be written without.
    """
    if not may_hold_placeholders(text):
        return
    outside, inside = _patterns(frozenset(sure), frozenset(never))
    is_meant = _judge(text, sure)
    at = depth = 0
    while found := (inside if depth else outside).search(text, at):
        kind = found.lastgroup or ""
        words = found[0]
        if kind == "url":
            words = words.rstrip(_AFTER_URL)
        elif kind == "within":
            depth -= words.startswith("}") and words.endswith("}")
            kind = "icu"
        elif kind == "icu":
            depth += 1
        at = found.start() + max(1, len(words))
        if is_meant(kind, words):
            yield Span(found.start(), at), kind


def with_placeholders(stretch: Stretch, *, sure: Collection[str] = (), never: Collection[str] = ()) -> Stretch:
    """The stretch with its placeholders protected, beside the tags that it has; `sure` and `never` as above."""
    taken = [span for span, _ in stretch.tags if span.start < span.end]
    found = [
        (span, kind)
        for span, kind in placeholders(stretch.text, sure=sure, never=never)
        if not any(span.overlaps(other) for other in taken)
    ]
    if not found:
        return stretch
    return replace(stretch, tags=tuple(sorted([*stretch.tags, *found], key=lambda tag: (tag[0].start, tag[0].end))))


@lru_cache(maxsize=64)
def _patterns(sure: frozenset[str], never: frozenset[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds a placeholder, outside and inside the cases of a message."""
    ways = [f"(?P<{kind}>{_SURE[kind] if kind in sure else way})" for kind, way in _CLEAR.items() if kind not in never]
    return tuple(  # type: ignore[return-value]
        re.compile(" | ".join(each), re.VERBOSE) for each in (ways or ["(?!)"], [f"(?P<within>{_WITHIN_CASES})", *ways])
    )


def _judge(text: str, sure: Collection[str]) -> Callable[[str, str], bool]:
    """Tells of what looks like a placeholder of the text whether it is one."""
    has_first = "dollar" in sure or _FIRST.search(text) is not None
    names = set(_TAG_NAME.findall(text)) if "<" in text else set()

    def is_meant(kind: str, words: str) -> bool:
        if kind == "entity":
            # More than two thousand names, of which few texts have any.
            from html.entities import html5

            return words[1] == "#" or words[1:] in html5
        if kind == "dollar":
            return has_first or not words[1].isdigit()
        if kind == "tag" and (name := _TAG_NAME.match(words)) and "=" not in words and not words.endswith("/>"):
            return name[2].lower() in _HTML or ("" if name[1] else "/", name[2]) in names
        return True

    return is_meant
