"""An encoder at work: texts become the vectors of their subwords.

Any encoder of `transformers` will do whose vectors are contextual and whose tokenizer knows where each subword stands:
multilingual BERT, XLM-R, LaBSE and their kin. Each text goes through it alone. What counts is the layer at two thirds of
its depth: of the twelve of multilingual BERT the eighth, which SimAlign and awesome-align take (see `neural`). The layers
above it, which serve what the encoder was trained for, are not even loaded.

Nothing is fetched: what is not on this machine is an error. No code of a model is run but that of `transformers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from align.alignment.encoder_files import EXTRA, EncoderFiles
from align.errors import AlignError
from align.model.span import Span

_DEPTH: Final = 2 / 3
_LONGEST: Final = 512
"""Subwords that go through at once at most, whatever an encoder might take: the cost grows with their square."""

_SHARED: Final = 4
"""So great a part, one in so many, do two windows of a long text share."""

_SHORTEST: Final = 16
"""An encoder that takes fewer is none for sentences."""

_MOST: Final = 2048
"""Subwords of a text beyond which nothing is said of it."""

_AT_ONCE: Final = 32
_LONGEST_REASON: Final = 200
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Subwords:
    """The subwords of a text: where each stands, in code points, and its vector, one row a subword.

    There are none of an empty text, and of one that is too long.
    """

    spans: tuple[Span, ...]
    vectors: Any


@dataclass(frozen=True, slots=True)
class _Window:
    """A part of a text as it goes through the encoder; `kept` are the places of subwords that count in it."""

    text: int
    ids: Sequence[int]
    spans: Sequence[Span]
    kept: Sequence[int]


class Encoder:
    """An encoder, loaded when it is first used. `device` is `auto`, `cpu`, `cuda` or `cuda:N`."""

    def __init__(self, files: EncoderFiles, device: str = "auto") -> None:
        self._files = files
        self._asked = device

    @property
    def signature(self) -> str:
        """Name and digest of the encoder's files."""
        return self._files.signature

    def load(self) -> None:
        """Load it now; AlignError where that cannot be done."""
        _ = self._loaded

    def subwords(self, texts: Sequence[str]) -> list[Subwords]:
        """The subwords of each text with their vectors; AlignError where the encoder gives none."""
        torch, tokenizer, _, _ = self._loaded
        windows = list(self._windows(texts, tokenizer))
        vectors: list[Any] = [None] * len(windows)
        # Like lengths together, so that little is computed for what fills up.
        order = sorted(range(len(windows)), key=lambda at: (len(windows[at].ids), at))
        for first in range(0, len(order), _AT_ONCE):
            places = order[first : first + _AT_ONCE]
            for at, found in zip(places, self._run([windows[at] for at in places]), strict=True):
                vectors[at] = found
        spans: list[list[Span]] = [[] for _ in texts]
        rows: list[list[Any]] = [[] for _ in texts]
        for window, found in zip(windows, vectors, strict=True):
            spans[window.text] += window.spans
            rows[window.text].append(found)
        return [
            Subwords(tuple(where), torch.cat(found) if found else None)
            for where, found in zip(spans, rows, strict=True)
        ]

    def _windows(self, texts: Sequence[str], tokenizer: Any) -> Iterator[_Window]:
        """The texts in windows that the encoder can take, those of a long one overlapping: of what two share the first half
        counts in the first, the second in the second, so that nothing that counts stands at a cut."""
        longest = self._longest
        shared = longest // _SHARED
        for number, text in enumerate(texts):
            # One character for one: what no file can hold is no word either, and its place must stay.
            readable = _SURROGATE.sub("\ufffd", text)
            parts = tokenizer(
                readable,
                truncation=True,
                max_length=longest,
                stride=shared,
                return_overflowing_tokens=True,
                return_offsets_mapping=True,
                return_special_tokens_mask=True,
            )
            last = len(parts["input_ids"]) - 1
            own = [[at for at, special in enumerate(mask) if not special] for mask in parts["special_tokens_mask"]]
            if last * (longest - shared) > _MOST:
                continue
            for part, places in enumerate(own):
                kept = places[shared // 2 if part else 0 :]
                kept = kept[: len(kept) - (shared - shared // 2)] if part < last else kept
                if kept:
                    offsets = parts["offset_mapping"][part]
                    yield _Window(number, parts["input_ids"][part], [Span(*offsets[at]) for at in kept], kept)

    def _run(self, windows: Sequence[_Window]) -> Iterator[Any]:
        """The vectors of what counts in each of a few windows."""
        torch, tokenizer, model, device = self._loaded
        longest = max(len(window.ids) for window in windows)
        filler = tokenizer.pad_token_id or 0
        ids = [[*window.ids, *[filler] * (longest - len(window.ids))] for window in windows]
        mask = [[1] * len(window.ids) + [0] * (longest - len(window.ids)) for window in windows]
        try:
            with torch.inference_mode():
                layers = model(
                    input_ids=torch.tensor(ids, device=device),
                    attention_mask=torch.tensor(mask, device=device),
                    output_hidden_states=True,
                ).hidden_states
                found = layers[-1].to("cpu", torch.float32)
        except torch.OutOfMemoryError as error:
            raise self._files.error(
                "the encoder needs more memory than the GPU has", hint="give --device cpu, or another GPU"
            ) from error
        for row, window in zip(found, windows, strict=True):
            vectors = row[list(window.kept)]
            if not bool(torch.isfinite(vectors).all()):
                raise self._files.error("the encoder gives vectors that are no numbers: its weights are broken")
            yield vectors

    @cached_property
    def _longest(self) -> int:
        """How many subwords go through at once, with those that open and close a text."""
        _, tokenizer, model, _ = self._loaded
        longest = min(_LONGEST, tokenizer.model_max_length)
        if (positions := getattr(model.config, "max_position_embeddings", None) or 0) > 0:
            # XLM-R and its kin count positions from behind that of the filler, so that so many fewer are left.
            filler = getattr(getattr(model, "embeddings", None), "padding_idx", None)
            longest = min(longest, positions - (0 if filler is None else filler + 1))
        if longest < _SHORTEST:
            raise self._files.error(f"the encoder takes no more than {longest} subwords at once")
        return int(longest)

    @cached_property
    def _loaded(self) -> tuple[Any, Any, Any, Any]:
        """The library, the tokenizer, the model, and the device that it is on."""
        try:
            import torch
            import transformers
        except ImportError as error:
            raise AlignError("--aligner needs torch and transformers", hint=EXTRA) from error
        transformers.logging.set_verbosity_error()
        transformers.logging.disable_progress_bar()
        device = self._device(torch)
        try:
            config = transformers.AutoConfig.from_pretrained(self._files.folder, local_files_only=True)
            self._refuse_other_kinds(config)
            tokenizer = transformers.AutoTokenizer.from_pretrained(self._files.folder, local_files_only=True)
            config.num_hidden_layers = max(1, round(_DEPTH * config.num_hidden_layers))
            model, loaded = transformers.AutoModel.from_pretrained(
                self._files.folder,
                config=config,
                local_files_only=True,
                use_safetensors=True,
                dtype=torch.float32,
                output_loading_info=True,
            )
            model = model.eval().to(device)
        except AlignError:
            raise
        except Exception as error:
            # Whatever a library says of files that are not what they should be.
            reason = (str(error).strip().splitlines() or [type(error).__name__])[0][:_LONGEST_REASON]
            raise self._files.error(f"the encoder cannot be loaded: {reason}") from error
        self._refuse_parts_that_do_not_fit(tokenizer, model, loaded["missing_keys"])
        return torch, tokenizer, model, device

    def _refuse_other_kinds(self, config: Any) -> None:
        """AlignError for a model whose subwords do not see what follows them, or that has two halves."""
        from transformers.models.auto.modeling_auto import MODEL_FOR_MASKED_LM_MAPPING_NAMES

        decodes = getattr(config, "is_decoder", False) or getattr(config, "is_encoder_decoder", False)
        if decodes or config.model_type not in MODEL_FOR_MASKED_LM_MAPPING_NAMES:
            hint = "take one of the kind of BERT: multilingual BERT, XLM-R, LaBSE"
            raise self._files.error(f"a model of the type {config.model_type!r} is no encoder", hint=hint)

    def _refuse_parts_that_do_not_fit(self, tokenizer: Any, model: Any, missing_keys: Iterable[str]) -> None:
        """AlignError where tokenizer, weights and configuration are not those of one encoder."""
        if not tokenizer.is_fast:
            raise self._files.error(
                "its tokenizer does not tell where a subword stands, as one with tokenizer.json does"
            )
        # Nothing here is made of what pools a whole text.
        missing = sorted(key for key in missing_keys if "pooler" not in key)
        if missing:
            raise self._files.error(f"the weights are not those of this encoder: {missing[0]} is missing")
        if len(tokenizer) > model.get_input_embeddings().num_embeddings:
            raise self._files.error("its tokenizer is another encoder's: it has subwords that this one does not know")

    def _device(self, torch: Any) -> Any:
        there = torch.cuda.device_count() if torch.cuda.is_available() else 0
        asked = ("cuda" if there else "cpu") if self._asked == "auto" else self._asked
        number = int(asked.partition(":")[2] or 0)
        if asked != "cpu" and number >= there:
            seen = f"only cuda:0 to cuda:{there - 1}" if there else "no GPU"
            hint = "give --device auto or --device cpu" if there else "give --device cpu; `nvidia-smi` lists GPUs"
            raise AlignError(f"--device {asked}: torch sees {seen} on this machine", hint=hint)
        return torch.device(asked)
