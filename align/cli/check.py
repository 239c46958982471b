"""`align check`: the findings in documents, in the format asked for, and an exit code that scripts can rely on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

import align
from align import baseline as kept
from align.alignment.meaning import sentence_encoder
from align.cli import exits, options
from align.cli.changed import Changes, tell_changes
from align.cli.checking import Judge, Judged
from align.cli.inputs import Batch, batches
from align.cli.output import counted, look, note, results
from align.cli.progress import Progress
from align.cli.reviewed import tell
from align.cli.runs import reader_digest, showing_progress, words_of
from align.cli.workers import workers
from align.config import Settings
from align.glossary.lexicon import Lexicon
from align.model.finding import Finding, Severity, Suppression
from align.model.report import Counts, Report, RuleInfo
from align.reports import REPORTS
from align.rules.base import Rule
from align.rules.baseline import OLD, Baseline, Entry
from align.text.place import printable


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of one batch. `remark` says what it was judged by where no glossary was given, and is empty elsewhere.
    `paths` are those of the documents, `remarks` what is to be told about review log and baseline."""

    findings: tuple[Finding, ...]
    documents: int
    segments: int
    rules: tuple[RuleInfo, ...]
    signature: str
    fail_on: str
    remark: str
    paths: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@click.command()
@options.inputs
@options.selection
@options.knowledge
@options.discovery
@options.aligner
@options.rules
@options.reviewed
@options.baselined
@click.option(
    "--update-baseline",
    is_flag=True,
    help="Write what is found now to the baseline, so that only what is new counts from now on.",
)
@options.working
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
    changed_since: str | None,
    only_documents: bool,
    update_baseline: bool,
    output_format: str,
    output: Path | None,
    quiet: bool,
    color: str,
    **flags: Any,
) -> None:
    """Find wrong names and terms.

    A glossary decides what is right. Names that are in none are found as well, and judged by how their characters can be
    read and by the built-in who's who; what is little more than a guess is told as info.

    A PATH is a bilingual file (PO, XLIFF, TMX, CSV, TSV, JSONL), a folder of such files and of pairs like NAME.zh.md with
    NAME.en.md (Markdown, plain text, SubRip, WebVTT), or a translation, whose original --source names. Without --source
    a text is checked for what English alone can tell. `-` reads standard input. Without a PATH the documents of the
    configuration are checked.

    \b
    Examples:
      align check en.txt --source zh.txt --glossary glossaries/
      align check bitext.jsonl --glossary names.yaml --ignore N401 --fail-on warning
      align check bitext.jsonl --glossary names.yaml --no-discovery
      align check articles/ --output-format json --output findings.json
      align check articles/ --output-format sarif --output align.sarif
      align check --changed-since origin/main

    \b
    Exit codes:
      0    nothing at or above --fail-on
      1    something is
      2    the run itself failed: usage, configuration, glossary, input
      130  interrupted
    """
    if update_baseline and flags["no_baseline"]:
        raise click.UsageError("--update-baseline and --no-baseline exclude each other.")
    changes = None if changed_since is None else Changes(changed_since)
    asked = batches(paths, source, options.typed(**flags), changes, only_documents=only_documents)
    with results(output) as out:
        with showing_progress(quiet=quiet) as progress:
            checked = [_checked(batch, progress, anew=update_baseline) for batch in asked]
        REPORTS[output_format](look(color, quiet=quiet, output=output)).render(_report(checked), out)
    if not quiet:
        if changes:
            tell_changes(asked, changes)
        _tell_sourceless(asked)
        tell(remark for done in checked for remark in done.remarks)
        for said in (said for done in checked for said in done.notes):
            note(printable(said))
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


def _checked(batch: Batch, progress: Progress, *, anew: bool) -> Checked:
    judge = Judge(batch)
    with workers(judge) as team:
        judged = list(team.each(progress))
    judged += judge.about_settings(judged)
    judged = judged if anew else judge.counted(judged)
    remarks = [*(judge.log.remarks if judge.log else ()), *(said for one in judged for said in one.remarks)]
    if judge.log:
        remarks += judge.log.expired(pair.target for pair in batch.pairs)
    findings = [finding for one in judged for finding in one.findings]
    notes: list[str] = []
    if anew:
        findings, said = _made_anew(judge, judged)
        notes.append(said)
    elif judge.baseline.files:
        notes += _gone(judge, judged)
    sourced = any(one.sourced for one in judged)
    return Checked(
        tuple(findings),
        sum(one.documents for one in judged),
        sum(one.segments for one in judged),
        tuple(rule.info for rule in judge.rules),
        _signature(batch.settings, judge.lexicon, judge.rules),
        batch.settings.fail_on,
        "" if batch.settings.glossaries or not judged else _judged_by(batch.settings, sourced=sourced),
        tuple(
            one.path.as_posix() for one in judged if one.documents or one.findings or one.path != batch.settings.path
        ),
        tuple(remarks),
        tuple(notes),
    )


def _made_anew(judge: Judge, judged: Sequence[Judged]) -> tuple[list[Finding], str]:
    """The findings, all that count set aside in the baseline, which is written; and what is to be told about it.

    What the baseline has of other files and of rules that did not run stays.
    """
    path = judge.batch.settings.baseline
    assert path is not None
    before = judge.baseline
    found: dict[str, list[Entry]] = {}
    for one in judged:
        name = kept.name_of(one.path, path)
        entries = found.setdefault(name, [old for old in before.files.get(name, ()) if old.code not in judge.codes])
        entries += (Entry.of(finding) for finding in one.findings if finding.suppressed is None)
    after = before.updated(found, _without_file(before, path, judged))
    kept.write(path, after)
    reason = Suppression("baseline", OLD)
    findings = [finding for one in judged for finding in one.findings]
    findings = [finding if finding.suppressed else replace(finding, suppressed=reason) for finding in findings]
    held = f"{counted(after.size, 'finding')} in {counted(len(after.files), 'file')}"
    return findings, f"{path}: {held}, {before.size:,} before"


def _gone(judge: Judge, judged: Sequence[Judged]) -> Iterator[str]:
    """What is to be told of a baseline of which a part is no longer needed."""
    path = judge.batch.settings.baseline
    assert path is not None
    without = _without_file(judge.baseline, path, judged)
    gone = sum(one.gone for one in judged) + sum(len(judge.baseline.files[file]) for file in without)
    if gone:
        yield f"{path}: {gone:,} of {counted(judge.baseline.size, 'finding')} gone; --update-baseline takes them out"


def _without_file(baseline: Baseline, path: Path, judged: Iterable[Judged]) -> list[str]:
    """The files of a baseline that are no longer there; standard input was there, if it was checked."""
    there = {kept.name_of(one.path, path) for one in judged}
    return [file for file in kept.gone(baseline, path) if file not in there]


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
    if sentence_encoder() is None:
        parts["embeddings"] = "none"
    if digest := reader_digest(settings):
        parts["reader"] = digest
    if words := words_of(settings):
        parts["aligner"] = words.signature
    return "|".join(f"{name}:{value}" for name, value in parts.items())


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
