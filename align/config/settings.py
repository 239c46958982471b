"""What a run is set to, as values: what was typed, and the settings that come of it and of the configuration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from align.config.patterns import DocumentPattern, Pair, from_root, glob, place_in, signs
from align.names.style import DEFAULT, Style

FAIL_ON: Final = ("error", "warning", "info", "never")
THEMES: Final = ("dark", "light", "plain")
BASELINE: Final = "align-baseline.json"
"""What the file of old findings is called where nothing else is said; it stands beside the configuration."""

REVIEW_LOG: Final = "align-review.jsonl"
"""What the review log is called where nothing else is said; it stands beside the configuration."""

_DATE: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


_DEVICE: Final = re.compile(r"auto|cpu|cuda(:[0-9]{1,3})?")
_PATH_LIKE: Final = re.compile(r"[.~/\\]|.*[/\\].*[/\\]|[A-Za-z]:")


def is_device(text: str) -> bool:
    """Whether `text` names something that an encoder can run on."""
    return _DEVICE.fullmatch(text) is not None


def encoder_at(folder: Path, asked: str) -> Path | str:
    """The folder of an encoder, from `folder` on, where there is one or only a path is written so; else a name."""
    path = folder / asked
    return path if "\0" not in asked and (_PATH_LIKE.match(asked) or path.exists()) else asked


def is_date(text: str) -> bool:
    """Whether `text` is a day written as YYYY-MM-DD."""
    return _DATE.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Typed:
    """What the user typed; None means that the flag was not given. An empty `aligner` means that there is to be none."""

    glossaries: tuple[Path, ...] | None = None
    lexicon: bool | None = None
    discover: bool | None = None
    reader: bool | None = None
    aligner: str | None = None
    device: str | None = None
    style: str | None = None
    source_lang: str | None = None
    date: str | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    fail_on: str | None = None
    baseline: Path | None = None
    no_baseline: bool = False
    review_log: Path | None = None
    no_review_log: bool = False
    jobs: int | None = None


@dataclass(frozen=True, slots=True)
class FileIgnore:
    """One entry of `per-file-ignores`: in files that `glob` names, from the folder of the configuration on, the findings
    of `rules` are suppressed; of all rules where it is empty.

    `reason` is empty where none is written. `until` is the last day, as YYYY-MM-DD, on which the entry counts; empty
    for ever. `line` is that of the configuration, None where it cannot be told.
    """

    glob: str
    rules: tuple[str, ...]
    reason: str = ""
    until: str = ""
    line: int | None = None

    def is_expired(self, today: str) -> bool:
        """Whether the entry counts no longer on a day, written as YYYY-MM-DD."""
        return bool(self.until) and self.until < today


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """How `align review` is set: which keys an act has (by its name, as written), the colours, who reviews, and the
    glossary that takes new entries. What the configuration does not say is empty, or None."""

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    theme: str = ""
    by: str = ""
    glossary: Path | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """A run's settings, complete. `path` is the file they come from, None where there is none.

    `source_lang` and `date` are empty where they are to be found out from the text. An empty `select` means the rules
    that are on by default. `discover` says whether names that are in no glossary are found, `lexicon` whether the
    built-in who's who is asked about them, `reader` whether a network reads them besides the tables. `aligner` is the
    folder or the name of the encoder that breaks ties between links, empty where none does, `device` what it runs on.
    `exclude` are globs, from the file's folder on, of what a folder does not offer. `baseline` is the file of old
    findings, whether or not it is there; None where there is to be none. `review_log` is where the decisions of
    reviewers stand, whether or not there is such a file; None where they are not to be asked. `jobs` is how many
    processes may work at once, 0 for as many as there are processors; None where nothing is said and the amount of work
    decides.
    """

    path: Path | None = None
    glossaries: tuple[Path, ...] = ()
    lexicon: bool = True
    discover: bool = True
    reader: bool = False
    aligner: Path | str = ""
    device: str = "auto"
    style: Style = DEFAULT
    source_lang: str = ""
    date: str = ""
    documents: tuple[DocumentPattern, ...] = ()
    exclude: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[FileIgnore, ...] = ()
    fail_on: str = "error"
    baseline: Path | None = None
    review_log: Path | None = None
    jobs: int | None = None
    review: ReviewSettings = field(default_factory=ReviewSettings)

    @property
    def folder(self) -> Path:
        """Where relative paths of the settings start."""
        return self.path.parent if self.path else Path()

    def pairs(self) -> tuple[Pair, ...]:
        """The translations that `documents` names and that are there, without what `exclude` leaves out. A file that fits
        a pattern but has no source is none of them: `sourceless` tells those."""
        return self.fitting()[0]

    def sourceless(self) -> tuple[Pair, ...]:
        """The files that fit a pattern of `documents` but whose source is not there."""
        return self.fitting()[1]

    def fitting(self) -> tuple[tuple[Pair, ...], tuple[Pair, ...]]:
        """`pairs` and `sourceless`, for which the folders are searched once."""
        found: dict[Pair, None] = {}
        missing: list[Pair] = []
        for pair, entry in self._fitting():
            if pair.has_source or not signs(entry.target):
                found[pair] = None
            elif not self._is_paired(pair):
                missing.append(pair)
        return tuple(found), tuple(missing)

    def pairs_of(self, target: Path) -> tuple[Pair, ...]:
        """What `documents` says of a translation: a pair for each source that is there, or the first where none is.
        Empty where it says nothing, or names the file as a source."""
        named = [(pair, entry) for entry in self.documents if (pair := entry.pair_of(target)) is not None]
        pairs = dict.fromkeys(pair for pair, entry in named if not self._is_source(target, entry))
        return tuple(pair for pair in pairs if pair.has_source) or tuple(pairs)[:1]

    def excludes(self, path: Path) -> bool:
        """Whether `exclude` names a file, or it is one that we keep ourselves: the log of reviews or the baseline."""
        for own in (self.review_log, self.baseline):
            if own is not None and own.name == path.name and from_root(own) == from_root(path):
                return True
        inside = place_in(self.folder, path) if self.exclude else None
        return inside is not None and any(glob(pattern).fullmatch(inside) for pattern in self.exclude)

    def ignored_in(self, path: Path) -> Iterator[FileIgnore]:
        """The entries of `per-file-ignores` that name a file, those that count no longer as well."""
        inside = place_in(self.folder, path) if self.per_file_ignores else None
        if inside is not None:
            yield from (entry for entry in self.per_file_ignores if glob(entry.glob).fullmatch(inside))

    def _fitting(self) -> Iterator[tuple[Pair, DocumentPattern]]:
        """What fits the patterns of `documents`, each with its entry."""
        for entry in self.documents:
            for pair in entry.pairs():
                if not self.excludes(pair.target) and not self._is_source(pair.target, entry):
                    yield pair, entry

    def _is_paired(self, pair: Pair) -> bool:
        return any(other.has_source for other in self.pairs_of(pair.target))

    def _is_source(self, path: Path, entry: DocumentPattern) -> bool:
        """Whether what one entry takes for a translation is a source of another."""
        return any(other.names_source(path, entry.target) for other in self.documents)
