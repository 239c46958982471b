"""The name reader: a small network that reads names which no table has, and says how well a reading fits.

`scripts/train_name_reader.py` teaches it and writes it to the folder `neural_reader` beside this file; the model card
there says on what, and how right it is. It runs with CTranslate2, which the extra `neural` installs, on one core and
without torch. Nothing here is asked unless somebody switched it on (`consult`): tables come first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from math import exp
from pathlib import Path
from typing import Any, Final, Literal

from align.errors import AlignError

Task = Literal["japanese", "family", "given", "mandarin", "transcribed", "katakana"]
"""What is read: a full Japanese name, a family or a given name alone, a Chinese name in Mandarin, a foreign name in Han
characters or in katakana. Han characters are given folded."""

BREAK: Final = "|"
"""What stands between the family and the given name, between syllables of Mandarin, between the words of a foreign name."""

SOURCES: Final = ("name reader",)
"""What a reading rests on that only a network gives."""

LONGEST: Final = 16
"""A source of more code points is not read."""

_FOLDER: Final = Path(__file__).with_name("neural_reader")
_AT_ONCE: Final = 256
_LONGEST_TARGET: Final = 40
_INSTALL: Final = "install it with: pip install 'align-names[neural]'"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A reading: hiragana, or the letters of Mandarin and foreign names, with `BREAK`; its probability is 0 to 1."""

    text: str
    probability: float


class Network:
    """Reads names with the network of one folder.

    Raises `AlignError` where CTranslate2 is not installed or the folder holds no network.
    """

    def __init__(self, folder: Path = _FOLDER) -> None:
        if find_spec("ctranslate2") is None:
            raise AlignError("the name reader needs ctranslate2, which is not installed", hint=_INSTALL)
        import ctranslate2
        from sentencepiece import SentencePieceProcessor

        try:
            self._source, self._target = (
                SentencePieceProcessor(model_proto=(folder / f"{side}.spm").read_bytes())
                for side in ("source", "target")
            )
            self._network: Any = ctranslate2.Translator(
                str(folder), device="cpu", compute_type="int8", inter_threads=1, intra_threads=1
            )
        except (OSError, RuntimeError) as error:
            raise AlignError(
                f"the name reader cannot be loaded: {error}", path=folder, hint="install align again"
            ) from error
        self._folder = folder

    @property
    def digest(self) -> str:
        """What tells this network from another one: the beginning of the digest of its weights."""
        return hashlib.sha256((self._folder / "model.bin").read_bytes()).hexdigest()[:12]

    def proposals(self, task: Task, sources: Sequence[str], number: int = 8) -> list[tuple[Proposal, ...]]:
        """For each source the likeliest readings, best first; none for one that is empty or too long."""
        asked = [source for source in dict.fromkeys(sources) if 0 < len(source) <= LONGEST]
        found = self._network.translate_batch(
            [self._pieces(task, source) for source in asked],
            max_batch_size=_AT_ONCE,
            beam_size=number,
            num_hypotheses=number,
            length_penalty=0.0,
            max_decoding_length=_LONGEST_TARGET,
            return_scores=True,
        )
        read = {
            source: tuple(
                Proposal("".join(pieces), round(exp(score), 4))
                for pieces, score in zip(each.hypotheses, each.scores, strict=True)
            )
            for source, each in zip(asked, found, strict=True)
        }
        return [read.get(source, ()) for source in sources]

    def scores(self, pairs: Iterable[tuple[Task, str, str]]) -> list[float]:
        """For each task, source and reading the natural logarithm of the probability of that reading."""
        asked = list(pairs)
        found = self._network.score_batch(
            [self._pieces(task, source) for task, source, _ in asked],
            [self._target.encode(text, out_type=str) for _, _, text in asked],
            max_batch_size=_AT_ONCE,
        )
        return [round(sum(each.log_probs), 3) for each in found]

    def _pieces(self, task: Task, source: str) -> list[str]:
        pieces: list[str] = self._source.encode(f"<{task}>{source}", out_type=str)
        return pieces


@cache
def shipped() -> Network:
    """The network that comes with align."""
    return Network()


_consulted: list[Network] = []


def consult(asked: Network | None) -> None:
    """Has the tables of this process ask a network besides, or none."""
    _consulted[:] = [asked] if asked else []


def consulted() -> Network | None:
    """The network that the tables ask besides, None where they stand alone."""
    return _consulted[0] if _consulted else None
