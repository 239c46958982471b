"""Running the checker over batches of documents: what `check` and `links` do alike."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from align.alignment.sentences import Anchors
from align.checker import Checker
from align.cli.inputs import Batch
from align.cli.progress import Progress
from align.cli.reading import read
from align.config import FileIgnore, Settings
from align.glossary.lexicon import Lexicon, load_lexicon
from align.match.automaton import as_word, automaton
from align.model.decision import Decisions
from align.model.finding import Finding, Suppression
from align.model.segment import Document
from align.model.span import Side
from align.rules.base import Rule
from align.rules.select import choose
from align.text.fold import fold_source, fold_target

if TYPE_CHECKING:
    from align.alignment.neural import WordAligner
    from align.match.undeclared import Discoverer


def lexicon_of(batch: Batch) -> Lexicon:
    """What the glossaries of a batch know; GlossaryError where one cannot be used."""
    glossaries = batch.settings.glossaries
    return load_lexicon(glossaries) if glossaries else Lexicon.empty()


def rules_of(batch: Batch) -> tuple[Rule, ...]:
    """The rules that apply to a batch; ConfigError for a rule that does not exist."""
    return choose(batch.settings.select, batch.settings.ignore)


def checker_of(
    batch: Batch, lexicon: Lexicon, rules: Sequence[Rule] = (), decisions: Decisions | None = None
) -> Checker:
    """A checker set as the batch demands, which obeys these decisions of reviewers."""
    settings = batch.settings
    consult_reader(settings)
    discoverer = _discoverer(settings, lexicon) if settings.discover else None
    return Checker(
        lexicon,
        rules=rules,
        style=settings.style,
        date=settings.date,
        discoverer=discoverer,
        words=words_of(settings),
        decisions=decisions,
        today=date.today().isoformat(),
    )


def consult_reader(settings: Settings) -> None:
    """Has the tables of this process ask the name reader, if they are to; AlignError where it is not installed."""
    if not (settings.reader or settings.discover):
        return  # nothing is read
    from align.names.readings import neural

    neural.consult(neural.shipped() if settings.reader else None)


def reader_digest(settings: Settings) -> str:
    """What tells the name reader from another one; empty where none is asked."""
    if not settings.reader:
        return ""
    from align.names.readings import neural

    return neural.shipped().digest


def words_of(settings: Settings) -> WordAligner | None:
    """What breaks ties between links, None where no encoder is named; AlignError where its files are not there."""
    return _word_aligner(settings.aligner, settings.device) if settings.aligner else None


@lru_cache(maxsize=1)
def _word_aligner(asked: Path | str, device: str) -> WordAligner:
    # A review makes its checker anew whenever a glossary changes, and an encoder takes long to load.
    from align.alignment.neural import WordAligner

    return WordAligner.of(asked, device)


def _discoverer(settings: Settings, lexicon: Lexicon) -> Discoverer:
    # Readings, analyser and who's who are loaded where names are looked for, and nowhere else.
    from align.glossary.whos_who import whos_who
    from align.match.undeclared import Discoverer

    return Discoverer(lexicon, whos_who() if settings.lexicon else None)


def documents_of(batch: Batch, lexicon: Lexicon, progress: Progress) -> Iterator[Document]:
    """The documents of a batch, read one at a time."""
    texts = any(pair.source for pair in batch.pairs)
    anchors = anchors_of(lexicon) if texts and len(lexicon) else None
    for pair in progress.over(batch.pairs, "documents read", len(batch.pairs)):
        yield read(pair, anchors)


def ignoring(settings: Settings, document: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those that `per-file-ignores` names for this file and still ignores today suppressed."""
    today = date.today().isoformat()
    reasons = {
        code: entry.reason or f"per-file-ignores: {entry.glob}"
        for entry in settings.ignored_in(document.path)
        if not entry.is_expired(today)
        for code in codes_of(entry)
    }
    for finding in findings:
        reason = "" if finding.suppressed else reasons.get(finding.code)
        yield replace(finding, suppressed=Suppression("config", reason)) if reason else finding


def codes_of(entry: FileIgnore) -> frozenset[str]:
    """The codes of the rules that an entry of `per-file-ignores` ignores."""
    return frozenset(rule.code for rule in choose(entry.rules or ("ALL",)))


def anchors_of(lexicon: Lexicon) -> Anchors:
    """What a stretch of source and one of translation have in common: how many entries may be named in both."""
    sources, targets = automaton(lexicon, Side.SOURCE), automaton(lexicon, Side.TARGET)

    @cache
    def in_source(text: str) -> frozenset[int]:
        return frozenset(number for hit in sources.hits(fold_source(text).text) for number, _ in hit.owners.items())

    @cache
    def in_target(text: str) -> frozenset[int]:
        hits = targets.hits(fold_target(text).text, as_word)
        return frozenset(number for hit in hits for number, _ in hit.owners.items())

    return lambda source, target: float(len(in_source(source) & in_target(target)))


@contextlib.contextmanager
def showing_progress(*, quiet: bool) -> Iterator[Progress]:
    """Progress on standard error while the work goes on, gone when it ends, however it ends."""
    progress = Progress(quiet=quiet)
    try:
        yield progress
    finally:
        progress.clear()
