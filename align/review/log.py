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
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainValidator, ValidationError, model_validator

from align.errors import AlignError
from align.model.decision import Decision, Quote, Ruling, Scope, Subject
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


def written(at: datetime) -> str:
    """A time as the log has it; one without a zone is UTC."""
    known = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return known.isoformat(timespec="microseconds").replace("+00:00", "Z")


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
    if not isinstance(value, dict):
        return Problem(number, "not a decision: it is no JSON object")
    try:
        return _Line.model_validate(value).decision(number)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        said = first["msg"].removeprefix("Value error, ")
        return Problem(number, f"not a decision: {f'`{where}`: ' if where else ''}{said}")


def _text(value: object) -> str:
    # Half of a surrogate pair is no text to pydantic; a path with strange bytes has one.
    if not isinstance(value, str):
        raise ValueError("it must be a string")
    return value


def _time(text: str) -> str:
    try:
        return written(datetime.fromisoformat(text))
    except (ValueError, OverflowError) as error:
        raise ValueError("it must be a time as 2026-11-22T09:01:02Z") from error


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ValueError("it must be a day as YYYY-MM-DD") from error


_Text = Annotated[str, PlainValidator(_text)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Quote(_Model):
    exact: _Text
    before: _Text = ""
    after: _Text = ""


class _Line(_Model):
    """A line of the log as it is written."""

    at: Annotated[_Text, AfterValidator(_time)]
    by: _Text = ""
    finding: _Text = ""
    ruling: Literal["ignore", "unsure", "none"] | None = None
    scope: Literal["here", "file", "entity", "everywhere"] = "here"
    link: Literal["together", "apart", "none"] | None = None
    name: Literal["name", "none"] | None = None
    file: _Text = ""
    segment: _Text = ""
    source: _Quote | None = None
    target: _Quote | None = None
    entity: _Text = ""
    reason: _Text = ""
    until: Annotated[_Text, AfterValidator(_day)] = ""

    @model_validator(mode="after")
    def _says_enough(self) -> Self:
        if sum(map(bool, (self.finding, self.link, self.name))) != 1:
            raise ValueError("it needs one of `finding`, `link` and `name`")
        if self.finding and self.ruling is None:
            raise ValueError("a decision on a finding needs a `ruling`")
        narrow = not self.finding or self.scope in ("here", "file")
        if narrow and not self.file:
            raise ValueError("it needs a `file`")
        if not (self.source or self.target or (self.entity and self.scope == "entity")):
            raise ValueError("it needs words of the `source` or of the `target`")
        if self.link == "apart" and not (self.source and self.target):
            raise ValueError("what is apart needs words of both sides")
        return self

    def decision(self, line: int) -> Decision:
        """The decision that stands on a line."""
        subject = Subject.FINDING if self.finding else Subject.LINK if self.link else Subject.NAME
        return Decision(
            subject,
            Ruling(str(self.ruling if self.finding else self.link or self.name)),
            Scope(self.scope) if self.finding else Scope.HERE,
            rule=self.finding,
            file=self.file,
            segment=self.segment,
            source=Quote(**dict(self.source)) if self.source else None,
            target=Quote(**dict(self.target)) if self.target else None,
            entity=self.entity,
            reason=self.reason,
            until=self.until,
            by=self.by,
            at=self.at,
            line=line,
        )


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
