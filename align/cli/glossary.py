"""`align glossary`: lint glossary files, propose entries, and print the format's JSON Schema."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

import align
from align.cli import options
from align.cli.exits import Exit
from align.cli.output import look, results
from align.config import FAIL_ON, Typed, load, nearest
from align.glossary.lint import LintFinding, RunExample, lint
from align.glossary.load import Glossary, load_glossaries
from align.glossary.schema import json_schema
from align.model.finding import Severity
from align.reports import Look
from align.text.place import printable

_BOLD, _DIM = "1", "2"
_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}
_LONGEST_LINE = 160
_FILE = click.Path(dir_okay=False, readable=False, path_type=Path)


@click.group()
def glossary() -> None:
    """Work on glossary files.

    \b
    Examples:
      align glossary lint glossaries/
      align glossary extract en.txt --source zh.txt --into names.yaml
      align glossary schema > glossary.schema.json
    """


@glossary.command()
def schema() -> None:
    """Print the JSON Schema of the format, for editors that complete and check YAML."""
    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


@glossary.command("lint")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--output-format", type=click.Choice(["full", "json"]), default="full", help="How findings are printed.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), default="error", help="Exit with 1 from this severity on.")
@options.appearance
def lint_command(
    paths: tuple[Path, ...], output_format: str, fail_on: str, output: Path | None, quiet: bool, color: str
) -> None:
    """Find entries that contradict themselves or each other.

    A PATH is a glossary file or a folder of them; all are checked together. Without a PATH the glossaries of the
    configuration are checked.

    \b
    Examples:
      align glossary lint glossaries/
      align glossary lint names.yaml --fail-on warning
    """
    glossaries = load_glossaries(_asked(paths))
    findings = lint(glossaries, _runner(glossaries))
    with results(output) as out:
        if output_format == "json":
            out.write(f"{json.dumps(_fields(glossaries, findings), ensure_ascii=False, indent=2)}\n")
        else:
            out.writelines(_lines(glossaries, findings, look(color, quiet=quiet, output=output)))
    click.get_current_context().exit(_exit(findings, fail_on))


@glossary.command("extract")
@options.inputs
@options.knowledge
@options.discovery
@click.option("--into", type=_FILE, metavar="FILE", help="Add the entries to this glossary, behind those it has.")
@click.option("--min-count", type=click.IntRange(min=1), default=1, help="Only names that stand there so often.")
@click.option("--doubtful", is_flag=True, help="Only names about which something is doubtful.")
@options.stream
def extract_command(
    paths: tuple[str, ...],
    source: Path | None,
    into: Path | None,
    min_count: int,
    doubtful: bool,
    output: Path | None,
    quiet: bool,
    **flags: Any,
) -> None:
    """Propose entries for names that are in no glossary.

    Prints YAML with an entry for each name in the source texts: its forms, its parts, its reading, and in comments how
    often it is rendered how. Doubtful entries stand first and say why. With --into the entries are added to a glossary,
    whose other bytes stay as they are; names that it has already, in any script, are left out.

    \b
    Examples:
      align glossary extract en.txt --source zh.txt --glossary glossaries/
      align glossary extract articles/ --min-count 2 --output proposed.yaml
      align glossary extract articles/ --into names.yaml
    """
    if into is not None and output is not None:
        raise click.UsageError("--into and --output exclude each other.")
    # The checker and all that it stands on, which the other commands of this group need not load.
    from align.cli.glossary_extract import extract
    from align.cli.inputs import batches

    asked = batches(paths, source, options.typed(**flags))
    extract(asked, into=into, min_count=min_count, doubtful=doubtful, output=output, quiet=quiet)


def _asked(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    found = paths or load(nearest(Path()), Typed()).glossaries
    if not found:
        raise click.UsageError("No glossary: name a file or folder, or set `glossaries` in align.toml.")
    return found


def _runner(glossaries: Sequence[Glossary]) -> RunExample | None:
    """What runs examples; None where there are none, so that the checker need not be loaded."""
    if not any(entry.examples for one in glossaries for entry in one.entries):
        return None
    from align.cli.examples import runner

    return runner(glossaries)


def _exit(findings: Sequence[LintFinding], fail_on: str) -> Exit:
    if fail_on == "never":
        return Exit.CLEAN
    return Exit.FOUND if any(one.severity >= Severity[fail_on.upper()] for one in findings) else Exit.CLEAN


def _fields(glossaries: Sequence[Glossary], findings: Sequence[LintFinding]) -> dict[str, Any]:
    """The same shape as `align check --output-format json`, as far as it applies."""
    return {
        "version": 1,
        "tool": {"name": "align", "version": align.__version__},
        "findings": [_finding_fields(one) for one in findings],
        "summary": {"files": len(glossaries), "entries": _entries(glossaries), **_counts(findings)},
    }


def _finding_fields(finding: LintFinding) -> dict[str, Any]:
    fields = asdict(finding)
    fields["rule"] = fields.pop("name")
    order = ("code", "rule", "severity", "message", "path", "line", "column", "entity")
    return {key: fields[key] for key in order} | {
        "severity": finding.severity.word,
        "path": Path(finding.path).as_posix(),
        "entity": finding.entity or None,
    }


def _lines(glossaries: Sequence[Glossary], findings: Sequence[LintFinding], seen: Look) -> Iterator[str]:
    lines = {str(one.path): one.lines() for one in glossaries}
    for finding in findings:
        severity = _paint(f"{finding.severity.word} {finding.code}", _COLOURS[finding.severity], seen)
        where = _paint(f"{printable(Path(finding.path).as_posix())}:{finding.line}:{finding.column}:", _BOLD, seen)
        yield f"{where} {severity} {finding.name}\n  {printable(finding.message)}\n"
        line = printable(lines[finding.path][finding.line - 1].strip())
        if line:
            gutter = _paint(f"{finding.line} |", _DIM, seen)
            yield f"  {gutter} {line if len(line) <= _LONGEST_LINE else f'{line[:_LONGEST_LINE]}…'}\n"
        yield "\n"
    if seen.summary:
        counts = _counts(findings)
        words = (("errors", "error"), ("warnings", "warning"), ("infos", "note"))
        found = ", ".join(_several(counts[key], noun) for key, noun in words if counts[key]) or "No findings"
        entries = _entries(glossaries)
        held = f"{entries} entry" if entries == 1 else f"{entries} entries"
        yield f"{found} in {_several(len(glossaries), 'file')} with {held}.\n"


def _counts(findings: Sequence[LintFinding]) -> dict[str, int]:
    severities = Counter(one.severity for one in findings)
    return {f"{severity.word}s": severities[severity] for severity in sorted(Severity, reverse=True)}


def _entries(glossaries: Sequence[Glossary]) -> int:
    return sum(len(one.entries) for one in glossaries)


def _several(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _paint(text: str, code: str, seen: Look) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if seen.colour else text
