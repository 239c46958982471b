"""Whether something can be graded at all: what would make every figure meaningless is said before any is computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from align.errors import AlignError
from align.rules.d102_wrong_language import wrong_target
from align.rules.left_writing import is_untranslated, left_writing
from align.score.names import Knowledge, named_at_all
from align.score.values import System, TestSet
from align.text.scripts import has_cjk

_MOST: Final = 0.5


def examine(test_set: TestSet, systems: Sequence[System], knowledge: Knowledge | None) -> None:
    """AlignError for what cannot be graded: systems that do not fit the test set, a reference in another language than
    English, a glossary of which no name occurs (`knowledge` is None where no names are looked at).
    """
    if not test_set.items:
        raise AlignError("there is no segment to grade", path=test_set.name, hint="give a source that is not empty")
    if not systems:
        raise AlignError("there is no system to grade", hint="give the output of at least one system")
    for name, times in Counter(system.name for system in systems).items():
        if times > 1:
            raise AlignError(f"{times} systems are called {name!r}", hint="tell them apart: NAME=FILE names one")
    for system in systems:
        if len(system.hypotheses) != len(test_set.items):
            raise AlignError(
                f"the system {system.name!r} has {len(system.hypotheses):,} segments, the test set {len(test_set.items):,}",
                hint="a hypothesis has to stand for each segment, an empty one where there is none",
            )
    for number, name in enumerate(test_set.references):
        _examine_reference(name, [item.references[number] for item in test_set.items])
    if knowledge and not knowledge.discover and not named_at_all(test_set, knowledge.lexicon):
        raise AlignError(
            "no name of the glossary stands in any source, so there are no names to grade",
            hint="give the glossary of these texts, or ask for other measures: --metrics bleu,chrf,ter",
        )


def told(test_set: TestSet, systems: Sequence[System]) -> Iterator[str]:
    """What a reader of the figures has to know of the systems: empty hypotheses, hypotheses in another language, equals."""
    for system in systems:
        empty = sum(not text or text.isspace() for text in system.hypotheses)
        if empty:
            are = "is" if empty == 1 else "are"
            yield f"{system.name}: {empty:,} of {len(system.hypotheses):,} hypotheses {are} empty and count as wrong"
        if empty < len(system.hypotheses) and (what := _not_english(system.hypotheses)):
            yield f"{system.name}: its hypotheses are {what}, where English is graded"
    for number, one in enumerate(systems):
        for other in systems[number + 1 :]:
            if one.hypotheses == other.hypotheses:
                yield f"{one.name} and {other.name} gave the same text for every segment: nothing tells them apart (p = 1)"


def _examine_reference(name: str, texts: Sequence[str]) -> None:
    if not any(text.strip() for text in texts):
        raise AlignError("every segment of this reference is empty", path=name, hint="give the reference translation")
    if what := _not_english(texts):
        hint = "a reference is the English translation; are source and reference swapped?"
        raise AlignError(f"the reference is {what}, not in English", path=name, hint=hint)


def _not_english(texts: Sequence[str]) -> str:
    """In what other language texts are; empty where they may be English, or too little tells."""
    there = [text for text in texts if text.strip()]
    left = sum(has_cjk(text) and is_untranslated(text, left_writing(text)) for text in there)
    if left > _MOST * len(there):
        return "in Chinese or Japanese"
    # "the translation is not in English: it reads as German", or what its letters are
    return f"in another language ({wrong.partition(': ')[2]})" if (wrong := wrong_target("\n".join(there))) else ""
