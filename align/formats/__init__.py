"""Bytes to documents and back: one file, one format."""

from __future__ import annotations

from pathlib import Path

from align.errors import FormatError
from align.formats.base import Format, encoding_of, read_bytes
from align.formats.jsonl import Jsonl
from align.formats.markdown import Markdown
from align.formats.plain import Plain
from align.formats.po import Po
from align.formats.spreadsheet import Csv
from align.formats.srt import Srt
from align.formats.texts import TextFormat
from align.formats.tmx import Tmx
from align.formats.tsv import Tsv
from align.formats.vtt import Vtt
from align.formats.xliff import Xliff
from align.model.segment import Document

FORMATS: tuple[Format, ...] = (Jsonl(), Po(), Csv(), Tsv(), Xliff(), Tmx(), Srt(), Vtt(), Markdown(), Plain())
"""Every format, the one that takes what no other claims last."""

TEXT_FORMATS: tuple[TextFormat, ...] = tuple(known for known in FORMATS if isinstance(known, TextFormat))
"""Those of one language, which stand in pairs."""

_NOT_YET = (".docx", ".odt")
_BEGINNING = 1 << 12


def for_path(path: Path, raw: bytes = b"") -> Format:
    """The format of a file: by its suffix, else by how `raw` begins; plain text where neither says anything.

    FormatError where the suffix is that of a format that cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix in _NOT_YET:
        hint = "convert it to tab-separated values or bilingual JSONL"
        raise FormatError(f"{suffix} files cannot be read", path=path, hint=hint)
    known = next((known for known in FORMATS if suffix in known.suffixes), None)
    return known or _by_content(raw)


def read_document(path: Path) -> Document:
    """The document in a file; FormatError where it cannot be read."""
    raw = read_bytes(path)
    return for_path(path, raw).read(raw, path)


def _by_content(raw: bytes) -> Format:
    codec, mark = encoding_of(raw)
    text = raw[len(mark) : _BEGINNING].decode(codec, "replace").lstrip()
    return next(known for known in FORMATS if known.begins(text))
