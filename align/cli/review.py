"""`align review`: opens the terminal app on the documents that `check` would check, with the same settings."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from align import baseline as kept
from align.checker import Checker
from align.cli import options
from align.cli.inputs import Batch, batches
from align.cli.output import note
from align.cli.reading import read
from align.cli.runs import anchors_of, checker_of, ignoring, rules_of, words_of
from align.config import REVIEW_LOG, THEMES, Pair, Settings
from align.errors import AlignError
from align.formats import format_called
from align.formats.base import STDIN, Format
from align.glossary.lexicon import Lexicon
from align.model.finding import Finding
from align.model.segment import Document
from align.rules.baseline import Baseline, baselined

if TYPE_CHECKING:
    from align.review.engine import Ignoring
    from tui.opening import Opening, Source

_SERVED_AT = 8000


@click.command()
@options.inputs
@options.knowledge
@options.discovery
@options.aligner
@options.rules
@options.reviewed
@options.baselined
@click.option("--theme", type=click.Choice(THEMES), help="Colours: dark, light, or plain for none (default: dark).")
@click.option("--serve", is_flag=True, help="In a browser, on this machine alone (needs the extra `web`).")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=_SERVED_AT, show_default=True, help="Where --serve listens."
)
def review(
    paths: tuple[str, ...], source: Path | None, theme: str | None, serve: bool, port: int, **flags: Any
) -> None:
    """Review findings and mend text and glossary together, in the terminal.

    Takes the same paths, options and configuration as `check`. Nothing is written before you say so (w); what you have
    done until then is kept in a journal, and the next start goes on with it. Decisions go to align-review.jsonl, which
    `check` obeys. In the app, ? lists every key.

    \b
    Examples:
      align review en.txt --source zh.txt --glossary glossaries/
      align review articles/
      align review samples/ministry-visit --glossary glossaries
    """
    if flags["no_review_log"]:
        raise click.UsageError("a review keeps its decisions in a log; name another one with --review-log FILE.")
    if serve:
        _serve(port)
        return
    _refuse_pipes(paths)
    batch = _one(batches(paths, source, options.typed(**flags)))
    opening = opening_of(batch, paths, theme or "")
    if words := words_of(batch.settings):
        # Loaded before there is a screen, so that what is wrong with it can be said; and in this process, which then has
        # threads and must have no other beside it.
        note("loading the encoder …")
        words.load()
    else:
        opening = with_process_ahead(opening)
    # A terminal sends Esc alone and Esc as the beginning of other keys alike; Textual waits a tenth of a second to tell.
    os.environ.setdefault("ESCDELAY", "40")
    # The one import of the app: no other command loads it.
    from tui.app import ReviewApp

    app = ReviewApp(opening)
    left = app.run() or 0
    if app.return_code:
        raise AlignError(
            "the review has ended by a fault of its own", hint="what was done is in the journal: start again"
        )
    if left:
        files = "1 file is" if left == 1 else f"{left} files are"
        note(f"{files} not written yet; the same command goes on with what you have done")


def _refuse_pipes(paths: Sequence[str]) -> None:
    if str(STDIN) in paths:
        raise click.UsageError("a review needs files: standard input cannot be written back.")
    if not (sys.stdin.isatty() and sys.stdout.isatty()) and not os.environ.get("TEXTUAL_DRIVER"):
        raise AlignError(
            "a review needs a terminal, and this is none",
            hint="in scripts use `align check`; --serve opens a browser's",
        )


def _one(asked: Sequence[Batch]) -> Batch:
    """The batch; the settings of a review are one set."""
    if len(asked) > 1:
        names = ", ".join(str(batch.settings.path or "none") for batch in asked)
        raise AlignError(
            f"the paths belong to different configurations: {names}", hint="review those of one configuration at a time"
        )
    return asked[0]


def opening_of(batch: Batch, paths: Sequence[str], theme: str = "", *, tour: bool | None = None) -> Opening:
    """What the app is opened with; with `tour` None a newcomer is shown around."""
    from align.glossary.open_files import Glossaries
    from align.review.journal import journal_path
    from align.review.person import person
    from align.review.state import Setting
    from tui.opening import Opening
    from tui.seen import seen

    settings = batch.settings
    log = settings.review_log or settings.folder / REVIEW_LOG
    project = _project(paths, settings)
    pairs, second = _with_one_source(batch.pairs)
    setting = Setting(
        log=log,
        by=person(settings.review.by),
        today=date.today().isoformat(),
        clock=lambda: datetime.now(UTC),
        style=settings.style,
        new_entries=settings.review.glossary,
    )
    return Opening(
        title=_title(batch),
        project=project,
        journal=journal_path(project),
        sources=tuple(_sources(pairs)),
        setting=setting,
        glossaries=Glossaries.opened(settings.glossaries) if settings.glossaries else Glossaries(()),
        making=_making(batch),
        glancing=_making(_at_a_glance(batch)) if settings.discover else None,
        ignoring=_ignoring(batch),
        keys=settings.review.keys,
        theme=theme or settings.review.theme,
        tour=not seen() if tour is None else tour,
        remarks=tuple(f"{each.target} has several sources; {each.source} is left out" for each in second),
    )


def _at_a_glance(batch: Batch) -> Batch:
    """The batch as it is looked at first: without what takes long."""
    return replace(batch, settings=replace(batch.settings, discover=False, aligner=""))


def with_process_ahead(opening: Opening) -> Opening:
    """The same, with a process that reads and checks the first document while the screen is being made."""
    from tui.ahead import Ahead

    return replace(opening, ahead=Ahead.begun(opening))


def _project(paths: Sequence[str], settings: Settings) -> Path:
    """What the journal belongs to: the documents as they were asked for, wherever the command is typed."""
    if len(paths) == 1:
        return Path(paths[0]).absolute()
    if not paths:
        return (settings.path or Path()).absolute()
    return Path("+".join(str(Path(path).absolute()) for path in paths))


def _title(batch: Batch) -> str:
    """What is reviewed: the folder that all of it stands in, or the file."""
    targets = [pair.target for pair in batch.pairs]
    first = targets[0].absolute()
    if len(targets) == 1:
        return first.parent.name if first.stem.startswith("target") else first.name
    return f"{first.parent.name}/ ({len(targets):,} documents)"


def _with_one_source(pairs: Iterable[Pair]) -> tuple[list[Pair], list[Pair]]:
    """The pairs, the first of each translation, and the others: a text can be mended beside one source at a time."""
    first: dict[Path, Pair] = {}
    others = [pair for pair in pairs if first.setdefault(pair.target.absolute(), pair) is not pair]
    return list(first.values()), others


def _sources(pairs: Iterable[Pair]) -> Iterator[Source]:
    from tui.opening import Source

    for pair in pairs:
        yield Source(pair.target, partial(_read, pair))


def _read(pair: Pair, lexicon: Lexicon) -> tuple[Document, Format]:
    document = read(pair, _anchors(lexicon) if pair.source and len(lexicon) else None)
    return document, format_called(document.format)


@lru_cache(maxsize=2)
def _anchors(lexicon: Lexicon) -> Callable[[str, str], float]:
    return anchors_of(lexicon)


def _making(batch: Batch) -> Callable[[Lexicon], Checker]:
    rules = rules_of(batch)
    return lambda lexicon: checker_of(batch, lexicon, rules)


def _ignoring(batch: Batch) -> Ignoring:
    """What `check` suppresses but for comments and decisions: what the configuration ignores and the baseline knows."""
    settings, codes = batch.settings, {rule.code for rule in rules_of(batch)}
    path = settings.baseline
    old = kept.read(path) if path else Baseline({})

    def left(document: Document, findings: Iterable[Finding]) -> Iterable[Finding]:
        found = list(ignoring(settings, document, findings))
        entries = old.files.get(kept.name_of(document.path, path), ()) if path else ()
        return baselined(found, entries, codes)[0]

    return left


def _serve(port: int) -> None:
    """The same command in a browser; only this machine can reach it."""
    try:
        from tui.serving import LocalServer
    except ImportError as error:
        raise AlignError("--serve needs textual-serve", hint="pip install 'align-names[web]'") from error
    arguments = [argument for argument in sys.argv[1:] if argument != "--serve"]
    command = shlex.join([sys.executable, "-m", "align", *arguments])
    LocalServer(command, port).serve()
