"""BLEU, chrF and TER, which are sacrebleu's own (Post 2018): its statistics, its scores, its signatures.

The statistics of a segment are taken apart from the score, because every resample makes another score of them. sacrebleu is
loaded here and nowhere else, when one of these measures is asked for: it takes a third of a second.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from align.score.character_ngrams import shared_ngrams
from align.score.edits import edits
from align.score.statistics import Matrix, Vector

TOKENISERS: Final = ("13a", "intl", "char", "none")
"""Those of sacrebleu's that suit English and fetch no model from the network."""


@dataclass(frozen=True, slots=True)
class TextSettings:
    """What BLEU is taken of: words as `tokeniser` cuts them, in small letters where `lowercase` says so."""

    tokeniser: str = "13a"
    lowercase: bool = False


class SacreMeasure:
    """One of sacrebleu's measures, by our name for it, for so many `references`."""

    def __init__(self, name: str, settings: TextSettings, references: int) -> None:
        from sacrebleu.metrics.bleu import BLEU
        from sacrebleu.metrics.chrf import CHRF
        from sacrebleu.metrics.ter import TER

        made: dict[str, Callable[[], Any]] = {
            "bleu": lambda: BLEU(tokenize=settings.tokeniser, lowercase=settings.lowercase),
            "chrf": CHRF,
            "chrf++": lambda: CHRF(word_order=2),
            "ter": TER,
        }
        self.name = name
        self._metric = made[name]()
        # What sacrebleu counts when it is given all references at once; its signature asks for it.
        self._metric.num_refs = references

    def statistics(self, hypotheses: Sequence[str], references: Sequence[str]) -> list[list[float]]:
        """Those of each of some hypotheses of one segment, which share what is taken of its references."""
        read = self._metric._preprocess_segment
        if self.name == "chrf":
            texts = [read(text) for text in hypotheses]
            by_reference = [shared_ngrams(texts, read(reference)) for reference in references]
            return [self._best(found) for found in zip(*by_reference, strict=True)]
        known = self._metric._extract_reference_info([read(text) for text in references])
        if self.name == "ter":
            return [_edit_statistics(read(text).split(), known["ref_words"]) for text in hypotheses]
        return [self._metric._compute_segment_statistics(read(text), known) for text in hypotheses]

    def _best(self, found: Sequence[list[float]]) -> list[float]:
        """What is shared with the reference that gives the best score, the first of those that give it."""
        return found[0] if len(found) == 1 else max(found, key=self._metric._compute_f_score)

    def scores(self, totals: Matrix) -> Vector:
        """The score of each row of statistics summed over segments."""
        return np.array([self._metric._compute_score_from_stats(row).score for row in totals], dtype=np.float64)

    def detail(self, totals: Vector) -> str:
        """What sacrebleu prints behind the score of such a sum: BLEU's precisions, brevity penalty and lengths."""
        return str(self._metric._compute_score_from_stats(totals.tolist())._verbose).strip()

    def signature(self, **more: object) -> str:
        """sacrebleu's own signature, with what was done besides (`bs`, `ar`, `seed`) where sacrebleu has it."""
        signature = self._metric.get_signature()
        for key, value in more.items():
            signature.update(key, value)
        return str(signature.format())


def _edit_statistics(words: Sequence[str], references: Sequence[Sequence[str]]) -> list[float]:
    """The fewest edits to one of the references, and the mean of their lengths."""
    fewest = min(edits(words, reference) for reference in references)
    return [fewest, sum(map(len, references)) / len(references)]
