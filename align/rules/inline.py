"""Comments in a document that tell which of its findings do not count.

    align: ignore=N101,N201 reason="quoted speech" until=2027-01-31 scope=document entity=kanai-masaaki

`ignore` names rules by code, by name or by the beginning of a code (`N2`, `ALL`). `reason` is for people. `until` is the
last day on which it counts. `scope` is `segment` (the default: the segments that the comment stands at), `document` (the
whole text that they belong to) or `file`. `entity` leaves it to findings about one entry.

A comment that ignores nothing, whose day is over or that cannot be understood is told by S101. One that names S101 itself
(`ignore=N101,S101`) is not, nor are the others where it counts: so a comment is kept that is needed only now and then.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from align.errors import ConfigError
from align.formats.comments import settings_in
from align.model.finding import Finding, Suppression
from align.model.segment import Comment, Document
from align.rules.s101_unused_suppression import RULE as S101
from align.rules.s101_unused_suppression import Unused
from align.rules.select import choose

SCOPES: Final = ("segment", "document", "file")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_KEYS = ("ignore", "reason", "until", "scope", "entity")
_IGNORED: Final = "a comment says to ignore it"


class Misunderstood(ValueError):
    """What a comment says makes no sense; the message says why."""


@dataclass(frozen=True, slots=True)
class Directive:
    """What a comment says. `words` are its rules as they are written, each with the codes that it stands for."""

    comment: Comment
    words: tuple[tuple[str, frozenset[str]], ...]
    reason: str = ""
    until: str = ""
    scope: str = "segment"
    entity: str = ""

    @property
    def keeps(self) -> bool:
        """Whether it says that comments which ignore nothing are not to be told of."""
        return any(codes == {S101.code} for _, codes in self.words)

    def expired(self, today: str) -> bool:
        """Whether it no longer counts on a day given as `YYYY-MM-DD`; empty, nothing expires."""
        return bool(today and self.until) and self.until < today


def understood(comment: Comment) -> Directive:
    """What a comment says; `Misunderstood` where it makes no sense."""
    said = _settings(comment.text)
    if "ignore" not in said:
        raise Misunderstood("it does not say what to ignore: ignore=N101")
    words = tuple(word.strip() for word in said["ignore"].split(",") if word.strip())
    if not words:
        raise Misunderstood("`ignore` names no rule: ignore=N101")
    until, scope = said.get("until", ""), said.get("scope", SCOPES[0])
    if until and not _is_day(until):
        raise Misunderstood(f"`until` is not a day written as YYYY-MM-DD: {until}")
    if scope not in SCOPES:
        raise Misunderstood(f"`scope` must be one of {', '.join(SCOPES)}{_meant(scope, SCOPES)}")
    try:
        rules = tuple((word, frozenset(rule.code for rule in choose((word,)))) for word in words)
    except ConfigError as error:
        raise Misunderstood(f"{error.message}; {error.hint}" if error.hint else error.message) from error
    return Directive(comment, rules, said.get("reason", ""), until, scope, said.get("entity", ""))


def _settings(text: str) -> dict[str, str]:
    settings, end = settings_in(text)
    said: dict[str, str] = {}
    for key, value in settings:
        if key not in _KEYS:
            raise Misunderstood(f"`{key}` is not known{_meant(key, _KEYS)}")
        if value is None:
            raise Misunderstood(f"`{key}` has no value: {key}=…")
        if key in said:
            raise Misunderstood(f"`{key}` is said twice")
        said[key] = value.of(text)
    if text[end:].strip():
        raise Misunderstood(f"it cannot be read from `{text[end:].strip()[:20]}` on")
    return said


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def _meant(word: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word, known, 1)
    return f"; did you mean `{close[0]}`?" if close else f" (known: {', '.join(known)})"


def commented(
    findings: Sequence[Finding], document: Document, rules: Container[str], today: str = ""
) -> tuple[list[Finding], list[Unused]]:
    """The findings of one document file, those suppressed that a comment ignores, and the comments that ignore too little.

    `rules` are the codes of those that looked for findings: of what no rule looked for nothing is said. What something
    else has suppressed already stays as it is.
    """
    directives: list[Directive] = []
    unused: list[Unused] = []
    for comment in document.comments:
        try:
            directives.append(understood(comment))
        except Misunderstood as error:
            unused.append(Unused(comment, (), (), f"cannot be understood: {error}"))
    left = list(findings)
    places: dict[str, list[int]] = {}
    for at, finding in enumerate(findings):
        places.setdefault(finding.segment.key, []).append(at)
    keeping: list[tuple[Directive, frozenset[str]]] = []
    for directive in directives:
        covered = _covered(directive, document)
        if directive.keeps and not directive.expired(today):
            keeping.append((directive, covered))
        used: set[str] = set()
        for at in (at for key in covered for at in places.get(key, ())):
            words = {word for word, codes in directive.words if findings[at].code in codes}
            if words and directive.entity in ("", findings[at].entity):
                used |= words
                if not directive.expired(today) and not left[at].suppressed:
                    left[at] = replace(left[at], suppressed=Suppression("inline", directive.reason or _IGNORED))
        unused += _unused(directive, covered, used, rules, today)
    return left, [replace(each, suppressed=_kept(each.comment, keeping)) for each in unused]


def _kept(comment: Comment, keeping: Sequence[tuple[Directive, frozenset[str]]]) -> Suppression | None:
    """What keeps it from counting that a comment ignores nothing."""
    for directive, covered in keeping:
        if directive.comment == comment or not covered.isdisjoint(comment.keys):
            return Suppression("inline", directive.reason or _IGNORED)
    return None


def _covered(directive: Directive, document: Document) -> frozenset[str]:
    """The keys of the segments whose findings a comment is about."""
    if directive.scope == "file":
        return frozenset(segment.key for segment in document.segments)
    here = frozenset(directive.comment.keys)
    if directive.scope == "segment":
        return here
    texts = {segment.document for segment in document.segments if segment.key in here}
    return frozenset(segment.key for segment in document.segments if segment.document in texts)


def _unused(
    directive: Directive, covered: frozenset[str], used: set[str], rules: Container[str], today: str
) -> Iterator[Unused]:
    words = tuple(word for word, _ in directive.words)
    if directive.expired(today):
        yield Unused(directive.comment, words, (), f"counted until {directive.until} and no longer does")
        return
    if not covered:
        yield Unused(directive.comment, words, (), "stands at no segment")
        return
    idle = tuple(
        word
        for word, codes in directive.words
        if word not in used and codes != {S101.code} and all(code in rules for code in _on(codes))
    )
    if idle:
        yield Unused(directive.comment, idle, tuple(word for word in words if word not in idle), "ignores nothing")


def _on(codes: frozenset[str]) -> Iterator[str]:
    """Those of several codes whose rules run unless somebody turns them off; of a single one, that one."""
    if len(codes) == 1:
        yield from codes
    yield from (rule.code for rule in choose() if len(codes) > 1 and rule.code in codes)
