"""Bytes to documents and back: one file, one format.

Each format is loaded when a file of it is met, and not before: together they take longer to load than an article to read.
"""

from __future__ import annotations

from enum import Enum, auto
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from align.errors import FormatError
from align.formats.base import Format, encoding_of, read_bytes
from align.model.segment import Document


class Holds(Enum):
    """What a file of a format holds."""

    BOTH = auto()
    """Source and translation."""
    TEXT = auto()
    """A text in one language, which stands in a pair."""
    SUBTITLES = auto()
    """The same, in cues with their times; now and then in both languages."""


class Known(NamedTuple):
    """A format: its `name`, as `Document.format` has it, what its files hold, the module and the class that define it.

    `suffixes` are those of file names, small and with their dot, that mean it.
    """

    name: str
    holds: Holds
    module: str
    attribute: str
    suffixes: tuple[str, ...]

    @property
    def form(self) -> Format:
        """The format itself, loaded now if it was not before; the same each time."""
        return _loaded(self)


FORMATS = (
    Known("jsonl", Holds.BOTH, "jsonl", "Jsonl", (".jsonl", ".ndjson")),
    Known("po", Holds.BOTH, "po", "Po", (".po", ".pot")),
    Known("tsv", Holds.BOTH, "tsv", "Tsv", (".tsv", ".tab")),
    Known("csv", Holds.BOTH, "spreadsheet", "Csv", (".csv",)),
    Known("xliff", Holds.BOTH, "xliff", "Xliff", (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff", ".txlf")),
    Known("tmx", Holds.BOTH, "tmx", "Tmx", (".tmx",)),
    Known("srt", Holds.SUBTITLES, "srt", "Srt", (".srt",)),
    Known("vtt", Holds.SUBTITLES, "vtt", "Vtt", (".vtt",)),
    Known("markdown", Holds.TEXT, "markdown", "Markdown", (".md", ".markdown", ".mdx")),
    Known("plain", Holds.TEXT, "plain", "Plain", (".txt", ".text")),
)
"""Every format, the one that takes what no other claims last."""

_REFUSED = (".docx", ".odt")
_BEGINNING = 1 << 12


def for_path(path: Path, raw: bytes = b"") -> Format:
    """The format of a file: by its suffix, else by how `raw` begins; plain text where neither says anything.

    FormatError where the suffix is that of a format that cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix in _REFUSED:
        hint = "convert it to XLIFF, Markdown or plain text"
        raise FormatError(f"{suffix} files cannot be read", path=path, hint=hint)
    known = next((known for known in FORMATS if suffix in known.suffixes), None)
    return known.form if known else _by_content(raw)


def format_called(name: str) -> Format:
    """The format of this name."""
    return next(known.form for known in FORMATS if known.name == name)


def read_document(path: Path) -> Document:
    """The document in a file; FormatError where it cannot be read."""
    raw = read_bytes(path)
    return for_path(path, raw).read(raw, path)


@cache
def _loaded(known: Known) -> Format:
    form: Format = getattr(import_module(f"{__name__}.{known.module}"), known.attribute)()
    return form


def _by_content(raw: bytes) -> Format:
    codec, mark = encoding_of(raw)
    text = raw[len(mark) : _BEGINNING].decode(codec, "replace").lstrip()
    return next(known.form for known in FORMATS if known.form.begins(text))
