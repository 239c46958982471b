"""The measures that there are, in the order in which they are printed."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Final

from align.errors import AlignError
from align.score.values import Measure, Needs

MEASURES: Final = (
    Measure("bleu", "BLEU", Needs.REFERENCES, "segments", "n-grams shared with the reference (sacrebleu)"),
    Measure("chrf", "chrF2", Needs.REFERENCES, "segments", "character n-grams shared with the reference (sacrebleu)"),
    Measure(
        "chrf++",
        "chrF2++",
        Needs.REFERENCES,
        "segments",
        "character and word n-grams shared with the reference (sacrebleu)",
    ),
    Measure("ter", "TER", Needs.REFERENCES, "segments", "edits to the reference (sacrebleu)", higher_is_better=False),
    Measure("names", "Names", Needs.GLOSSARY, "mentions", "mentions that an accepted form renders"),
    Measure("names-macro", "Macro", Needs.GLOSSARY, "entities", "the same, averaged over entities"),
    Measure(
        "names-strict", "Strict", Needs.GLOSSARY, "mentions", "the same, where what only a pronoun renders is wrong too"
    ),
    Measure("order", "Order", Needs.GLOSSARY, "people", "people whose parts stand in one order throughout a document"),
    Measure("style", "Style", Needs.GLOSSARY, "entities", "entities that have one form throughout a document"),
    Measure(
        "m-eta", "M-ETA", Needs.GLOSSARY, "rows", "entities of which an accepted form is somewhere in the hypothesis"
    ),
    Measure("terms", "Terms", Needs.GLOSSARY, "terms", "exact-match term accuracy (WMT 2021)"),
    Measure(
        "window2", "Win2", Needs.BOTH, "segments", "words around terms as in the reference, two on each side (WMT 2021)"
    ),
    Measure("window3", "Win3", Needs.BOTH, "segments", "the same, three on each side (WMT 2021)"),
    Measure("1-term", "1-TERm", Needs.BOTH, "segments", "TER with terms counting twice, from 100 (WMT 2021)"),
)
NAMED: Final = {measure.name: measure for measure in MEASURES}
GROUPS: Final = {
    "all": tuple(measure.name for measure in MEASURES),
    "text": ("bleu", "chrf", "ter"),
    "consistency": ("order", "style"),
    "window": ("window2", "window3"),
    "wmt-terms": ("terms", "window2", "window3", "1-term"),
}
USUAL: Final = frozenset("bleu chrf ter names names-macro order style m-eta terms".split())
"""What is measured unasked."""


def chosen(asked: Sequence[str], *, references: bool, glossary: bool) -> tuple[Measure, ...]:
    """The measures asked for by name or group, in their own order; without any, those of `USUAL` that can be taken.

    AlignError for a name that there is not, and for a measure that needs what is not there.
    """
    if not asked:
        return tuple(
            each
            for each in MEASURES
            if each.name in USUAL and not _lacks(each, references=references, glossary=glossary)
        )
    names: set[str] = set()
    for word in asked:
        name = word.strip().lower()
        if name not in NAMED and name not in GROUPS:
            close = difflib.get_close_matches(name, [*NAMED, *GROUPS], n=1)
            hint = f"did you mean {close[0]}?" if close else f"choose from {', '.join([*NAMED, *GROUPS])}"
            raise AlignError(f"there is no measure {word.strip()!r}", hint=hint)
        names.update(GROUPS.get(name, (name,)))
    found = tuple(each for each in MEASURES if each.name in names)
    for each in found:
        if lacks := _lacks(each, references=references, glossary=glossary):
            raise AlignError(f"{each.name} cannot be measured without {lacks}", hint=_NEXT[lacks])
    return found


_NEXT = {
    "a reference": "give one with --reference FILE, or ask for other measures with --metrics",
    "a glossary": "give one with --glossary PATH, or ask for other measures with --metrics",
}


def _lacks(measure: Measure, *, references: bool, glossary: bool) -> str:
    """What a measure needs that is not there; empty where nothing is missing."""
    if not references and measure.needs in (Needs.REFERENCES, Needs.BOTH):
        return "a reference"
    return "a glossary" if not glossary and measure.needs in (Needs.GLOSSARY, Needs.BOTH) else ""
