"""What a reviewer types to see a part of the queue: words, and `key:value` for rule, entity, state, severity, document.

金井 is:open            findings about 金井 that wait
rule:N3 severity:error  errors of the rules N301 to N305
-doc:archive            nothing of documents with archive in their path
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from align.review.items import Item

Test = Callable[[Item], bool]

_STATES: Final = ("open", "unsure", "ignored", "done")
_SEVERITIES: Final = ("error", "warning", "info")
KEYS: Final = ("rule", "entity", "is", "severity", "doc")
"""The keys that a filter knows."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter, read. `mistake` says what of it means nothing, empty where all does; that part lets everything through."""

    text: str = ""
    tests: tuple[Test, ...] = ()
    mistake: str = ""

    def __bool__(self) -> bool:
        return bool(self.tests)

    def takes(self, item: Item) -> bool:
        """Whether an item is shown."""
        return all(test(item) for test in self.tests)


def parsed(text: str) -> Filter:
    """The filter that a line of text means; every word of it must fit."""
    tests: list[Test] = []
    mistakes: list[str] = []
    for word in text.split():
        negated = word.startswith("-") and len(word) > 1
        test = _test(word[1:] if negated else word)
        if isinstance(test, str):
            mistakes.append(test)
        else:
            tests.append(_not(test) if negated else test)
    return Filter(text, tuple(tests), mistakes[0] if mistakes else "")


def _not(test: Test) -> Test:
    return lambda item: not test(item)


def _test(word: str) -> Test | str:
    key, colon, value = word.partition(":")
    wanted = value.casefold()
    if not colon or key not in KEYS:
        plain = word.casefold()
        return lambda item: plain in item.words
    if not value:
        return f"{key}: what?"
    if key == "rule":
        return lambda item: item.finding.code.casefold().startswith(wanted) or wanted in item.finding.rule
    if key == "entity":
        return lambda item: (
            wanted in f"{item.finding.entity}\n{item.finding.entity_name}\n{item.finding.source_text}".casefold()
        )
    if key == "doc":
        return lambda item: wanted in _document(item).casefold()
    choices = _STATES if key == "is" else _SEVERITIES
    if not any(choice.startswith(wanted) for choice in choices):
        return f"{key}: {', '.join(choices)}"
    if key == "severity":
        return lambda item: item.finding.severity.word.startswith(wanted)
    if wanted == "open":
        return lambda item: item.is_open
    return lambda item: item.status.value.startswith(wanted)


def _document(item: Item) -> str:
    segment = item.finding.segment
    where = segment.target_at or segment.source_at
    return f"{where.path.as_posix()}\n{segment.document}" if where else segment.document
