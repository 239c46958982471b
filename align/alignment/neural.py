"""How strongly words of a source and words of its translation attend to each other, by an encoder's vectors.

Of two subwords the product of their vectors says how alike they are in meaning. Softmax over the translation makes of it
how the attention of a subword of the source is shared out, softmax over the source the same the other way round; a pair
that gets next to nothing in either direction gets nothing in both (Dou & Neubig 2021, after Jalili Sabet et al. 2020).

    Zi-Yi Dou, Graham Neubig: Word Alignment by Fine-tuning Embeddings on Parallel Corpora. EACL 2021.
    Masoud Jalili Sabet, Philipp Dufter, François Yvon, Hinrich Schütze: SimAlign: High Quality Word Alignments without
    Parallel Training Data using Static and Contextualized Embeddings. Findings of EMNLP 2020.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path
from typing import Any, Final

from align.alignment.encoder import Encoder, Subwords
from align.alignment.encoder_files import encoder_files
from align.model.segment import Segment
from align.model.span import Span

_NEXT_TO_NOTHING: Final = 0.001
_DIGITS: Final = 2
"""Digits of a strength. What processors, threads and neighbours in a batch change stands far behind them."""


@dataclass(slots=True)
class Attention:
    """The attention between the words of one segment, worked out when first asked for or together with others."""

    segment: Segment
    words: WordAligner
    shares: Shares | None = field(default=None)

    def between(self, source: Span, target: Span) -> float:
        """How strongly a stretch of the source and one of the translation attend to each other, 0 to 1, in hundredths."""
        if self.shares is None:
            self.words.attend([self])
        assert self.shares is not None
        return self.shares.between(source, target)


@dataclass(frozen=True, slots=True)
class Shares:
    """What every subword of one text gives to each of the other: `forward` from source to translation, `backward` the
    other way, each with a row for a subword of the source. Both are None where there is nothing to attend to."""

    sources: Sequence[Span]
    targets: Sequence[Span]
    forward: Any = None
    backward: Any = None

    @classmethod
    def of(cls, source: Subwords, target: Subwords) -> Shares:
        """The shares of a text and its translation."""
        if not source.spans or not target.spans:
            return cls(source.spans, target.spans)
        alike = source.vectors @ target.vectors.T
        forward, backward = alike.softmax(1), alike.softmax(0)
        agreed = (forward > _NEXT_TO_NOTHING) & (backward > _NEXT_TO_NOTHING)
        return cls(source.spans, target.spans, forward * agreed, backward * agreed)

    def between(self, source: Span, target: Span) -> float:
        """What two stretches give each other, the geometric mean of both directions; 0 where one holds no subword."""
        rows = [at for at, span in enumerate(self.sources) if span.overlaps(source)]
        columns = [at for at, span in enumerate(self.targets) if span.overlaps(target)]
        if self.forward is None or not rows or not columns:
            return 0.0
        there = float(self.forward[rows][:, columns].sum()) / len(rows)
        back = float(self.backward[rows][:, columns].sum()) / len(columns)
        return round(sqrt(there * back), _DIGITS)


class WordAligner:
    """Says of segments which words attend to which, by one encoder."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    @classmethod
    def of(cls, asked: Path | str, device: str = "auto") -> WordAligner:
        """One by the encoder in a folder (a path) or of a name; AlignError where its files are not there."""
        return cls(Encoder(encoder_files(asked), device))

    @property
    def signature(self) -> str:
        """Name and digest of the encoder."""
        return self._encoder.signature

    def load(self) -> None:
        """Load the encoder, so that what is wrong with it is told whether or not it will be asked; AlignError."""
        self._encoder.load()

    def attention(self, segment: Segment) -> Attention:
        """The attention in one segment, not worked out yet."""
        return Attention(segment, self)

    def attend(self, attentions: Sequence[Attention]) -> None:
        """Work out the attention in several segments together, which is faster than one by one."""
        texts = [text or "" for each in attentions for text in (each.segment.source, each.segment.target)]
        subwords = self._encoder.subwords(texts)
        for number, each in enumerate(attentions):
            each.shares = Shares.of(*subwords[2 * number : 2 * number + 2])
