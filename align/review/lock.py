"""Whether another process has the same review open: one lock, which no crash leaves behind."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from align.errors import AlignError


def locked(path: Path) -> int:
    """The open file that holds the lock on what is kept at a path; closing it, or the end of the process, lets go.

    It stands beside, since what is kept there is itself replaced now and then. AlignError where another process holds
    the lock, OSError where the file cannot be made.
    """
    handle = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _lock(handle):
            holder = os.pread(handle, 20, 0).decode("ascii", "replace").strip() if sys.platform != "win32" else ""
            which = f" (process {holder})" if holder.isdigit() else ""
            message = f"this project is open already in another align review{which}"
            raise AlignError(message, hint="leave it there first; nothing of what was done there is lost")
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
    except BaseException:
        os.close(handle)
        raise
    return handle


def _lock(handle: int) -> bool:
    """Take the lock, which ends with the process at the latest; False where another holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            # Locked bytes cannot be read there: one far behind the number of the process.
            os.lseek(handle, 1 << 20, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        # Some network file systems know no locks; a review is possible there all the same.
        return error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK, errno.EWOULDBLOCK)
    return True
