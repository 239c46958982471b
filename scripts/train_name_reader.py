"""Trains the name reader of align/names/readings/neural.py and writes it, quantised, to align/names/readings/neural_reader/.

    python scripts/train_name_reader.py [--steps N] [--out FOLDER]

Needs the extra `dev` and ENAMDICT (`apt install enamdict`). The model is a small Marian encoder–decoder
(`transformers.MarianMTModel`) over characters, with a SentencePiece vocabulary for either side. Two cores train it in
about an hour; the same packages give the same names to learn from, and weights that agree as far as the arithmetic of
processors does. `name_reader_corpora` says what it learns from and what is held out; `measure_name_reader.py` tests it.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from math import cos, pi
from pathlib import Path
from typing import Any, Final

import sentencepiece
import torch
from ctranslate2.converters.transformers import MarianMTLoader
from name_reader_corpora import JAPANESE, TASKS, Corpus, Example, corpus, made_up
from transformers import MarianConfig, MarianMTModel

FOLDER: Final = Path(__file__).parents[1] / "align" / "names" / "readings" / "neural_reader"
STEPS: Final = 14_000
BATCH: Final = 192
RATE: Final = 1.2e-3
WARM_UP: Final = 600
SMOOTHED: Final = 0.995
"""How much of the running mean of the weights, which is what is kept, stays from step to step."""

SHARES: Final = {
    "japanese": 0.26,
    "made up": 0.36,
    "family": 0.08,
    "given": 0.12,
    "mandarin": 0.04,
    "transcribed": 0.07,
    "katakana": 0.07,
}
"""Which share of what is shown belongs to each task; `made up` are full names put together from parts."""
_MEAN_EVERY: Final = 5
_KEPT_EVERY: Final = 500
_POOL: Final = 96

PADDING, END = 0, 2
"""The numbers of the pieces that fill up a row and that end a text; decoding begins with padding."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Numbers of pieces, a row an example; `PADDING` fills up `source` on the right, -100 `target`."""

    source: torch.Tensor
    target: torch.Tensor


class Pieces:
    """The vocabulary of one side."""

    def __init__(self, texts: Iterable[str], symbols: Sequence[str] = ()) -> None:
        written = BytesIO()
        texts = list(texts)
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(texts),
            model_writer=written,
            model_type="char",
            vocab_size=len(set("".join(texts))) + len(symbols) + 3,
            hard_vocab_limit=False,
            character_coverage=1.0,
            normalization_rule_name="identity",
            add_dummy_prefix=False,
            user_defined_symbols=list(symbols),
            pad_id=PADDING,
            unk_id=1,
            eos_id=END,
            bos_id=-1,
            minloglevel=2,
            num_threads=1,
        )
        self.model = written.getvalue()
        self._processor = sentencepiece.SentencePieceProcessor(model_proto=self.model)

    @property
    def all(self) -> list[str]:
        """The pieces by their numbers."""
        return [self._processor.id_to_piece(number) for number in range(self._processor.vocab_size())]

    def numbers(self, text: str) -> list[int]:
        """The numbers of a text's pieces, with that of its end."""
        return [*self._processor.encode(text), END]


def symbol(task: str) -> str:
    """The piece before a source that says what is wanted."""
    return f"<{task}>"


class Shown:
    """Draws what the network is shown."""

    def __init__(self, learnt: Corpus, source: Pieces, target: Pieces, seed: int) -> None:
        self._source, self._target = source, target
        self._chance = random.Random(seed)
        self._train = learnt.train
        self._forbidden = {*learnt.dev[JAPANESE], *learnt.test[JAPANESE]}
        self._rows = {task: [each for each in learnt.train if each.task == task] for task in TASKS}
        self._weights = {task: [each.weight for each in rows] for task, rows in self._rows.items()}

    def batches(self) -> Iterator[Batch]:
        """Batches of examples of like length, without end."""
        while True:
            pool = [each for task, share in SHARES.items() for each in self._drawn(task, round(share * _POOL * BATCH))]
            self._chance.shuffle(pool)
            pool.sort(key=lambda each: (len(each.target), len(each.source)))
            starts = list(range(0, len(pool), BATCH))
            self._chance.shuffle(starts)
            yield from (self._batch(pool[start : start + BATCH]) for start in starts)

    def _drawn(self, task: str, number: int) -> list[Example]:
        if task == "made up":
            return made_up(self._train, self._forbidden, number, self._chance)
        return self._chance.choices(self._rows[task], weights=self._weights[task], k=number)

    def _batch(self, examples: Sequence[Example]) -> Batch:
        sources = [self._source.numbers(symbol(each.task) + each.source) for each in examples]
        targets = [self._target.numbers(each.target) for each in examples]
        return Batch(_filled(sources, PADDING), _filled(targets, -100))


