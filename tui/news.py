"""What is handed to the app of documents that are read and checked elsewhere, and how it comes about."""

from __future__ import annotations

from dataclasses import dataclass

from align.errors import AlignError
from align.formats.base import Format
from align.model.decision import Decisions
from align.model.segment import Document
from align.review.engine import Checked, Engine
from tui.opening import Source


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document as it stands, to be checked again."""

    sheet: int
    version: int
    document: Document
    decisions: Decisions


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that has been read, with what its first check found."""

    document: Document
    format: Format
    checked: Checked


@dataclass(frozen=True, slots=True)
class Failed:
    """What could not be read or checked, and why."""

    path: str
    message: str


News = Opened | Checked | Failed
"""What is handed in."""


def checked(engine: Engine, wanted: Wanted) -> Checked | Failed:
    """The check of a document, or that it failed."""
    try:
        return engine.check(wanted.sheet, wanted.version, wanted.document, wanted.decisions)
    except Exception as error:  # the review must go on, whatever a check stumbles over
        return Failed(str(wanted.document.path), f"cannot be checked: {type(error).__name__}: {error}")


def opened(engine: Engine, source: Source, number: int, decisions: Decisions) -> list[News]:
    """A document read and checked; one that cannot be read is told, and one that cannot be checked is open all the same."""
    try:
        document, form = source.reading(engine.lexicon)
    except AlignError as error:
        return [Failed(str(source.path), told(error, with_place=False))]
    found = checked(engine, Wanted(number, 0, document, decisions))
    if isinstance(found, Checked):
        return [Opened(document, form, found)]
    return [Opened(document, form, Checked(number, 0, (), (), {})), found]


def told(error: AlignError, *, with_place: bool = True) -> str:
    """An error in one line, with what to do next."""
    message = str(error) if with_place else error.message
    return f"{message} ({error.hint})" if error.hint else message
