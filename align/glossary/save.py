"""Replacing a glossary file in one step: whoever reads it sees the old one or the new one, whatever goes wrong."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from align.errors import GlossaryError


def save(path: Path, new: bytes, *, old: bytes | None) -> None:
    """Put `new` in the place of the file; `old` is what was read from it, None where there was none.

    A link is followed to its file, whose permissions stay. GlossaryError where the file is no longer `old` or cannot be
    written; it is left alone then.
    """
    with _told(path):
        real = path.resolve()
        if real.exists() and not real.is_file():
            raise GlossaryError("this is no file that can be replaced", path=path, hint="name a .yaml file")
        _refuse_changed(path, real, old)
        if old is not None and not os.access(real, os.W_OK):
            raise PermissionError(0, "it is write-protected")
        beside = real.with_name(f".{real.name}.{os.getpid()}.part")
        try:
            with beside.open("xb") as out:
                out.write(new)
                out.flush()
                os.fsync(out.fileno())
            if old is not None:
                beside.chmod(stat.S_IMODE(real.stat().st_mode))
            _refuse_changed(path, real, old)
            beside.replace(real)
        finally:
            beside.unlink(missing_ok=True)
        _keep_name(real.parent)


def _refuse_changed(path: Path, real: Path, old: bytes | None) -> None:
    if (real.read_bytes() if real.exists() else None) != old:
        message = "somebody else has changed the file in the meantime"
        raise GlossaryError(message, path=path, hint="run the command again")


def _keep_name(folder: Path) -> None:
    """Let the new name survive a power cut, where the system can promise that of a folder."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        hint = "nothing was changed; check who may write to the file and its folder"
        raise GlossaryError(f"cannot be written: {error.strerror or error}", path=path, hint=hint) from error
