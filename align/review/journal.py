"""Where the steps of a review are kept until they are written, so that no end of the app loses any of them.

A journal is a file of JSON lines in a folder of the system. Each line carries a checksum of itself, the first says
whose journal it is. A line is on the disk before its step counts as done; of a line that was cut off by a crash nothing
is believed.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import re
import stat
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Self, get_args

from align.errors import AlignError
from align.files import clear_leftovers, keep_name, put
from align.review.edits import Digest, FileEdit, Kind, Record, TextEdit, digest
from align.review.lock import locked

VERSION = 1
"""Of the journal's form; one with a higher number is not opened."""


class Journal:
    """The journal of one project, held by one process at a time; `with` or `close` lets go of it.

    `problem` says in a sentence what could not be read at opening, empty where everything could.
    """

    def __init__(self, path: Path, project: str, lock: int) -> None:
        self.path = path
        self.problem = ""
        self._project = project
        self._lock = lock
        self._handle = -1
        self._size = 0
        self._records: tuple[Record, ...] = ()
        self._based: set[str] = set()

    @classmethod
    def open(cls, path: Path, project: str = "") -> Self:
        """The journal in a file, which is made where there is none; `project` names what it belongs to, for people.

        What is damaged is kept in a file beside it before it is cut off. AlignError where another process holds the
        journal, where it is from a newer version, or where the folder or the file cannot be used.
        """
        with _told(path):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            journal = cls(path, project, locked(path))
            try:
                journal._take_up()
            except BaseException:
                journal.close()
                raise
        return journal

    def records(self) -> tuple[Record, ...]:
        """What was in the journal when it was opened, or since then begun anew with."""
        return self._records

    def base(self, path: str, raw: bytes | None) -> None:
        """Keep what a file was on the disk before its first edit, None where it was not there; once for each file."""
        if not self.knows(path):
            self.append(Record("base", digests=(digest(path, raw),)))

    def knows(self, path: str) -> bool:
        """Whether it says of a file what it was."""
        return path in self._based

    def append(self, *records: Record) -> None:
        """Put records at the end, all of them on the disk when this returns.

        AlignError where that fails, on a full disk for instance: none of them is in the journal then, which stays usable.
        Where the reviewer is (`cursor`) is worth no wait for the disk.
        """
        lines = b"".join(map(_line, records))
        with _told(self.path):
            self._cut()
            try:
                _write(self._handle, lines)
                if any(record.kind != "cursor" for record in records):
                    _sync(self._handle)
            except BaseException:
                with contextlib.suppress(OSError):
                    self._cut()
                raise
            self._size += len(lines)
        self._note(records)

    def restart(self, records: Iterable[Record] = (), *, keep_old: bool = False) -> None:
        """Begin anew with `records`, in one step; with `keep_old` the old journal stays beside it as `.old`.

        AlignError where that fails: the journal is as it was then.
        """
        kept = tuple(records)
        new = _header(self._project) + b"".join(map(_line, kept))
        with _told(self.path):
            self._cut()
            if keep_old:
                put(self.path.with_name(f"{self.path.name}.old"), self.path.read_bytes())
            # Some systems do not replace a file that is open.
            os.close(self._handle)
            try:
                put(self.path, new)
            finally:
                self._handle = _opened(self.path)
                self._size = os.fstat(self._handle).st_size
        self._records = kept
        self._based.clear()
        self._note(kept)

    def close(self) -> None:
        """Let go of the journal. Nothing can be appended any more."""
        for handle in (self._handle, self._lock):
            if handle >= 0:
                os.close(handle)
        self._handle = self._lock = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _take_up(self) -> None:
        clear_leftovers([self.path])
        self._handle = _opened(self.path)
        raw = _content(self._handle)
        self._records, self._size, self.problem = _read(raw, self.path)
        if self.problem:
            aside = _free_name(self.path.with_name(f"{self.path.name}.damaged"))
            put(aside, raw)
            self.problem += f"; the journal as it was is kept in {aside}"
        self._cut()
        self._note(self._records)
        if self._size == 0:
            header = _header(self._project)
            _write(self._handle, header)
            _sync(self._handle)
            keep_name(self.path.parent)
            self._size = len(header)

    def _note(self, records: Iterable[Record]) -> None:
        """Remember of which files the journal says what they were."""
        self._based.update(known.path for record in records for known in record.digests)

    def _cut(self) -> None:
        """Take away what stands behind the last whole line."""
        if os.fstat(self._handle).st_size > self._size:
            os.ftruncate(self._handle, self._size)


def state_folder() -> Path:
    """Where journals are kept: `ALIGN_STATE_DIR`, or the system's place for what programs must not lose."""
    named = os.environ.get("ALIGN_STATE_DIR")
    if named:
        return Path(named)
    try:
        if sys.platform == "win32":
            return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "align" / "state"
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Application Support" / "align"
        return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "align"
    except RuntimeError as error:
        message = "there is no home folder to keep the journal in"
        raise AlignError(message, hint="name a folder in the variable ALIGN_STATE_DIR") from error


