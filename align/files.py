"""Replacing a file in one step: whoever reads it sees the old content or the new, whatever goes wrong.

The new content is written beside the file, under a hidden name that tells whose it is, and takes the file's place when
it has reached the disk. What a killed run leaves there is cleared away before the next.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable
from pathlib import Path


class Changed(OSError):
    """The file is no longer what was read from it."""

    why = "somebody else has changed the file in the meantime"

    def __init__(self) -> None:
        super().__init__(errno.ESTALE, self.why)


class NotReplaceable(OSError):
    """What stands there is a folder, a device or a pipe."""

    why = "this is no file that can be replaced"

    def __init__(self) -> None:
        super().__init__(errno.EINVAL, self.why)


def replace(path: Path, new: bytes, *, old: bytes | None) -> None:
    """Put `new` in the place of the file; `old` is what was read from it, None where there was none.

    A link is followed to its file, whose permissions stay. `Changed` where the file is no longer `old`, `NotReplaceable`
    or another OSError where it cannot be written; it is as it was then.
    """
    real = real_path(path)

    def check() -> None:
        if content(real) != old:
            raise Changed

    check()
    if old is not None and is_protected(real):
        raise PermissionError(errno.EACCES, "it is write-protected")
    _put(real, new, check)


def put(path: Path, new: bytes, *, private: bool = True) -> None:
    """Put `new` in the place of the file, whatever stands in it; OSError where it cannot be written.

    A file that was not there before can be read by its owner alone, if it is `private`.
    """
    clear_leftovers([path])
    _put(real_path(path), new, lambda: None, mode=0o600 if private else 0o666)


def content(real: Path) -> bytes | None:
    """What stands in a file, None where there is none; `NotReplaceable` or another OSError where it cannot be read."""
    try:
        # Asked first: opening a pipe would wait for somebody to write to it.
        if not stat.S_ISREG(real.stat().st_mode):
            raise NotReplaceable
        return real.read_bytes()
    except FileNotFoundError:
        return None


def real_path(path: Path) -> Path:
    """The file that a path leads to through all links; it need not be there."""
    return Path(os.path.realpath(path))


def is_protected(real: Path) -> bool:
    """Whether a file that is there is not to be written to. To one that nobody may write to, root may not either."""
    return not real.stat().st_mode & 0o222 or not os.access(real, os.W_OK)


def clear_leftovers(paths: Iterable[Path]) -> None:
    """Delete what runs that were killed left beside these files. Those of a run that lives stay; nothing is raised."""
    folders: dict[Path, set[str]] = {}
    for path in paths:
        real = real_path(path)
        folders.setdefault(real.parent, set()).add(_stem(real))
    for folder, stems in folders.items():
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            found = [(entry.path, _LEFTOVER.fullmatch(entry.name)) for entry in entries]
            for place, match in found:
                if match and match["stem"] in stems and not _writes_elsewhere(int(match["process"])):
                    with contextlib.suppress(OSError):
                        Path(place).unlink()


def is_alive(process: int) -> bool:
    """Whether a process of this number runs. Where the system cannot say, none does."""
    if sys.platform == "win32":
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def keep_name(folder: Path) -> None:
    """Let the new name survive a power cut, where the system can promise that of a folder."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


_LEFTOVER = re.compile(r"\.(?P<stem>.+)\.(?P<process>[1-9][0-9]{0,9})\.part", re.DOTALL)
_LONGEST = 230
"""Bytes of a name that leave room for what is put around it: most file systems take 255."""


def _writes_elsewhere(process: int) -> bool:
    """Whether another process of this number runs. Ours writes one file at a time and so has left this one before."""
    return process != os.getpid() and is_alive(process)


def _stem(real: Path) -> str:
    return real.name if len(os.fsencode(real.name)) <= _LONGEST else real.name[: _LONGEST // 4]


def _put(real: Path, new: bytes, check: Callable[[], None], mode: int = 0o666) -> None:
    beside = real.with_name(f".{_stem(real)}.{os.getpid()}.part")
    like = real.stat() if real.exists() else None
    # What only some may read is never readable by others, not even for a moment.
    first = stat.S_IMODE(like.st_mode) & 0o700 if like else mode
    try:
        with open(beside, "xb", opener=lambda name, flags: os.open(name, flags, first)) as out:
            out.write(new)
            out.flush()
            os.fsync(out.fileno())
        if like:
            _make_alike(beside, like)
        check()
        beside.replace(real)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    keep_name(real.parent)


def _make_alike(beside: Path, like: os.stat_result) -> None:
    """Give the new file the owner, where we may, and the permissions of the old one."""
    if sys.platform != "win32":
        now = beside.stat()
        if (now.st_uid, now.st_gid) != (like.st_uid, like.st_gid):
            with contextlib.suppress(OSError):
                os.chown(beside, like.st_uid, like.st_gid)
    beside.chmod(stat.S_IMODE(like.st_mode))
