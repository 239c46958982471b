"""What one must know to get a figure again, as sacrebleu writes it: `nrefs:1|case:mixed|eff:no|tok:13a|…`.

BLEU, chrF and TER have sacrebleu's own; ours are of the same make.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.metadata import version
from typing import Final

import align
from align.score.names import Knowledge
from align.score.values import TestSet

_DIGITS: Final = 12
_OWN: Final[dict[str, dict[str, object]]] = {
    "names": {"count": "mention", "average": "micro", "stood-for": "left-out"},
    "names-macro": {"count": "mention", "average": "macro", "stood-for": "left-out"},
    "names-strict": {"count": "mention", "average": "micro", "stood-for": "wrong"},
    "order": {"count": "document-entity"},
    "style": {"count": "document-entity"},
    "m-eta": {"count": "segment-entity", "case": "fold"},
    "terms": {"tok": "13a", "case": "mixed", "lemma": "no"},
    "window2": {"ref": 1, "tok": "13a", "case": "mixed", "lemma": "no", "window": 2},
    "window3": {"ref": 1, "tok": "13a", "case": "mixed", "lemma": "no", "window": 3},
    "1-term": {"ref": 1, "tok": "13a", "case": "mixed", "lemma": "no", "weight": 2},
}
_OF_TOKENS: Final = frozenset({"terms", "window2", "window3", "1-term"})


@dataclass(frozen=True, slots=True)
class Trials:
    """How chance was tried: samples of the bootstrap and rounds of exchanges (None for a test that was not made)."""

    bootstrap: int | None
    randomisation: int | None
    seed: int
    unit: str

    def fields(self) -> dict[str, object]:
        """As signatures have them; nothing where nothing was tried."""
        if self.bootstrap is None and self.randomisation is None:
            return {}
        unit = {} if self.unit == "segment" else {"unit": self.unit}
        return {"bs": self.bootstrap, "ar": self.randomisation, "seed": self.seed, **unit}


def own(measure: str, knowledge: Knowledge, trials: Trials) -> str:
    """The signature of one of our measures."""
    fields = {**_OWN[measure], **_known(knowledge), **trials.fields()}
    if measure in _OF_TOKENS:
        fields["sacrebleu"] = version("sacrebleu")
    return written({**fields, "align": align.__version__})


def of_run(test_set: TestSet, knowledge: Knowledge | None, trials: Trials) -> str:
    """The signature of a whole run: what was graded, by what, and how chance was tried."""
    return written(
        {
            "set": digest(test_set),
            "segments": len(test_set.items),
            "nrefs": len(test_set.references),
            **(_known(knowledge) if knowledge else {}),
            **trials.fields(),
            "sacrebleu": version("sacrebleu"),
            "align": align.__version__,
        }
    )


def digest(test_set: TestSet) -> str:
    """What names a test set by its sources, references and documents."""
    seen = hashlib.sha256()
    for item in test_set.items:
        for text in (item.document, item.source, *item.references):
            raw = text.encode(errors="surrogatepass")
            seen.update(len(raw).to_bytes(8, "big"))
            seen.update(raw)
    return seen.hexdigest()[:_DIGITS]


def written(fields: dict[str, object]) -> str:
    """`name:value|name:value`, without what is None."""
    return "|".join(f"{name}:{value}" for name, value in fields.items() if value is not None)


def _known(knowledge: Knowledge) -> dict[str, object]:
    return {
        "glossary": knowledge.lexicon.digest[:_DIGITS],
        "entries": len(knowledge.lexicon),
        "style": knowledge.style.name,
        "date": knowledge.date or None,
        "rules": ",".join(rule.code for rule in knowledge.rules),
        "discovery": "on" if knowledge.discover else "off",
    }