def journal_path(project: Path) -> Path:
    """The journal of a project, which is the folder or file at this path: a name for people and a digest."""
    real = os.path.realpath(project)
    readable = re.sub(r"\W+", "-", Path(real).name)[:40].strip("-") or "project"
    return state_folder() / "review" / f"{readable}-{hashlib.sha256(os.fsencode(real)).hexdigest()[:16]}.jsonl"


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"the journal of this review cannot be kept: {error.strerror or error}"
        hint = "make room there or name another folder in the variable ALIGN_STATE_DIR"
        raise AlignError(message, path=path, hint=hint) from error


def _opened(path: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o600)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "this is no file")
    return handle


def _content(handle: int) -> bytes:
    with open(handle, "rb", closefd=False) as file:
        return file.read()


def _write(handle: int, lines: bytes) -> None:
    """Write everything; what is left after a short write says why it was short."""
    rest = memoryview(lines)
    while rest:
        rest = rest[os.write(handle, rest) :]


_sync: Callable[[int], None] = getattr(os, "fdatasync", os.fsync)


def _free_name(path: Path) -> Path:
    """The path, or one with a number behind it where something stands there already."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}.{number}")
    return free


# --- lines -------------------------------------------------------------------------------------------------------

_LINE = re.compile(rb'\{"sum":"([0-9a-f]{8})",(.*)\}', re.DOTALL)


def _header(project: str) -> bytes:
    return _sealed({"kind": "journal", "version": VERSION, "project": project})


def _line(record: Record) -> bytes:
    """A record as JSON; what is empty is left out."""
    fields: dict[str, Any] = {
        "kind": record.kind,
        "title": record.title,
        "texts": [[edit.path, edit.key, edit.before, edit.after] for edit in record.texts],
        "files": [[edit.path, edit.start, edit.old, edit.new] for edit in record.files],
        "focus": record.focus,
        "digests": [[known.path, known.sha256] for known in record.digests],
        "attached": record.attached,
    }
    return _sealed({name: value for name, value in fields.items() if value})


def _sealed(fields: dict[str, Any]) -> bytes:
    # Halves of surrogate pairs stand as they are: written as escapes, two of them would be read as one character.
    body = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return b'{"sum":"%08x",%s\n' % (zlib.crc32(body), body[1:])


def _unsealed(line: bytes) -> dict[str, Any]:
    """The fields of a line; ValueError where it is not as it was written."""
    match = _LINE.fullmatch(line)
    body = b"{%s}" % match[2] if match else b""
    if match is None or zlib.crc32(body) != int(match[1], 16):
        raise ValueError
    fields = json.loads(body.decode("utf-8", "surrogatepass"))
    if not isinstance(fields, dict):
        raise ValueError
    return fields


def _read(raw: bytes, path: Path) -> tuple[tuple[Record, ...], int, str]:
    """The records of a file up to the first damage, the bytes that they take, and what the damage is."""
    records: list[Record] = []
    size = 0
    lines = BytesIO(raw).readlines()
    for number, line in enumerate(lines, 1):
        try:
            if not line.endswith(b"\n"):
                raise ValueError
            fields = _unsealed(line[:-1])
            if number == 1:
                _check_header(fields, path)
            else:
                records.append(_record(fields))
        except ValueError:
            return tuple(records), size, _damage(number, len(lines), whole=line.endswith(b"\n"))
        size += len(line)
    return tuple(records), size, ""


def _damage(number: int, lines: int, *, whole: bool) -> str:
    if number == lines == 1 and not whole:
        # It never said more than whose journal it was going to be.
        return ""
    if number == lines > 1:
        return "the last line of the journal was cut off, so what it said is lost"
    if number == 1:
        return "the journal is damaged from its first line on, so nothing could be restored from it"
    return f"the journal is damaged on line {number:,}, so nothing from there on could be restored"


def _check_header(fields: dict[str, Any], path: Path) -> None:
    version = fields.get("version")
    if fields.get("kind") != "journal" or not isinstance(version, int):
        raise ValueError
    if version > VERSION:
        message = "the journal of this review is from a newer version of align"
        raise AlignError(message, path=path, hint="update align, or move the journal away to begin without it")


def _record(fields: dict[str, Any]) -> Record:
    """The record of a line; ValueError where it is none."""
    kind: Any = fields.get("kind")
    if kind not in get_args(Kind):
        raise ValueError
    try:
        return Record(
            kind,
            title=_text(fields.get("title", "")),
            texts=tuple(TextEdit(*_strings(row, 4)) for row in fields.get("texts", ())),
            files=tuple(map(_file_edit, fields.get("files", ()))),
            focus=_text(fields.get("focus", "")),
            digests=tuple(Digest(*_strings(row, 2)) for row in fields.get("digests", ())),
            attached=_text(fields.get("attached", "")),
        )
    except TypeError as error:
        raise ValueError from error


def _file_edit(row: list[Any]) -> FileEdit:
    path, start, old, new = row
    if not isinstance(start, int):
        raise ValueError
    return FileEdit(_text(path), start, None if old is None else _text(old), None if new is None else _text(new))


def _strings(row: list[Any], number: int) -> list[str]:
    if len(row) != number:
        raise ValueError
    return [_text(value) for value in row]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError
    return value
