"""An encoder as files: a folder, or a name that the local cache of the Hugging Face Hub has; and what must be among them.

Nothing here loads the model or uses the network. Weights are read from safetensors alone: a pickle (`pytorch_model.bin`)
may run code of whoever wrote it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from align.errors import AlignError

EXTRA: Final = "pip install 'align-names[neural]'"
"""What installs the libraries that run an encoder."""

_CONFIG: Final = "config.json"
_WEIGHTS: Final = "model.safetensors"
_SHARDS: Final = "model.safetensors.index.json"
_PICKLES: Final = "pytorch_model*.bin*"
_TOKENIZERS: Final = ("tokenizer.json", "vocab.txt", "vocab.json", "sentencepiece.bpe.model", "spiece.model")
_NAME: Final = re.compile(r"\w[\w.-]*(?:/\w[\w.-]*)?", re.ASCII)
_UNFIT_TO_SIGN: Final = re.compile(r"[^\w./-]+")
_EXAMPLE: Final = "google-bert/bert-base-multilingual-cased"


@dataclass(frozen=True)
class EncoderFiles:
    """The folder that an encoder's files stand in, and what the encoder is called: its name, or that of its folder."""

    folder: Path
    name: str
    cached: bool = False

    @cached_property
    def signature(self) -> str:
        """Name and digest of the content, by which two reports can be compared: the same wherever the folder stands."""
        digest = hashlib.sha256()
        for path in (self.folder / _CONFIG, *self._tokenizer, *self._weights):
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        return f"{_UNFIT_TO_SIGN.sub('_', self.name)}@{digest.hexdigest()[:12]}"

    def examine(self) -> None:
        """AlignError where a file is missing without which there is no encoder."""
        if not (self.folder / _CONFIG).is_file():
            raise self.error(f"there is no {_CONFIG} in this folder, so it holds no encoder")
        if not self._said().get("model_type"):
            raise self.error("this says of no `model_type` what it is a configuration of", _CONFIG)
        if not self._tokenizer:
            raise self.error("the encoder has no tokenizer: there is no tokenizer.json in this folder")
        missing = next((path for path in self._weights if not path.is_file()), None)
        if missing:
            raise self.error(f"the encoder is not complete: {missing.name} is missing")
        if not self._weights:
            if pickles := sorted(self.folder.glob(_PICKLES)):
                hint = f"load it where you trust it, and `save_pretrained` writes {_WEIGHTS}"
                raise self.error("weights in a pickle are not read, since it may run code", pickles[0].name, hint=hint)
            raise self.error(f"the encoder has no weights: there is no {_WEIGHTS} in this folder")

    def error(self, message: str, file: str = "", *, hint: str = "") -> AlignError:
        """A complaint about the encoder, or about one of its files."""
        if not hint:
            again = f"`hf download {self.name}` fetches all of it"
            hint = again if self.cached else "name a folder as `save_pretrained` or `hf download` writes it"
        return AlignError(message, path=self.folder / file if file else self.folder, hint=hint)

    def _said(self, name: str = _CONFIG) -> Mapping[str, Any]:
        try:
            said = json.loads((self.folder / name).read_bytes())
        except (ValueError, RecursionError) as error:
            raise self.error("this is no JSON that can be read", name) from error
        except OSError as error:
            raise self.error(f"this cannot be read: {error.strerror}", name) from error
        return said if isinstance(said, dict) else {}

    @property
    def _tokenizer(self) -> list[Path]:
        return [path for name in _TOKENIZERS if (path := self.folder / name).is_file()]

    @property
    def _weights(self) -> list[Path]:
        """The files of the weights, those that an index names whether or not they are there."""
        if (self.folder / _WEIGHTS).is_file():
            return [self.folder / _WEIGHTS]
        return list(dict.fromkeys(self._shards())) if (self.folder / _SHARDS).is_file() else []

    def _shards(self) -> Iterator[Path]:
        shards = self._said(_SHARDS).get("weight_map")
        if not isinstance(shards, dict) or not shards:
            raise self.error("this names no files of weights", _SHARDS)
        for name in sorted(map(str, shards.values())):
            if Path(name).name != name:
                raise self.error("this names a file outside the folder", _SHARDS)
            yield self.folder / name


def encoder_files(asked: Path | str) -> EncoderFiles:
    """The files of an encoder: in a folder (a path), or by a name from the local cache; AlignError where they are not there."""
    # Said before a library is imported that could use the network, since it asks the environment only then.
    os.environ["HF_HUB_OFFLINE"] = "1"
    files = _named(asked) if isinstance(asked, str) else _in_folder(asked)
    files.examine()
    return files


def _in_folder(folder: Path) -> EncoderFiles:
    if not folder.is_dir():
        wrong = "this is a file; an encoder is a folder" if folder.exists() else "there is no such folder"
        raise AlignError(wrong, path=folder, hint="name a folder that holds config.json, tokenizer.json and weights")
    return EncoderFiles(folder, folder.absolute().name)


def _named(name: str) -> EncoderFiles:
    hint = f"name a folder, or a model as its page is called, such as {_EXAMPLE}"
    unfit = AlignError(f"{name!r} is no folder, and no name that an encoder can have", hint=hint)
    if not _NAME.fullmatch(name):
        raise unfit
    try:
        from huggingface_hub import try_to_load_from_cache
        from huggingface_hub.errors import HFValidationError
    except ImportError as error:
        raise AlignError("--aligner needs torch and transformers", hint=EXTRA) from error
    try:
        found = try_to_load_from_cache(name, _CONFIG)
    except HFValidationError as error:
        raise unfit from error
    if not isinstance(found, str):
        hint = f"`hf download {name}` fetches it; align itself never does"
        raise AlignError(f"{name} is neither a folder nor an encoder that this machine has", hint=hint)
    return EncoderFiles(Path(found).parent, name, cached=True)
