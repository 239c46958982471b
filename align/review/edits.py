"""What a step of a review changes, as it is kept: edits of translations and of files, each with its way back.

A step may touch many places in many files; it is done, undone and kept as one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from align.errors import AlignError

Kind = Literal["base", "do", "undo", "redo", "writing", "written", "cursor"]
"""`base` says what files were before their first edit; `do`, `undo` and `redo` are steps, each with the edits that it
makes; `writing` says what files are about to become, `written` what they have become; `cursor` where the reviewer is."""


@dataclass(frozen=True, slots=True)
class TextEdit:
    """The whole translation of segment `key` of the document at `path`, before and after."""

    path: str
    key: str
    before: str
    after: str

    def reversed(self) -> TextEdit:
        """The edit that takes this one back."""
        return TextEdit(self.path, self.key, self.after, self.before)


@dataclass(frozen=True, slots=True)
class FileEdit:
    """In the text of the file at `path`, from code point `start` on, `old` becomes `new`.

    `old` is None where the file is made and `new` None where it is taken away again; the other is its whole text then.
    """

    path: str
    start: int
    old: str | None
    new: str | None

    def reversed(self) -> FileEdit:
        """The edit that takes this one back."""
        return FileEdit(self.path, self.start, self.new, self.old)

    def applied(self, text: str | None) -> str | None:
        """The text after the edit, None for a file that is not there; AlignError where it is not the text meant."""
        if text is None or self.old is None or self.new is None:
            if text != self.old:
                raise self._misfit()
            return self.new
        end = self.start + len(self.old)
        if text[self.start : end] != self.old:
            raise self._misfit()
        return text[: self.start] + self.new + text[end:]

    def _misfit(self) -> AlignError:
        message = "the file is no longer what this edit was made in"
        return AlignError(message, path=self.path, hint="make the edit again in the file as it is now")


@dataclass(frozen=True, slots=True)
class Digest:
    """The SHA-256 of a file's bytes in hexadecimal digits, empty where there is no file."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a journal.

    `title` tells the reviewer what was done. `texts` and `files` are the edits that this record makes, those of an `undo`
    therefore the reversed ones of its step. `focus` is where the reviewer is after it, empty where it is not known.
    `digests` belong to `base`, `writing` and `written`. `attached` is for whoever keeps the record and is not read here.
    """

    kind: Kind
    title: str = ""
    texts: tuple[TextEdit, ...] = ()
    files: tuple[FileEdit, ...] = ()
    focus: str = ""
    digests: tuple[Digest, ...] = ()
    attached: str = ""

    @property
    def edits(self) -> tuple[TextEdit | FileEdit, ...]:
        """Everything that it changes, in order."""
        return (*self.texts, *self.files)


def undone(step: Record) -> Record:
    """The record that takes a step back."""
    texts = tuple(edit.reversed() for edit in reversed(step.texts))
    files = tuple(edit.reversed() for edit in reversed(step.files))
    return replace(step, kind="undo", texts=texts, files=files)


def redone(step: Record) -> Record:
    """The record that does again what was taken back; `step` is the one that was first done."""
    return replace(step, kind="redo")


def splice(path: str, before: str | None, after: str | None) -> FileEdit:
    """The smallest single edit that makes one text of another; None stands for a file that is not there."""
    if before is None or after is None:
        return FileEdit(path, 0, before, after)
    start = _shared(before, after, lambda text, begin, end: text[begin:end])
    rest = _shared(before[start:], after[start:], lambda text, begin, end: text[len(text) - end : len(text) - begin])
    return FileEdit(path, start, before[start : len(before) - rest], after[start : len(after) - rest])


def digest(path: str, raw: bytes | None) -> Digest:
    """The digest of a file that holds `raw`; None where there is no file."""
    return Digest(path, "" if raw is None else hashlib.sha256(raw).hexdigest())


def _shared(one: str, other: str, part: Callable[[str, int, int], str]) -> int:
    """How many code points two texts share at an end; `part` gives those from one distance from that end to another."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if part(one, low, middle) == part(other, low, middle):
            low = middle
        else:
            high = middle - 1
    return low
