"""A store of compiled values by content, so that a second start need not compile again.

What is kept is named by a digest of everything it was made from; nothing in it is ever out of date, only unused. The
store may be deleted at any time. A damaged value is treated as one that is not there.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
from pathlib import Path

_CHECKSUM = hashlib.sha256().digest_size
_KEPT = 64


def folder() -> Path:
    """Where compiled values are kept: `ALIGN_CACHE_DIR`, or the system's place for caches."""
    named = os.environ.get("ALIGN_CACHE_DIR")
    if named:
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "align" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "align"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "align"


def fetch(digest: str, kind: str) -> bytes | None:
    """The value kept for `digest`, None where there is none that can be trusted."""
    try:
        kept = (folder() / f"{digest}.{kind}").read_bytes()
    except (OSError, RuntimeError):
        return None
    checksum, value = kept[:_CHECKSUM], kept[_CHECKSUM:]
    return value if hashlib.sha256(value).digest() == checksum else None


def keep(digest: str, kind: str, value: bytes) -> None:
    """Keep `value` for `digest`. A store that cannot be written to costs time, not correctness: nothing is raised."""
    with contextlib.suppress(OSError, RuntimeError):
        place = folder()
        place.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(hashlib.sha256(value).digest() + value)
            Path(name).replace(place / f"{digest}.{kind}")
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        _forget_old(place)


def _forget_old(place: Path) -> None:
    """Delete all but the values used last, so that a glossary edited every day does not fill the disk."""
    values = [path for path in place.iterdir() if not path.name.startswith(".")]
    if len(values) > _KEPT:
        for path in sorted(values, key=lambda path: path.stat().st_mtime)[:-_KEPT]:
            path.unlink(missing_ok=True)
