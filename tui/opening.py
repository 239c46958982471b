"""What the app is opened with: everything that the command line knows, as values and functions, so that nothing here reads
settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from align.formats.base import Format
from align.glossary.lexicon import Lexicon
from align.glossary.open_files import Glossaries
from align.model.segment import Document
from align.review.engine import Ignoring, Making
from align.review.state import Setting

if TYPE_CHECKING:
    from tui.ahead import Ahead

Reading = Callable[[Lexicon], tuple[Document, Format]]
"""Reads one document; the lexicon helps to align two plain texts."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document to be opened. `path` is its translation's, `reading` reads it."""

    path: Path
    reading: Reading = field(repr=False)


@dataclass(frozen=True, slots=True)
class Opening:
    """A review to be opened. `title` stands in the head line, `project` names what the journal belongs to.

    `making` makes the checker, and `glancing` one that is ready sooner, for a first look, None where there is none;
    `ahead` is a process that looks at the first document already.
    `keys` are keys by act as the configuration has them. `theme` is empty where the app chooses. `tour` says whether a
    newcomer is shown around. `remarks` are told at the start.
    """

    title: str
    project: Path
    journal: Path
    sources: Sequence[Source]
    setting: Setting
    glossaries: Glossaries
    making: Making = field(repr=False)
    glancing: Making | None = field(default=None, repr=False)
    ahead: Ahead | None = field(default=None, repr=False)
    ignoring: Ignoring | None = field(default=None, repr=False)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    theme: str = ""
    tour: bool = False
    remarks: tuple[str, ...] = ()
