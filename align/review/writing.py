"""What writing does: first a plan that can be shown, then the files, each old or new whatever goes wrong.

Somebody else may have changed a file since it was read. Where they changed other lines both changes are kept, elsewhere
the file is left alone and said to be.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from enum import StrEnum
from pathlib import Path

from align.errors import AlignError
from align.files import Changed, NotReplaceable, clear_leftovers, content, is_protected, real_path, replace
from align.formats.base import SIZE_LIMIT, decode, encoding_of
from align.review.merge import Conflict, lines_of, merged
from align.text.place import LINE_END, printable

AROUND = 2
"""Lines that a diff shows on either side of a change."""

Check = Callable[[Path, bytes], object]
"""Raises AlignError where bytes are not what can stand in a file."""


class Disk(StrEnum):
    """What the plan found: the file as it was read; other lines of it changed, so that both changes are written; all of
    it there already; or a reason not to write it."""

    UNCHANGED = "unchanged"
    MERGED = "merged"
    ALREADY = "already"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Change:
    """A file that is to become `new`; `base` is what was read from it, None where there is no file yet."""

    path: Path
    base: bytes | None
    new: bytes


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to happen to one file.

    `now` is what stands in it, None where there is no file; `new` what it becomes. `diff` is the way from one to the
    other without the names of the files, ready to be printed: each line begins with `@`, a space, `+` or `-`. `added` and
    `removed` count its lines. `why` and `hint` say, of a file that is refused, what stands in the way and what to do next,
    and of a merged one what was merged; `conflicts` are the lines that both sides changed.
    """

    path: Path
    disk: Disk
    now: bytes | None
    new: bytes
    diff: tuple[str, ...] = ()
    added: int = 0
    removed: int = 0
    why: str = ""
    hint: str = ""
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to happen to all files, in the order of the changes."""

    files: tuple[Planned, ...]

    @property
    def refused(self) -> tuple[Planned, ...]:
        """The files that will be left as they are."""
        return tuple(file for file in self.files if file.disk is Disk.REFUSED)

    @property
    def to_write(self) -> tuple[Planned, ...]:
        """The files that will be replaced."""
        return tuple(file for file in self.files if file.disk in (Disk.UNCHANGED, Disk.MERGED))


@dataclass(frozen=True, slots=True)
class Left:
    """A file that is as it was: why, and what to do next."""

    path: Path
    why: str
    hint: str


@dataclass(frozen=True, slots=True)
class Written:
    """The files that now hold what was planned, those that held it before among them, and the files left as they were."""

    files: tuple[Planned, ...]
    left: tuple[Left, ...] = ()


def planned(changes: Iterable[Change], check: Check | None = None) -> Plan:
    """What writing the changes would do, with the disk as it is now; nothing is written and nothing raised.

    `check` is asked about what comes of a merge, since lines that fit by themselves need not make a file together.
    """
    return Plan(tuple(_planned(change, check) for change in changes))


def write(plan: Plan) -> Written:
    """Carry out a plan: every file that is not refused is replaced in one step.

    A file that has changed since the plan was made, or that cannot be written, is left as it was; the others are written
    all the same.
    """
    clear_leftovers(file.path for file in plan.to_write)
    done: list[Planned] = []
    left: list[Left] = []
    for file in plan.files:
        failure = _failure(file)
        if failure is None:
            done.append(file)
        else:
            left.append(failure)
    return Written(tuple(done), tuple(left))


# --- planning ----------------------------------------------------------------------------------------------------


class _Refused(Exception):
    """The file is not to be written."""

    def __init__(self, why: str, hint: str, conflicts: tuple[Conflict, ...] = ()) -> None:
        super().__init__(why)
        self.why = why
        self.hint = hint
        self.conflicts = conflicts


def _planned(change: Change, check: Check | None) -> Planned:
    now = None
    try:
        now = _now(change)
        new, why = _wanted(change, now, check)
        if new == now:
            return Planned(change.path, Disk.ALREADY, now, new)
        _refuse_unwritable(change.path, now)
        diff = _diff(decode(now or b"", change.path), decode(new, change.path))
        disk = Disk.MERGED if why else Disk.UNCHANGED
        added, removed = (sum(line.startswith(sign) for line in diff) for sign in "+-")
        return Planned(change.path, disk, now, new, diff, added, removed, why)
    except _Refused as refusal:
        return _refused(change, now, refusal)
    except AlignError as error:
        return _refused(change, now, _Refused(error.message, error.hint or _AS_IT_WAS))
    except OSError as error:
        return _refused(change, now, _unwritable(error))


def _refused(change: Change, now: bytes | None, refusal: _Refused) -> Planned:
    return Planned(
        change.path, Disk.REFUSED, now, change.new, why=refusal.why, hint=refusal.hint, conflicts=refusal.conflicts
    )


def _now(change: Change) -> bytes | None:
    real = real_path(change.path)
    if real.is_file() and real.stat().st_size > SIZE_LIMIT:
        raise _Refused(f"somebody else has made the file larger than {SIZE_LIMIT >> 20:,} MiB", "put the old file back")
    return content(real)


def _wanted(change: Change, now: bytes | None, check: Check | None) -> tuple[bytes, str]:
    """What the file is to become and, where it is merged, what was merged."""
    if now in (change.base, change.new):
        return change.new, ""
    if change.base is None:
        hint = "move that file away, or choose another name for the new one"
        raise _Refused("somebody else has made a file of this name in the meantime", hint)
    if now is None:
        hint = "put it back where it was, or undo what you changed in it"
        raise _Refused("somebody else has moved or deleted the file", hint)
    new = _merged(change, change.base, now)
    if check is not None:
        try:
            check(change.path, new)
        except AlignError as error:
            where = f" (line {error.line})" if error.line else ""
            why = f"together with what somebody else changed the file would be wrong{where}: {error.message}"
            raise _Refused(why, "undo what you changed there, or put the file back as it was") from error
    return new, "somebody else has changed other lines of the file; both changes are kept"


def _merged(change: Change, base: bytes, now: bytes) -> bytes:
    """What both sides made of the file, in the encoding that it has now."""
    merge = merged(decode(base, change.path), decode(change.new, change.path), decode(now, change.path))
    if merge.text is None:
        lines = [str(conflict.line) for conflict in merge.conflicts]
        where = f"line {lines[0]}" if len(lines) == 1 else f"{len(lines):,} places, the first on line {lines[0]}"
        why = f"somebody else has changed the same lines: {where}"
        raise _Refused(why, "undo what you changed there, or put those lines back as they were", merge.conflicts)
    codec, mark = encoding_of(now)
    return mark + merge.text.encode(codec)


def _refuse_unwritable(path: Path, now: bytes | None) -> None:
    real = real_path(path)
    if now is not None and is_protected(real):
        raise _Refused("the file is write-protected", "let yourself write to it: chmod u+w")
    if not real.parent.is_dir():
        raise _Refused("its folder is not there", "make the folder")
    if not os.access(real.parent, os.W_OK | os.X_OK):
        raise _Refused("its folder is write-protected", "let yourself write to the folder: chmod u+w")


def _diff(old: str, new: str) -> tuple[str, ...]:
    """The changes between two texts, with their surroundings; line ends are shown only where they are what differs."""
    before, after = lines_of(old), lines_of(new)
    with_ends = _ends(before) != _ends(after) and bool(before)
    lines = unified_diff(before, after, n=AROUND, lineterm="")
    # The first two name the files.
    return tuple(_shown(line, with_ends=with_ends) for number, line in enumerate(lines) if number > 1)


def _ends(lines: Sequence[str]) -> set[str]:
    return {line[len(_bare(line)) :] for line in lines}


def _bare(line: str) -> str:
    end = LINE_END.search(line)
    return line[: end.start()] if end else line


def _shown(line: str, *, with_ends: bool) -> str:
    return printable(line if with_ends else _bare(line))


# --- writing -----------------------------------------------------------------------------------------------------

_AS_IT_WAS = "the file is as it was; your changes are kept in the journal"


def _failure(file: Planned) -> Left | None:
    """Replace a file; why that failed, None where it did not."""
    if file.disk is Disk.REFUSED:
        return Left(file.path, file.why, file.hint)
    try:
        if file.disk is not Disk.ALREADY:
            replace(file.path, file.new, old=file.now)
    except OSError as error:
        refusal = _unwritable(error)
        return Left(file.path, refusal.why, refusal.hint)
    return None


def _unwritable(error: OSError) -> _Refused:
    match error:
        case Changed():
            return _Refused(error.why, "look at the changes again and write again")
        case NotReplaceable():
            return _Refused(error.why, "put the file back where this stands")
        case PermissionError():
            return _Refused(f"the file cannot be written: {error.strerror}", f"{_AS_IT_WAS}; check who may write there")
        case _:
            return _Refused(
                f"the file cannot be written: {error.strerror or error}", f"{_AS_IT_WAS}; write again later"
            )
