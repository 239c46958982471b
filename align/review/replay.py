"""What is left to do when a review goes on: the records of its journal, told again from the first to the last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from align.review.edits import FileEdit, Kind, Record, TextEdit, undone


@dataclass(frozen=True, slots=True)
class Mark:
    """A content that the file has or may have on the disk: with it the first `edits` of its edits are done."""

    sha256: str
    edits: int


@dataclass(frozen=True, slots=True)
class Pending:
    """What is to be done in one file: its edits in order, on top of the content of its first mark.

    There are further marks where the app ended while it wrote: nobody knows then whether the file was replaced.
    """

    marks: tuple[Mark, ...] = ()
    edits: tuple[TextEdit | FileEdit, ...] = ()

    def on_top_of(self, sha256: str) -> tuple[TextEdit | FileEdit, ...] | None:
        """The edits to be made in a file with this digest; None where somebody else has changed it since."""
        for mark in reversed(self.marks):
            if mark.sha256 == sha256:
                return self.edits[mark.edits :]
        return None


@dataclass(frozen=True, slots=True)
class Replay:
    """What the records of a journal come to: files by path, the steps that can be undone and redone, last one last."""

    files: Mapping[str, Pending]
    undo: tuple[Record, ...] = ()
    redo: tuple[Record, ...] = ()
    focus: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether no file is to be changed."""
        return not any(pending.edits for pending in self.files.values())


def replayed(records: Iterable[Record]) -> Replay:
    """What remains to be done on top of the files as they were.

    Stacks begin empty with the journal: an `undo` of an older step is kept for its edits, and can be redone.
    """
    files: dict[str, _Open] = {}
    undo: list[Record] = []
    redo: list[Record] = []
    focus = ""
    for record in records:
        focus = record.focus or focus
        for edit in record.edits:
            files.setdefault(edit.path, _Open()).add(edit)
        for known in record.digests:
            files.setdefault(known.path, _Open()).mark(known.sha256, record.kind)
        match record.kind:
            case "do":
                undo.append(record)
                redo.clear()
            case "undo":
                redo.append(undo.pop() if undo else replace(undone(record), kind="do"))
            case "redo":
                undo.append(redo.pop() if redo else replace(record, kind="do"))
    return Replay({path: open_file.pending() for path, open_file in files.items()}, tuple(undo), tuple(redo), focus)


class _Open:
    """A file while its records are read."""

    def __init__(self) -> None:
        self._marks: list[Mark] = []
        self._edits: list[TextEdit | FileEdit] = []

    def add(self, edit: TextEdit | FileEdit) -> None:
        # An edit that takes the last one back leaves neither, unless the disk may hold the last already.
        settled = max((mark.edits for mark in self._marks), default=0)
        if len(self._edits) > settled and self._edits[-1] == edit.reversed():
            self._edits.pop()
        else:
            self._edits.append(edit)

    def mark(self, sha256: str, kind: Kind) -> None:
        if kind == "written":
            self._marks.clear()
            self._edits.clear()
        # Of a file that is known already a second base says nothing new.
        if kind != "base" or not self._marks:
            self._marks.append(Mark(sha256, len(self._edits)))

    def pending(self) -> Pending:
        return Pending(tuple(self._marks), tuple(self._edits))
