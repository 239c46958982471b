"""N602 wrong-gender: Mr., Ms., he or she against the entry's gender.

Chinese and Japanese rarely say, so a translation guesses. A title right before the name is always judged. A pronoun is
judged only where it can mean nobody else: the segment names one person, on either side, and every pronoun in it is of
the other gender.

Chinese: 蔡英文 → "Mr. Tsai", expected "Ms.".
Japanese: 高市氏は → "Takaichi said he would", expected "she".

There is no fix: a sentence may need more than one change.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.match.discover import runs
from align.model.alignment import Link
from align.model.finding import Finding, Severity
from align.model.span import Span
from align.names.honorifics import ENGLISH_GENDER
from align.rules.base import Context, Rule
from align.text.words import Word, words

_PRONOUNS = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
_INSTEAD = {
    "mr": "Ms", "mister": "Ms", "ms": "Mr", "mrs": "Mr", "miss": "Mr", "he": "she", "him": "her", "his": "her",
    "himself": "herself", "she": "he", "her": "his", "hers": "his", "herself": "himself", "sir": "Dame", "madam": "Sir",
}  # fmt: skip


def check(context: Context) -> Iterator[Finding]:
    """One finding for each word of the wrong gender in the segment."""
    text = context.segment.target
    if not text:
        return
    people = [link for link in context.alignment.links if link.target and link.entity and _gender(context, link)]
    if not people:
        return
    found = words(text)
    for link in people:
        word = _word_before(found, link)
        if word is not None:
            yield from _judge(context, link, word)
    yield from _pronouns(context, people, found)


def _gender(context: Context, link: Link) -> str:
    entity = context.entity(link)
    return entity.gender if entity and entity.is_person else ""


def _word_before(found: tuple[Word, ...], link: Link) -> Word | None:
    assert link.target is not None
    for before, word in zip(found, found[1:], strict=False):
        if word.start == link.target.span.start and word.gap.strip(". \u00a0") == "":
            return before if before.text.lower() not in _PRONOUNS else None
    return None


def _pronouns(context: Context, people: list[Link], found: tuple[Word, ...]) -> Iterator[Finding]:
    taken = [link.target.span for link in context.alignment.links if link.target]
    if len({link.entity for link in people}) != 1 or len({link.entity for link in context.alignment.links}) != 1:
        return
    if any(len(run.words) > 1 or run.titled for run in runs(found, taken)):
        return
    wanted = _gender(context, people[0])
    pronouns = [word for word in found if word.text.lower() in _PRONOUNS]
    if pronouns and all(ENGLISH_GENDER.get(word.text.lower(), wanted) != wanted for word in pronouns):
        for word in pronouns:
            if people[0].target and word.start > people[0].target.span.start:
                yield from _judge(context, people[0], word)


def _judge(context: Context, link: Link, word: Word) -> Iterator[Finding]:
    lower = word.text.lower()
    seen, wanted = ENGLISH_GENDER.get(lower), _gender(context, link)
    if seen is None or seen == wanted:
        return
    instead = _INSTEAD.get(lower, "")
    if word.text[0].isupper():
        instead = instead[:1].upper() + instead[1:]
    entity = context.lexicon.entity(link.entity)
    yield RULE.finding(
        context,
        f'"{word.text}" is used of {entity.full}, who is {wanted}' + (f'; expected "{instead}"' if instead else ""),
        source=link.source,
        target_span=Span(word.start, word.end),
        link=link,
        expected=(instead,) if instead else (),
    )


RULE = Rule(
    code="N602",
    name="wrong-gender",
    severity=Severity.WARNING,
    summary="Mr./Ms., he/she, brother/sister against the entry's gender",
    mqm="accuracy/mistranslation",
    check=check,
    documentation=__doc__,
)
