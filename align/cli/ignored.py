"""Entries of `per-file-ignores` that ignore nothing, as far as a run can tell: S101 finds them in the configuration."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path

from align.cli.inputs import offered
from align.cli.runs import codes_of
from align.config import FileIgnore, Settings
from align.config.patterns import from_root
from align.errors import AlignError
from align.model.finding import Finding
from align.model.segment import Document
from align.rules.s101_unused_suppression import RULE as S101
from align.rules.s101_unused_suppression import unused_entry
from align.rules.select import choose


def in_use(settings: Settings, document: Document, findings: Collection[Finding]) -> frozenset[FileIgnore]:
    """The entries that ignore something in a file, also where something else suppresses it before them."""
    codes = {finding.code for finding in findings}
    return frozenset(entry for entry in settings.ignored_in(document.path) if not codes.isdisjoint(codes_of(entry)))


def unused(
    settings: Settings, used: Collection[FileIgnore], checked: Iterable[Path], codes: Collection[str]
) -> Iterator[Finding]:
    """A finding for each entry whose day is over, or which ignores nothing in any file that it names.

    `used` are those that ignore something in the files `checked`, `codes` those of the rules that ran. Nothing is said of
    an entry if one of its rules did not run, or one of its files was not checked.
    """
    if settings.path is None or S101.code not in codes:
        return
    today = date.today().isoformat()
    usual = {rule.code for rule in choose()}
    idle = [entry for entry in settings.per_file_ignores if entry not in used and _ran(entry, codes, usual)]
    left = _unchecked(settings, checked) if any(not entry.is_expired(today) for entry in idle) else ()
    named = {entry for path in left for entry in settings.ignored_in(path)}
    for entry in settings.per_file_ignores:
        if entry.is_expired(today):
            why = f"counted until {entry.until} and no longer does"
        elif entry in idle and entry not in named:
            why = "ignores nothing"
        else:
            continue
        said = f'per-file-ignores "{entry.glob}"{" of " if entry.rules else ""}{", ".join(entry.rules)}'
        yield unused_entry(said, why, settings.path, entry.line or 1)


def _ran(entry: FileIgnore, codes: Collection[str], usual: Collection[str]) -> bool:
    """Whether all rules of an entry ran; of several that one word names, those that run unless somebody turns them off."""
    named = codes_of(entry)
    return all(code in codes for code in (named if len(named) == 1 else named.intersection(usual)))


def _unchecked(settings: Settings, checked: Iterable[Path]) -> Iterator[Path]:
    """The translations below the folder of the configuration that were not checked; the folder itself if it may not be read."""
    known = {from_root(path) for path in checked}
    try:
        found = {pair.target for pair in offered(settings.folder, settings)}
    except AlignError:
        yield settings.folder
        return
    yield from (path for path in found if from_root(path) not in known)
