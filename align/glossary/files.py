"""Which files make up a glossary, and their text. Nothing here knows YAML."""

from __future__ import annotations

import codecs
import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from align.errors import GlossaryError

SUFFIXES = (".yaml", ".yml")
MAX_BYTES = 64 * 1024 * 1024
"""A larger file is no glossary: a hundred thousand full entries take less than half of it."""

_NAME_A_FILE = "name a .yaml file, or a folder that holds some"
_ENCODINGS = ("cp932", "euc_jp", "gb18030", "big5")


def glossary_files(paths: Sequence[Path], unsaved: Collection[Path] = ()) -> tuple[Path, ...]:
    """The files that `paths` mean, each once, in the order given; a folder means its YAML files at any depth, sorted.

    Files that are `unsaved` need not be there, and come last where no path means them. Hidden files and folders inside a
    folder are passed over, links to folders not followed. GlossaryError where a path does not exist, a folder cannot be
    read or a folder holds no glossary.
    """
    found: dict[Path, Path] = {}
    for path in (*paths, *unsaved):
        if not path.is_dir():
            found.setdefault(path.resolve(), path)
            continue
        inside = sorted(_inside(path))
        if not inside:
            raise GlossaryError("no glossary in this folder", path=path, hint=_NAME_A_FILE)
        for file in inside:
            found.setdefault(file.resolve(), file)
    return tuple(found.values())


def _inside(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise _unreadable(error, Path(error.filename or folder)) from error

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place, name) for name in names if name.endswith(SUFFIXES) and not name.startswith("."))


def read_bytes(path: Path) -> bytes:
    """The file as it stands; GlossaryError where it cannot be read or is far too large to be a glossary."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            message = f"the file has {size / 1e6:.0f} MB; a glossary has {MAX_BYTES // 1024**2} MB at most"
            raise GlossaryError(message, path=path, hint="split it by domain, or check that it is the right file")
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(error, path) from error


def _unreadable(error: OSError, path: Path) -> GlossaryError:
    if isinstance(error, FileNotFoundError):
        return GlossaryError("there is no such file or folder", path=path, hint=_NAME_A_FILE)
    if isinstance(error, IsADirectoryError):
        return GlossaryError("this is a folder", path=path, hint=_NAME_A_FILE)
    if isinstance(error, PermissionError):
        return GlossaryError("no permission to read this", path=path, hint="ask its owner, or change its permissions")
    return GlossaryError(f"cannot be read: {error.strerror or error}", path=path)


def decode(raw: bytes, path: Path) -> str:
    """The text: UTF-8 with or without byte order mark, or UTF-16 with one. GlossaryError for anything else."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError as error:
            raise GlossaryError("the file is damaged UTF-16", path=path, hint="save it as UTF-8") from error
    raw = raw.removeprefix(codecs.BOM_UTF8)
    if b"\0" in raw:
        raise GlossaryError("this is no text file", path=path, hint=_NAME_A_FILE)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"the file is not UTF-8: byte 0x{raw[error.start]:02X}"
        raise GlossaryError(message, path=path, line=line, column=column, hint=_conversion(raw, path)) from error


def _conversion(raw: bytes, path: Path) -> str:
    """How to mend the encoding, with a guess at what it is."""
    for encoding in _ENCODINGS:
        try:
            raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return f"save it as UTF-8; it may be {encoding}: iconv -f {encoding} -t UTF-8 {path.name}"
    return "save it as UTF-8"
