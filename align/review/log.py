"""The log of a review, `align-review.jsonl`: what reviewers have decided, one JSON object a line, only ever added to.

    {"at": "2026-11-22T09:01:02.123456Z", "by": "anna", "finding": "N301", "ruling": "ignore", "scope": "here",
     "file": "en/a.txt", "segment": "3", "source": {"exact": "高市", "before": "日本首相", "after": "近期"},
     "target": {"exact": "Kono", "before": "Minister ", "after": " on Taiwan"}, "entity": "takaichi-sanae",
     "reason": "quoted speech", "until": "2027-01-01"}
    {"at": …, "by": …, "link": "together", "file": …, "segment": …, "source": {…}, "target": {…}}
    {"at": …, "by": …, "name": "name", "file": …, "segment": …, "source": {…}}

(each on one line). What a line is about is told by its key: `finding` holds the code of a rule, with `ruling` (`ignore`,
`unsure`, `none`) and `scope` (`here`, `file`, `entity`, `everywhere`) beside it; `link` holds its ruling, `together`,
`apart` or `none`; and `name` holds `name` or `none`. `none` takes the last decision on the same matter back. `file` is
the translation's path from the folder of the log; `until` the last day on which the decision counts. Keys that say
nothing are left out, keys that are not known are passed over.

A line that cannot be read is a problem to be told; the other lines count. Logs that are put one behind the other make one
log: `at` orders the decisions.
"""

from __future__ import annotations

import codecs
import contextlib
import errno
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from align.errors import AlignError
from align.model.decision import Decision, Quote, Subject
from align.review.dates import written
from align.text.safe_json import dumps

try:
    import fcntl
except ImportError:  # Windows, where one reviewer at a time has to do.
    fcntl = None  # type: ignore[assignment]

MAX_LINE: Final = 1 << 20
"""Code points: a longer line is no decision, but a file of another kind."""

MAX_BYTES: Final = 1 << 28
"""A larger file is no log: it would hold some hundred thousand decisions."""

_FULL: Final = frozenset(getattr(errno, name, None) for name in ("ENOSPC", "EDQUOT", "EFBIG")) - {None}
_DECODE: Final = json.JSONDecoder().raw_decode
_BETWEEN: Final = " \t\r\ufeff"
_BEGINS: Final = '{"at"'
"""How every decision begins that this module has written; within a JSON string it cannot stand so."""

_NO_LOG: Final = "give another file with --review-log, or none with --no-review-log"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a log that cannot be read. `line` counts from 1, `message` says what is wrong."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Log:
    """A log, read: its decisions in the order of the file, each with its `line`, and what of it could not be read."""

    decisions: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()


def stamped(decision: Decision, by: str, at: datetime) -> Decision:
    """The decision with the person who made it and the time; a time without a zone is UTC."""
    return replace(decision, by=by, at=written(at))


def moment(decision: Decision) -> datetime:
    """When a decision was made; ValueError where it is not said."""
    return datetime.fromisoformat(decision.at)


# --- reading -----------------------------------------------------------------------------------------------------


