"""Options that several commands share, as decorators; every one defaults to None, so that what was typed is known."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from align.config import FAIL_ON, SOURCE_LANGS, Typed, is_date, is_device

Command = TypeVar("Command", bound=Callable[..., Any])


def _all(*decorators: Callable[[Command], Command]) -> Callable[[Command], Command]:
    def decorate(command: Command) -> Command:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return decorate


def _rules(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...] | None:
    """RULE,RULE and repeated options alike; None where the option was not given."""
    if not values:
        return None
    return tuple(rule.strip() for value in values for rule in value.split(",") if rule.strip())


def _date(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not is_date(value):
        raise click.BadParameter(f"{value!r} is not a date; write YYYY-MM-DD", ctx, parameter)
    return value


def _device(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not is_device(value):
        raise click.BadParameter(f"{value!r} is no device; write auto, cpu, cuda or cuda:N", ctx, parameter)
    return value


_FILE = click.Path(dir_okay=False, readable=False, path_type=Path)
_FILE_OR_FOLDER = click.Path(readable=False, path_type=Path)


inputs: Callable[[Command], Command] = _all(
    click.argument("paths", metavar="[PATH]...", nargs=-1),
    click.option("--source", type=_FILE, metavar="FILE", help="The text that PATH translates."),
    click.option(
        "--source-lang",
        type=click.Choice(SOURCE_LANGS),
        help="The language of sources that do not say it themselves; guessed when absent.",
    ),
    click.option(
        "--date", callback=_date, metavar="YYYY-MM-DD", help="The date of the document, for offices held then."
    ),
)

selection: Callable[[Command], Command] = _all(
    click.option(
        "--changed-since",
        metavar="REV",
        help="Only documents that git says have changed, source or translation, since the work at hand left REV.",
    ),
    click.option(
        "--only-documents",
        is_flag=True,
        help="Leave out a PATH that no folder would offer: a text without a source, what `exclude` names.",
    ),
)

glossary: Callable[[Command], Command] = _all(
    click.option(
        "--glossary",
        "glossaries",
        type=_FILE_OR_FOLDER,
        multiple=True,
        metavar="PATH",
        help="A glossary, or a folder of them; may be repeated.",
    ),
    click.option("--no-glossary", is_flag=True, help="Use none, not even those of the configuration."),
)

style: Callable[[Command], Command] = click.option(
    "--style", metavar="PROFILE", help="House style: order, long vowels, signs (default: given-first)."
)

knowledge: Callable[[Command], Command] = _all(
    glossary,
    click.option(
        "--lexicon/--no-lexicon",
        default=None,
        help="Ask the built-in who's who about names that are in no glossary (default: yes).",
    ),
    style,
)

reader: Callable[[Command], Command] = click.option(
    "--reader/--no-reader",
    default=None,
    help="Have a trained network read names besides the tables (needs the extra `neural`; default: no).",
)

discovery: Callable[[Command], Command] = _all(
    click.option(
        "--discovery/--no-discovery",
        default=None,
        help="Find names that are in no glossary, and judge them by how they can be read (default: yes).",
    ),
    reader,
)

aligner: Callable[[Command], Command] = _all(
    click.option(
        "--aligner",
        metavar="PATH_OR_NAME",
        help="An encoder like multilingual BERT that breaks ties between links by which words mean the same: its folder, or "
        "its name if the Hugging Face cache has it (needs the extra `neural`).",
    ),
    click.option("--no-aligner", is_flag=True, help="Use none, not even that of the configuration."),
    click.option(
        "--device",
        callback=_device,
        metavar="DEVICE",
        help="Where it runs: auto, cpu, cuda or cuda:N (default: auto, a GPU if there is one).",
    ),
)

rules: Callable[[Command], Command] = _all(
    click.option("--select", multiple=True, callback=_rules, metavar="RULE,...", help="Only these rules."),
    click.option("--ignore", multiple=True, callback=_rules, metavar="RULE,...", help="All but these rules."),
    click.option("--fail-on", type=click.Choice(FAIL_ON), help="Exit with 1 from this severity on (default: error)."),
)

reviewed: Callable[[Command], Command] = _all(
    click.option(
        "--review-log",
        type=_FILE,
        metavar="FILE",
        help="The decisions of reviewers to obey (default: align-review.jsonl beside the configuration).",
    ),
    click.option("--no-review-log", is_flag=True, help="Obey none."),
)

baselined: Callable[[Command], Command] = _all(
    click.option(
        "--baseline", type=_FILE, metavar="FILE", help="The findings that are known already, and count no more."
    ),
    click.option("--no-baseline", is_flag=True, help="Use none, not even that of the configuration."),
)

working: Callable[[Command], Command] = click.option(
    "--jobs",
    type=click.IntRange(min=0),
    metavar="N",
    help="So many processes work at once (default: one, or up to four for much); 0 for as many as there are processors.",
)

stream: Callable[[Command], Command] = _all(
    click.option("--output", type=_FILE, metavar="FILE", help="Write results there, replacing it at the end."),
    click.option("--quiet", "-q", is_flag=True, help="No progress, notes or summary."),
)

appearance: Callable[[Command], Command] = _all(
    stream,
    click.option(
        "--color",
        "--colour",
        "color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        help="Coloured results (default: auto, in a terminal unless NO_COLOR is set).",
    ),
)


def typed(
    *,
    glossaries: tuple[Path, ...] = (),
    no_glossary: bool = False,
    lexicon: bool | None = None,
    discovery: bool | None = None,
    reader: bool | None = None,
    aligner: str | None = None,
    no_aligner: bool = False,
    device: str | None = None,
    select: tuple[str, ...] | None = None,
    ignore: tuple[str, ...] | None = None,
    fail_on: str | None = None,
    style: str | None = None,
    source_lang: str | None = None,
    date: str | None = None,
    baseline: Path | None = None,
    no_baseline: bool = False,
    review_log: Path | None = None,
    no_review_log: bool = False,
    jobs: int | None = None,
) -> Typed:
    """What was typed, for the settings; a usage error where two options contradict each other."""
    if glossaries and no_glossary:
        raise click.UsageError("--glossary and --no-glossary exclude each other.")
    if aligner is not None and no_aligner:
        raise click.UsageError("--aligner and --no-aligner exclude each other.")
    if aligner is not None and not aligner.strip():
        raise click.UsageError("--aligner names nothing; --no-aligner uses none.")
    if baseline and no_baseline:
        raise click.UsageError("--baseline and --no-baseline exclude each other.")
    if review_log and no_review_log:
        raise click.UsageError("--review-log and --no-review-log exclude each other.")
    return Typed(
        glossaries=() if no_glossary else glossaries or None,
        lexicon=lexicon,
        discover=discovery,
        reader=reader,
        aligner="" if no_aligner else aligner,
        device=device,
        style=style,
        source_lang=source_lang,
        date=date,
        select=select,
        ignore=ignore,
        fail_on=fail_on,
        baseline=baseline,
        no_baseline=no_baseline,
        review_log=review_log,
        no_review_log=no_review_log,
        jobs=jobs,
    )