def _filled(rows: Sequence[Sequence[int]], value: int) -> torch.Tensor:
    longest = max(map(len, rows))
    return torch.tensor([[*row, *[value] * (longest - len(row))] for row in rows])


def network(source: Pieces, target: Pieces) -> Any:
    """The network before it has learnt anything."""
    return MarianMTModel(
        MarianConfig(
            vocab_size=len(source.all),
            decoder_vocab_size=len(target.all),
            share_encoder_decoder_embeddings=False,
            d_model=192,
            encoder_layers=2,
            decoder_layers=2,
            encoder_ffn_dim=768,
            decoder_ffn_dim=768,
            encoder_attention_heads=3,
            decoder_attention_heads=3,
            max_position_embeddings=64,
            dropout=0.1,
            activation_function="relu",
            scale_embedding=True,
            pad_token_id=PADDING,
            decoder_start_token_id=PADDING,
            eos_token_id=END,
            forced_eos_token_id=None,
        )
    )


def loss(model: Any, batch: Batch) -> torch.Tensor:
    """The mean negative logarithm of the probability of each piece of the targets."""
    shifted = torch.cat([torch.full((len(batch.target), 1), PADDING), batch.target[:, :-1]], dim=1)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = model(
            input_ids=batch.source,
            attention_mask=(batch.source != PADDING).long(),
            decoder_input_ids=shifted.masked_fill(shifted == -100, PADDING),
            use_cache=False,
        ).logits
    return torch.nn.functional.cross_entropy(logits.float().flatten(0, 1), batch.target.flatten(), ignore_index=-100)


def rate(step: int, steps: int) -> float:
    """The learning rate: up in a line, then down along a cosine."""
    if step < WARM_UP:
        return RATE * (step + 1) / WARM_UP
    return RATE * (0.01 + 0.99 * (1 + cos(pi * (step - WARM_UP) / max(1, steps - WARM_UP))) / 2)


def train(model: Any, shown: Shown, steps: int, keep: Callable[[Any], None]) -> Any:
    """Teaches the network; gives the running mean of its weights as another one, which is kept now and then meanwhile."""
    model.train()
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    mean = torch.optim.swa_utils.AveragedModel(model, avg_fn=_running_mean)
    begun, seen = time.monotonic(), 0.0
    for step, batch in zip(range(steps), shown.batches(), strict=False):
        for group in optimiser.param_groups:
            group["lr"] = rate(step, steps)
        now = loss(model, batch)
        now.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad()
        if step % _MEAN_EVERY == 0:
            mean.update_parameters(model)
        seen += now.item()
        if step % 100 == 99:
            print(f"{step + 1:6} loss {seen / 100:.4f}  {time.monotonic() - begun:.0f} s", flush=True)
            seen = 0.0
        if step % _KEPT_EVERY == _KEPT_EVERY - 1:
            keep(mean.module)
    return mean.module.eval()


def _running_mean(mean: torch.Tensor, now: torch.Tensor, number: torch.Tensor) -> torch.Tensor:
    """The running mean after one more value: of all of them at first, of the last ones later."""
    return mean + (now - mean) * max(1 - SMOOTHED, 1 / (1 + int(number)))


class _Loader(MarianMTLoader):  # type: ignore[misc]
    """Keeps the padding, whose embedding decoding begins with, where it stands."""

    def _remove_pad_weights(self, spec: Any) -> None:
        pass

    def set_decoder(self, spec: Any, decoder: Any) -> None:
        super().set_decoder(spec, decoder)
        spec.start_from_zero_embedding = False


def write(model: Any, source: Pieces, target: Pieces, folder: Path) -> None:
    """Writes the network for CTranslate2, in eight bits, with the two vocabularies."""
    folder.mkdir(parents=True, exist_ok=True)
    with torch.no_grad():
        # A copy, since quantising writes over the weights.
        spec = _Loader().get_model_spec(deepcopy(model))
    spec.register_source_vocabulary(source.all)
    spec.register_target_vocabulary(target.all)
    spec.config.eos_token = "</s>"
    spec.config.decoder_start_token = "<pad>"
    spec.config.unk_token = "<unk>"
    spec.config.add_source_eos = True
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))
    (folder / "source.spm").write_bytes(source.model)
    (folder / "target.spm").write_bytes(target.model)


def main() -> None:
    """Learns and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--out", type=Path, default=FOLDER)
    options = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(2)
    learnt = corpus()
    source = Pieces((each.source for each in learnt.train), tuple(map(symbol, TASKS)))
    target = Pieces(each.target for each in learnt.train)
    keep = partial(write, source=source, target=target, folder=options.out)
    keep(train(network(source, target), Shown(learnt, source, target, 1), options.steps, keep))


if __name__ == "__main__":
    main()
