"""`align check`: the findings in documents, in the format asked for, and an exit code that scripts can rely on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

import align
from align.checker import texts
from align.cli import exits, options
from align.cli.inputs import Batch, batches
from align.cli.output import look, note, results
from align.cli.progress import Progress
from align.cli.reviewed import reviewed, tell
from align.cli.runs import checker_of, documents_of, ignoring, lexicon_of, rules_of, showing_progress
from align.config import Settings
from align.glossary.lexicon import Lexicon
from align.model.finding import Finding, Severity
from align.model.report import Counts, Report, RuleInfo
from align.model.segment import Document
from align.reports import REPORTS
from align.rules.base import Rule
from align.text.place import printable


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of one batch. `remark` says what it was judged by where no glossary was given, and is empty elsewhere.
    `paths` are those of the documents, `reviewed` remarks about the review log."""

    findings: tuple[Finding, ...]
    documents: int
    segments: int
    rules: tuple[RuleInfo, ...]
    signature: str
    fail_on: str
    remark: str
    paths: tuple[str, ...]
    reviewed: tuple[str, ...] = ()


@click.command()
@options.inputs
@options.knowledge
@options.discovery
@options.rules
@options.reviewed
@click.option(
    "--output-format",
    type=click.Choice(list(REPORTS)),
    default="full",
    help="How findings are printed: for people, scripts, or CI.",
)
@options.appearance
def check(
    paths: tuple[str, ...],
    source: Path | None,
    output_format: str,
    output: Path | None,
    quiet: bool,
    color: str,
    **flags: Any,
) -> None:
    """Find wrong names and terms.

    A glossary decides what is right. Names that are in none are found as well, and judged by how their characters can be
    read and by the built-in who's who; what is little more than a guess is told as info.

    A PATH is a bilingual file (.tsv, .jsonl), a folder of such files and of pairs like NAME.zh.txt with NAME.en.txt,
    or a translation, whose original --source names. Without --source a text is checked for what English alone can
    tell. `-` reads standard input. Without a PATH the documents of the configuration are checked.

    \b
    Examples:
      align check en.txt --source zh.txt --glossary glossaries/
      align check bitext.jsonl --glossary names.yaml --ignore N401 --fail-on warning
      align check bitext.jsonl --glossary names.yaml --no-discovery
      align check articles/ --output-format json --output findings.json
      align check articles/ --output-format sarif --output align.sarif

    \b
    Exit codes:
      0    nothing at or above --fail-on
      1    something is
      2    the run itself failed: usage, configuration, glossary, input
      130  interrupted
    """
    asked = batches(paths, source, options.typed(**flags))
    with results(output) as out:
        with showing_progress(quiet=quiet) as progress:
            checked = [_checked(batch, progress) for batch in asked]
        REPORTS[output_format](look(color, quiet=quiet, output=output)).render(_report(checked), out)
    if not quiet:
        _tell_sourceless(asked)
        tell(remark for done in checked for remark in done.reviewed)
    if not quiet and not flags["no_glossary"]:
        for remark in dict.fromkeys(done.remark for done in checked if done.remark):
            note(f"{remark} (--glossary PATH names one)")
    click.get_current_context().exit(max(exits.after(done.findings, done.fail_on) for done in checked))


def _tell_sourceless(asked: Iterable[Batch]) -> None:
    """Tell which files fit `documents` but were not checked."""
    found = [pair for batch in asked for pair in batch.sourceless]
    if found:
        more = f", and {len(found) - 1} more like it" if len(found) > 1 else ""
        note(printable(f"{found[0].target} is left out: its source {found[0].source} is not there{more}"))


def _checked(batch: Batch, progress: Progress) -> Checked:
    lexicon, rules = lexicon_of(batch), rules_of(batch)
    log = reviewed(batch.settings)
    checker = checker_of(batch, lexicon, rules, log.decisions if log else None)
    findings: list[Finding] = []
    remarks = list(log.remarks) if log else []
    paths: list[str] = []
    documents = segments = 0
    sourced = False
    for document in documents_of(batch, lexicon, progress):
        paths.append(document.path.as_posix())
        documents += sum(1 for _ in texts(document.segments))
        segments += len(document.segments)
        sourced = sourced or any(segment.source for segment in document.segments)
        found = list(_followed(checker.check((document,)), document, progress))
        if log:
            remarks += log.stale(document, found, rules)
        findings += ignoring(batch.settings, document, found)
    if log:
        remarks += log.expired(pair.target for pair in batch.pairs)
    return Checked(
        tuple(findings),
        documents,
        segments,
        tuple(rule.info for rule in rules),
        _signature(batch.settings, lexicon, rules),
        batch.settings.fail_on,
        "" if batch.settings.glossaries else _judged_by(batch.settings, sourced=sourced),
        tuple(paths),
        tuple(remarks),
    )


def _judged_by(settings: Settings, *, sourced: bool) -> str:
    """What names are judged by without a glossary: only beside a source are they looked for."""
    if not (settings.discover and sourced):
        return "no glossary given, so only what the texts themselves show was checked"
    known = " and by the built-in who's who" if settings.lexicon else ""
    return f"no glossary given, so names were judged by how they can be read{known}"


def _signature(settings: Settings, lexicon: Lexicon, rules: Iterable[Rule]) -> str:
    """What two reports must share to be compared."""
    parts = {
        "align": align.__version__,
        "glossary": lexicon.digest,
        "entries": len(lexicon),
        "style": settings.style.name,
        "date": settings.date or "document",
        "discovery": "on" if settings.discover else "off",
        "lexicon": "on" if settings.discover and settings.lexicon else "off",
        "rules": ",".join(rule.code for rule in rules),
    }
    return "|".join(f"{name}:{value}" for name, value in parts.items())


def _followed(findings: Iterable[Finding], document: Document, progress: Progress) -> Iterator[Finding]:
    """The findings as they are; progress tells how far in the document the last one was."""
    for finding in findings:
        progress.say(f"{document.path}: segment {finding.segment.key}")
        yield finding


def _report(checked: Sequence[Checked]) -> Report:
    findings = tuple(finding for done in checked for finding in done.findings)
    severities = Counter(finding.severity for finding in findings if finding.suppressed is None)
    counts = Counts(
        documents=sum(done.documents for done in checked),
        segments=sum(done.segments for done in checked),
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
        infos=severities[Severity.INFO],
        suppressed=len(findings) - severities.total(),
    )
    rules = {rule.code: rule for done in checked for rule in done.rules}
    signatures = dict.fromkeys(done.signature for done in checked)
    paths = dict.fromkeys(path for done in checked for path in done.paths)
    return Report(findings, counts, tuple(rules[code] for code in sorted(rules)), "; ".join(signatures), tuple(paths))
