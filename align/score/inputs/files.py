"""Which format a file of a test set is in, and its sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from align.formats.base import decode, encoding_of, read_given
from align.score.inputs import jsonl, plain, sgm, tables, wmt_xml
from align.score.inputs.sheet import Role, Sheet

SUFFIXES: Final = (".txt", ".jsonl", ".ndjson", ".tsv", ".tab", ".csv", ".xml", ".sgm", ".sgml")
"""The suffixes that tell a format; any other name is that of a plain text, unless it begins like something else."""


def read(path: Path, role: Role) -> Sheet:
    """The sheet of a file, told by its suffix, else by how it begins. FormatError where it cannot be read.

    `role` says what a file holds that does not say so itself: of a plain text every line is that.
    """
    raw = read_given(path, "grade")
    suffix = path.suffix.lower()
    if suffix == ".xml" and not _is_sgm(raw):
        return wmt_xml.read(_known(raw, path), path)
    text = decode(raw, path)
    if suffix in (".jsonl", ".ndjson"):
        return jsonl.read(text, path, role)
    if suffix in (".tsv", ".tab"):
        return tables.read_tsv(text, path, role)
    if suffix == ".csv":
        return tables.read_csv(text, path, role)
    if suffix in (".sgm", ".sgml", ".xml"):
        return sgm.read(text, path, role)
    if suffix != ".txt":
        if sgm.begins(text):
            return sgm.read(text, path, role)
        if wmt_xml.begins(text):
            return wmt_xml.read(raw, path)
        if jsonl.begins(text):
            return jsonl.read(text, path, role)
        if tables.begins(text):
            return tables.read_tsv(text, path, role)
    return plain.read(text, path, role)


def read_lines(path: Path, role: Role) -> Sheet:
    """The sheet of a plain text, whatever its name and beginning."""
    return plain.read(decode(read_given(path, "grade"), path), path, role)


def _is_sgm(raw: bytes) -> bool:
    codec, mark = encoding_of(raw)
    return sgm.begins(raw[len(mark) : _BEGINNING].decode(codec, "replace"))


def _known(raw: bytes, path: Path) -> bytes:
    """The bytes as they are; FormatError where they are no text, or not in UTF-8 though nothing says that they are not."""
    if b"encoding" not in raw[:_DECLARATION] or b"\0" in raw:
        decode(raw, path)
    return raw


_BEGINNING: Final = 1 << 12
_DECLARATION: Final = 200