def read(path: Path) -> Log:
    """The log in a file; empty where there is no such file. AlignError where it cannot be read or is no text."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return Log()
    except OSError as error:
        message = "this is a folder" if isinstance(error, IsADirectoryError) else f"cannot be read: {error.strerror}"
        raise AlignError(f"the review log: {message}", path=path, hint=_NO_LOG) from error
    if len(raw) > MAX_BYTES:
        raise AlignError(f"more than {MAX_BYTES >> 20} MB are no review log", path=path, hint=_NO_LOG)
    decisions: list[Decision] = []
    problems: list[Problem] = []
    for number, line in enumerate(raw.removeprefix(codecs.BOM_UTF8).split(b"\n"), 1):
        for found in _on_line(_decoded(line, number, path), number):
            if isinstance(found, Decision):
                decisions.append(found)
            else:
                problems.append(found)
    return Log(tuple(decisions), tuple(problems))


def _decoded(line: bytes, number: int, path: Path) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end == len(line) and error.reason == "unexpected end of data":
            # A run that was killed while it wrote has left half a character.
            return line[: error.start].decode("utf-8") + "\ufffd"
        hint = f"a review log is UTF-8; {_NO_LOG}"
        raise AlignError("the review log is not UTF-8", path=path, line=number, hint=hint) from error


def _on_line(line: str, number: int) -> Iterator[Decision | Problem]:
    """The decisions on a line: one, or several where a log without an end of line stands before another."""
    if len(line) > MAX_LINE:
        yield Problem(number, f"a line of {len(line)} characters is no decision")
        return
    at = _skip(line, 0)
    while at < len(line):
        try:
            value, end = _DECODE(line, at)
        except (ValueError, RecursionError):
            # What was cut off may be followed by a whole decision.
            end = line.find(_BEGINS, at + 1)
            cut = "it may have been cut off" if line.startswith("{", at) else "it is no JSON object"
            yield Problem(number, f"not a decision: {cut}")
            if end < 0:
                return
        else:
            yield _decision(value, number)
        at = _skip(line, end)


def _skip(line: str, at: int) -> int:
    while at < len(line) and line[at] in _BETWEEN:
        at += 1
    return at


def _decision(value: object, number: int) -> Decision | Problem:
    # What knows a line is loaded where there is one: most reviews begin without a log.
    from align.review.log_line import decision_of

    if not isinstance(value, dict):
        return Problem(number, "not a decision: it is no JSON object")
    try:
        return decision_of(value, number)
    except ValueError as error:
        return Problem(number, f"not a decision: {error}")


# --- adding ------------------------------------------------------------------------------------------------------


def append(path: Path, decisions: Iterable[Decision]) -> None:
    """Add decisions to the log, which is made where there is none; they have reached the disk when this returns.

    All of them are added or none. Several reviewers may add to one log at a time. AlignError where it cannot be written.
    """
    lines = "".join(f"{_line(decision)}\n" for decision in decisions).encode()
    if not lines:
        return
    try:
        # Not append mode alone: to see whether the last line has an end, it has to be read.
        log = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with _alone(log):
            _add(log, lines)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        os.close(log)


def _add(log: int, lines: bytes) -> None:
    size = os.fstat(log).st_size
    if size:
        os.lseek(log, -1, os.SEEK_END)
        if os.read(log, 1) != b"\n":
            # A line that was cut off stays as it is, apart from what follows.
            lines = b"\n" + lines
    try:
        written = os.write(log, lines)
        if written < len(lines):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(log)
    except OSError:
        with contextlib.suppress(OSError):
            os.ftruncate(log, size)
        raise


@contextlib.contextmanager
def _alone(log: int) -> Iterator[None]:
    """With no other process adding to the log, where the system can see to that."""
    if fcntl is not None:
        with contextlib.suppress(OSError):  # Some shared folders know no locks.
            fcntl.flock(log, fcntl.LOCK_EX)
    # Closing the file lets go of the lock.
    yield


def _unwritable(path: Path, error: OSError) -> AlignError:
    if isinstance(error, FileNotFoundError):
        message, hint = "there is no such folder", "make the folder, or set `review-log` to a file elsewhere"
    elif isinstance(error, IsADirectoryError):
        message, hint = "this is a folder", "set `review-log` to a file"
    elif error.errno in _FULL:
        message, hint = "the disk is full", "make room on the disk and decide again; the log is as it was before"
    else:
        message = error.strerror or str(error)
        hint = "check who may write to it, or set `review-log` to a file elsewhere"
    return AlignError(f"the review log cannot be written: {message}", path=path, hint=hint)


def _line(decision: Decision) -> str:
    """A decision as it is written: readable, in a fixed order, without what says nothing."""
    fields: dict[str, Any] = {"at": decision.at, "by": decision.by}
    if decision.subject is Subject.FINDING:
        fields |= {"finding": decision.rule, "ruling": decision.ruling.value, "scope": decision.scope.value}
    else:
        fields[decision.subject.value] = decision.ruling.value
    fields |= {
        "file": decision.file,
        "segment": decision.segment,
        "source": _quoted(decision.source),
        "target": _quoted(decision.target),
        "entity": decision.entity,
        "reason": decision.reason,
        "until": decision.until,
    }
    return dumps({key: value for key, value in fields.items() if value})


def _quoted(quote: Quote | None) -> dict[str, str] | None:
    if quote is None:
        return None
    around = {"before": quote.before, "after": quote.after}
    return {"exact": quote.exact} | {key: text for key, text in around.items() if text}
