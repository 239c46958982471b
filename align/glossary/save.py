"""Replacing a glossary file, with what can go wrong told as a mistake of a glossary."""

from __future__ import annotations

from pathlib import Path

from align.errors import GlossaryError
from align.files import Changed, NotReplaceable, clear_leftovers, replace


def save(path: Path, new: bytes, *, old: bytes | None) -> None:
    """Put `new` in the place of the file; `old` is what was read from it, None where there was none.

    A link is followed to its file, whose permissions stay. GlossaryError where the file is no longer `old` or cannot be
    written; it is left alone then.
    """
    try:
        clear_leftovers([path])
        replace(path, new, old=old)
    except Changed as error:
        raise GlossaryError(error.why, path=path, hint="run the command again") from error
    except NotReplaceable as error:
        raise GlossaryError(error.why, path=path, hint="name a .yaml file") from error
    except OSError as error:
        hint = "nothing was changed; check who may write to the file and its folder"
        raise GlossaryError(f"cannot be written: {error.strerror or error}", path=path, hint=hint) from error
