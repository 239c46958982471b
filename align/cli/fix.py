"""`align fix`: makes the fixes that an editor would accept unseen, and says what it did and what is left."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path
from typing import Any, Final, TextIO

import click

from align.cli import exits, options
from align.cli.changed import Changes, tell_changes
from align.cli.checking import Judge, Judged, Workers, workers
from align.cli.inputs import STDIN, batches
from align.cli.output import note, results
from align.cli.reviewed import tell
from align.cli.runs import showing_progress
from align.config import Pair
from align.errors import AlignError
from align.files import replace as replace_file
from align.fixing import ALL, SAFE, chosen
from align.formats import FORMATS
from align.formats.base import decode
from align.model.finding import Finding, Safety
from align.model.segment import Document, Segment
from align.reports.base import place
from align.reports.fields import finding_fields
from align.text.place import LINE_END, printable
from align.text.safe_json import dumps

_PASSES: Final = 10
"""So often a text is checked anew at most: fixes that change each other's words back would never end."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What was done to one document file.

    `old` and `new` are its bytes before and after. `made` are the findings that were fixed, as they stood when they were,
    `judged` what is left. `put_off` says why fixes that were asked for were not made.
    """

    path: Path
    old: bytes = field(repr=False)
    new: bytes = field(repr=False)
    made: tuple[Finding, ...]
    judged: Judged
    put_off: tuple[tuple[Finding, str], ...] = ()


@click.command()
@options.inputs
@options.selection
@options.knowledge
@options.discovery
@options.rules
@options.reviewed
@options.baselined
@options.working
@click.option(
    "--unsafe-fixes", is_flag=True, help="Make also fixes that a person should look at: who is meant, which reading."
)
@click.option("--diff", is_flag=True, help="Only show what would change, as a diff; write nothing.")
@click.option("--output-format", type=click.Choice(["full", "json"]), default="full", help="How results are printed.")
@options.stream
def fix(
    paths: tuple[str, ...],
    source: Path | None,
    changed_since: str | None,
    only_documents: bool,
    unsafe_fixes: bool,
    diff: bool,
    output_format: str,
    output: Path | None,
    quiet: bool,
    **flags: Any,
) -> None:
    """Fix what can be fixed safely.

    Safe is what an editor would accept unseen: order, spacing and hyphens, another spelling of the same reading, a
    forbidden form with one replacement, and suppressions that ignore nothing. Only the characters of a name change; tags,
    placeholders, links and code are never touched. What is suppressed, by a comment, the configuration, the baseline or a
    reviewer, is left alone. Files are replaced only when their new content is complete, and a second run changes nothing.

    Takes the same paths, options and configuration as `check`. Of standard input (`-`) the fixed text is printed.

    \b
    Examples:
      align fix en.txt --source zh.txt --glossary glossaries/
      align fix locales/ --diff
      align fix --changed-since HEAD
      align fix memory.tmx --select N101,N102
      align fix en.txt --source zh.txt --unsafe-fixes

    \b
    Exit codes:
      0    nothing at or above --fail-on is left
      1    something is; with --diff also where something would be fixed
      2    the run itself failed: usage, configuration, glossary, input
      130  interrupted
    """
    piped = str(STDIN) in paths
    if piped and (len(paths) > 1 or diff or output_format != "full"):
        raise click.UsageError("standard input is fixed alone, and the fixed text is all that is printed.")
    changes = None if changed_since is None else Changes(changed_since)
    asked = batches(paths, source, options.typed(**flags), changes, only_documents=only_documents)
    allowed = ALL if unsafe_fixes else SAFE
    code = exits.Exit.CLEAN
    done: list[Fixed] = []
    remarks: list[str] = []
    with results(output) as out:
        with showing_progress(quiet=quiet) as progress:
            for batch in asked:
                judge = Judge(batch)
                with workers(judge, whole=False) as team:
                    for pair in progress.over(batch.pairs, "documents fixed", len(batch.pairs)):
                        one = fixed(judge, team, pair, allowed)
                        if one.new != one.old and not diff and not piped:
                            _write(one)
                        done.append(one)
                        left = (*one.judged.findings, *(one.made if diff else ()))
                        code = max(code, exits.after(left, batch.settings.fail_on))
                remarks += judge.log.remarks if judge.log else ()
        if piped:
            _print_text(done[0], out)
        elif diff:
            _print_diffs(done, out)
        elif output_format == "json":
            _print_json(done, out)
        else:
            _print(done, out, allowed, summary=not quiet)
    if not quiet:
        if changes:
            tell_changes(asked, changes)
        tell(remarks)
        if piped or diff:
            note(_summary(done, allowed, would=diff))
    click.get_current_context().exit(code)


def fixed(judge: Judge, team: Workers, pair: Pair, allowed: frozenset[Safety]) -> Fixed:
    """What fixing the document of a pair makes of it; nothing is written.

    The new bytes are read and checked as the file itself would be, until nothing is left to be fixed: so the next run
    finds what this one leaves.
    """
    document = judge.read(pair)
    form = next(known for known in FORMATS if known.name == document.format)
    old = document.raw
    known: dict[tuple[tuple[Segment, ...], str], list[Finding]] = {}
    made: list[Finding] = []
    seen = {old}
    for _ in range(_PASSES):
        judged = _judged(judge, team, document, known)
        choice = chosen(judged.findings, document, allowed)
        new = form.write(document, choice.targets, choice.comments) if choice else document.raw
        if new in seen:
            return Fixed(pair.target, old, document.raw, tuple(made), judged, choice.put_off)
        made += choice.made
        seen.add(new)
        document = judge.read(pair, new)
    raise AlignError(
        f"the fixes for this file have not come to an end after {_PASSES} rounds; it is left as it was",
        path=pair.target,
        hint="please report this; --select leaves rules out",
    )


def _judged(
    judge: Judge,
    team: Workers,
    document: Document,
    known: dict[tuple[tuple[Segment, ...], str], list[Finding]],
) -> Judged:
    """What comes of a document; of texts that are as they were the findings are `known`."""
    parts = judge.parts(document)
    keys = [(part.segments, part.date) for part in parts]
    new = [number for number, key in enumerate(keys) if key not in known]
    for number, findings in zip(new, team.found([parts[number] for number in new]), strict=True):
        known[keys[number]] = findings
    return judge.settled(document, [known[key] for key in keys])


def _write(one: Fixed) -> None:
    try:
        replace_file(one.path, one.new, old=one.old)
    except OSError as error:
        why = getattr(error, "why", "") or error.strerror or str(error)
        hint = "the file is as it was; check who may write there, and run the command again"
        raise AlignError(f"the file cannot be written: {why}", path=one.path, hint=hint) from error


# --- results ----------------------------------------------------------------------------------------------------


def _print_text(one: Fixed, out: TextIO) -> None:
    """The fixed text, byte for byte where it goes to standard output."""
    if out is sys.stdout:
        out.flush()
        sys.stdout.buffer.write(one.new)
        sys.stdout.buffer.flush()
    else:
        out.write(decode(one.new, one.path))


def _print_diffs(done: Sequence[Fixed], out: TextIO) -> None:
    for one in done:
        if one.new != one.old:
            name = one.path.as_posix()
            before, after = (_lines(decode(raw, one.path)) for raw in (one.old, one.new))
            for line in unified_diff(before, after, f"a/{name}", f"b/{name}"):
                content = line if not out.isatty() else printable(line.rstrip("\r\n")) + "\n"
                out.write(content if content.endswith("\n") else f"{content}\n\\ No newline at end of file\n")


def _lines(text: str) -> list[str]:
    """The lines of a text with their ends."""
    lines, begin = [], 0
    for end in LINE_END.finditer(text):
        lines.append(text[begin : end.end()])
        begin = end.end()
    return [*lines, text[begin:]] if begin < len(text) else lines


def _print_json(done: Sequence[Fixed], out: TextIO) -> None:
    fixed_findings = [finding_fields(finding) for one in done for finding in one.made]
    left = [finding_fields(finding) for one in done for finding in one.judged.findings]
    files = [one.path.as_posix() for one in done if one.new != one.old]
    out.write(f"{dumps({'version': 1, 'files': files, 'fixed': fixed_findings, 'findings': left})}\n")


def _print(done: Sequence[Fixed], out: TextIO, allowed: frozenset[Safety], *, summary: bool) -> None:
    """What was fixed and what is left, a line each."""
    for one in done:
        for finding in one.made:
            out.write(f"{_at(finding)}: fixed {finding.code} {_change(finding)}\n")
    put_off = {id(finding): why for one in done for finding, why in one.put_off}
    for finding in _left(done):
        why = put_off.get(id(finding), "")
        out.write(
            f"{_at(finding)}: {finding.code} {printable(finding.message)}{f' (not fixed: {why})' if why else ''}\n"
        )
    if summary:
        out.write(f"{_summary(done, allowed)}\n")


def _at(finding: Finding) -> str:
    path, line, column = place(finding)
    return f"{printable(path)}:{line}:{column}"


def _change(finding: Finding) -> str:
    fix = finding.fix
    assert fix is not None
    if not fix.edits:
        return printable(fix.title)
    return ", ".join(f'"{printable(edit.expected)}" → "{printable(edit.replacement)}"' for edit in fix.edits)


def _left(done: Sequence[Fixed]) -> Iterator[Finding]:
    yield from (finding for one in done for finding in one.judged.findings if finding.suppressed is None)


def _summary(done: Sequence[Fixed], allowed: frozenset[Safety], *, would: bool = False) -> str:
    made = sum(len(one.made) for one in done)
    files = sum(one.new != one.old for one in done)
    said = f"{'Would fix' if would else 'Fixed'} {_counted(made, 'finding')} in {_counted(files, 'file')}"
    if not made:
        said = "Nothing to fix"
    kinds = Counter(finding.fix.safety if finding.fix else None for finding in _left(done))
    left = kinds.total()
    if not left:
        return f"{said}; nothing is left."
    told = []
    if Safety.UNSAFE not in allowed and kinds[Safety.UNSAFE]:
        told.append(f"{kinds[Safety.UNSAFE]:,} by --unsafe-fixes")
    by_hand = left - sum(kinds[safety] for safety in ALL)
    if by_hand:
        told.append(f"{by_hand:,} by hand")
    ways = f": {', '.join(told)}" if told else ""
    return f"{said}; {left:,} {'is' if left == 1 else 'are'} left{ways}."


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
