"""Old findings that a team has set aside: known by their words and by what they stand in, not by where they stand.

A file keeps its place in the baseline by its path. Within it a finding is the one meant if its rule and its words are the
same, in the same sentence if there is one such; else wherever they stand now. One that points at no words is known by its
sentence alone. One entry holds for one finding: the same error once more is a new one.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from align.model.finding import Finding, Suppression

_LONGEST: Final = 80
"""Code points of words that are kept; what is longer is told by its beginning and by `near`."""


OLD: Final = "it is in the baseline"
"""Why a finding in the baseline does not count."""


class Entry(NamedTuple):
    """One old finding: its rule's code, the words of source and translation, and eight digits for what they stand in."""

    code: str
    source: str
    target: str
    near: str

    @staticmethod
    def of(finding: Finding) -> Entry:
        """The entry for a finding."""
        segment = finding.segment
        text = segment.source if segment.source else segment.target or ""
        near = hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:8]
        return Entry(finding.code, _kept(finding.source_text), _kept(finding.target_text), near)


@dataclass(frozen=True, slots=True)
class Baseline:
    """The old findings of each file, by the name that the baseline has for it."""

    files: Mapping[str, Sequence[Entry]]

    @property
    def size(self) -> int:
        """How many findings it holds."""
        return sum(map(len, self.files.values()))

    def updated(self, found: Mapping[str, Iterable[Entry]], gone: Iterable[str] = ()) -> Baseline:
        """The baseline with what was found in some files in place of what it had for them, and without files that are gone."""
        files = {file: tuple(entries) for file, entries in {**self.files, **found}.items()}
        without = set(gone)
        return Baseline({file: files[file] for file in sorted(files) if files[file] and file not in without})


def baselined(
    findings: Sequence[Finding], entries: Sequence[Entry], rules: Container[str]
) -> tuple[list[Finding], int]:
    """The findings of one file, the old ones suppressed, and how many entries no finding is left for.

    `rules` are the codes of those that looked for findings; entries of others are not missed. What something else has
    suppressed already stays as it is, and uses up no entry.
    """
    waiting = Counter(entries)
    left = list(findings)
    open_places = [at for at, finding in enumerate(findings) if finding.suppressed is None]
    old: list[int] = []
    for at in open_places:
        entry = Entry.of(findings[at])
        if waiting[entry] > 0:
            waiting[entry] -= 1
            old.append(at)
    moved: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    for entry, count in waiting.items():
        moved[entry[:3]] += count if entry.source or entry.target else 0
    known = frozenset(old)
    for at in (at for at in open_places if at not in known):
        words = Entry.of(findings[at])[:3]
        if moved[words] > 0:
            moved[words] -= 1
            old.append(at)
    for at in old:
        left[at] = replace(left[at], suppressed=Suppression("baseline", OLD))
    return left, sum(entry.code in rules for entry in entries) - len(old)


def _kept(words: str) -> str:
    """The beginning of words as UTF-8 can hold it."""
    return words[:_LONGEST].encode(errors="replace").decode()
