"""`align fix`: makes the fixes that an editor would accept unseen, and says what it did and what is left."""

from __future__ import annotations

import contextlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path
from typing import Any, BinaryIO, Final, TextIO

import click

from align.checker import Part
from align.cli import exits, options
from align.cli.changed import Changes, tell_changes
from align.cli.checking import Judge, Judged, Workers, workers
from align.cli.inputs import STDIN, Batch, batches
from align.cli.output import note, results
from align.cli.reviewed import tell
from align.cli.runs import showing_progress
from align.config import Pair
from align.errors import AlignError
from align.files import Changed
from align.files import replace as replace_file
from align.fixing import ALL, SAFE, Choice, chosen
from align.formats import FORMATS
from align.formats.base import decode, encoding_of
from align.model.finding import Finding, Safety
from align.model.segment import Document, Segment
from align.reports.base import place
from align.reports.fields import finding_fields
from align.text.place import printable
from align.text.safe_json import dumps

_PASSES: Final = 10
"""So often a text is checked anew at most, for each source that it has: fixes that make others necessary may never end."""

_ENDLESS: Final = "the fixes for this file undo each other, so it is left as it was"

_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
"""A line as those see it who apply a diff: to them nothing else ends one."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What was done to one document file.

    `old` and `new` are its bytes before and after. `made` are the findings that were fixed, as they stood when they were,
    `judged` what came of it in the end, beside each of its sources. `put_off` says why fixes that were asked for were not
    made.
    """

    path: Path
    old: bytes = field(repr=False)
    new: bytes = field(repr=False)
    made: tuple[Finding, ...]
    judged: tuple[Judged, ...]
    put_off: tuple[tuple[Finding, str], ...] = ()

    @property
    def left(self) -> list[Finding]:
        """What is found in it now, also what is suppressed."""
        return [finding for one in self.judged for finding in one.findings]


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
      1    something is; with --diff what would be fixed counts as well
      2    the run itself failed: usage, configuration, glossary, input
      130  interrupted
    """
    piped = str(STDIN) in paths
    if piped and (len(paths) > 1 or diff or output_format != "full"):
        raise click.UsageError("standard input is fixed alone, and the fixed text is all that is printed.")
    changes = None if changed_since is None else Changes(changed_since)
    asked = batches(paths, source, options.typed(**flags), changes, only_documents=only_documents)
    _refuse_overwriting(output, asked)
    allowed = ALL if unsafe_fixes else SAFE
    code = exits.Exit.CLEAN
    done: list[Fixed] = []
    remarks: list[str] = []
    with results(output) as out:
        with showing_progress(quiet=quiet) as progress, _telling_what_is_done(done, would=diff or piped):
            for batch in asked:
                judge = Judge(batch)
                before = len(done)
                with workers(judge, whole=False) as team:
                    files = _files(batch.pairs)
                    for pairs in progress.over(files, "documents fixed", len(files)):
                        one = fixed(judge, team, pairs, allowed)
                        if one.new != one.old and not diff and not piped:
                            _write(one)
                        done.append(one)
                about = judge.about_settings([each for one in done[before:] for each in one.judged])
                done += (Fixed(one.path, b"", b"", (), (one,)) for one in judge.counted(about))
                left = [each for one in done[before:] for each in (*one.left, *(one.made if diff else ()))]
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


def _files(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """The pairs of each translation: one that has several sources is fixed beside all of them at once."""
    found: defaultdict[Path, list[Pair]] = defaultdict(list)
    for pair in pairs:
        found[pair.target].append(pair)
    return list(found.values())


def fixed(judge: Judge, team: Workers, pairs: Sequence[Pair], allowed: frozenset[Safety]) -> Fixed:
    """What fixing one translation beside its sources makes of it; nothing is written.

    The new bytes are read and checked as the file itself would be, until nothing is left to be fixed: so the next run
    finds what this one leaves. Where there is no end to that, nothing is fixed.
    """
    first = judge.read(pairs[0])
    old = first.raw
    documents = [first, *(judge.read(pair, old) for pair in pairs[1:])]
    known: dict[tuple[Segment, ...], tuple[Part, list[Finding]]] = {}
    made: list[Finding] = []
    rounds: dict[bytes, tuple[Judged, ...]] = {}
    for _ in range(_PASSES * len(pairs)):
        judged = tuple(judge.counted([_judged(judge, team, document, known) for document in documents]))
        choices = [chosen(one.findings, document, allowed) for one, document in zip(judged, documents, strict=True)]
        new, choice = _changed(documents, choices)
        if choice is None:
            put_off = tuple(each for one in choices for each in one.put_off)
            return Fixed(first.path, old, new, tuple(made), judged, put_off)
        rounds[documents[0].raw] = judged
        if new in rounds:
            break
        made += choice.made
        documents = [judge.read(pair, new) for pair in pairs]
    asked = (each for one in rounds[old] for each in one.findings if each.fix and each.fix.safety in allowed)
    return Fixed(first.path, old, old, (), rounds[old], tuple((each, _ENDLESS) for each in asked))


def _changed(documents: Sequence[Document], choices: Sequence[Choice]) -> tuple[bytes, Choice | None]:
    """The file as the first choice that changes anything makes it, and that choice; None where none does."""
    for document, choice in zip(documents, choices, strict=True):
        if choice:
            form = next(known for known in FORMATS if known.name == document.format)
            new = form.write(document, choice.targets, choice.comments)
            if new != document.raw:
                return new, choice
    return documents[0].raw, None


def _judged(
    judge: Judge,
    team: Workers,
    document: Document,
    known: dict[tuple[Segment, ...], tuple[Part, list[Finding]]],
) -> Judged:
    """What comes of a document; of texts that are as they were the findings are `known`."""
    parts = judge.parts(document)
    new = [part for part in parts if part.segments not in known or known[part.segments][0] != part]
    for part, findings in zip(new, team.found(new), strict=True):
        known[part.segments] = part, findings
    return judge.settled(document, [known[part.segments][1] for part in parts])


def _write(one: Fixed) -> None:
    try:
        replace_file(one.path, one.new, old=one.old)
    except Changed as error:
        raise AlignError(f"the file is left alone: {error.why}", path=one.path, hint="run the command again") from error
    except OSError as error:
        why = getattr(error, "why", "") or error.strerror or str(error)
        hint = "the file is as it was; check who may write there, and run the command again"
        raise AlignError(f"the file cannot be written: {why}", path=one.path, hint=hint) from error


def _refuse_overwriting(output: Path | None, asked: Sequence[Batch]) -> None:
    """AlignError where the report would take the place of a text."""
    if output is None or not output.exists():
        return
    for pair in (pair for batch in asked for pair in batch.pairs):
        if any(path is not None and path.exists() and path.samefile(output) for path in (pair.target, pair.source)):
            hint = "files are fixed where they stand; --output is for what is said about them"
            raise AlignError("the results would take the place of this text", path=output, hint=hint)


@contextlib.contextmanager
def _telling_what_is_done(done: Sequence[Fixed], *, would: bool) -> Iterator[None]:
    """Tell, where a run stops halfway, how many files it has fixed until then."""
    try:
        yield
    except (AlignError, KeyboardInterrupt):
        files = sum(one.new != one.old for one in done)
        if files and not would:
            note(f"{_counted(files, 'file')} {'was' if files == 1 else 'were'} fixed before the run stopped")
        raise


# --- results ----------------------------------------------------------------------------------------------------


def _print_text(one: Fixed, out: TextIO) -> None:
    """The fixed text, byte for byte."""
    out.flush()
    raw: BinaryIO = out.buffer
    raw.write(one.new)
    raw.flush()


def _print_diffs(done: Sequence[Fixed], out: TextIO) -> None:
    """What `git apply` or `patch -p1`, in the folder that one is in, makes of the files as this command would."""
    for one in done:
        if one.new == one.old:
            continue
        before, after = (_LINE.findall(_text(raw, one.path)) for raw in (one.old, one.new))
        for line in unified_diff(before, after, _name("a", one.path), _name("b", one.path)):
            if out.isatty():
                line = f"{printable(line.rstrip())}\n"
            out.write(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")


def _text(raw: bytes, path: Path) -> str:
    """The text of a file with its byte order mark, which is a character to those who apply a diff."""
    mark = encoding_of(raw)[1]
    return ("\ufeff" if mark else "") + decode(raw, path)


def _name(side: str, path: Path) -> str:
    """The name of a file as diffs have it: with a tab behind a space, in quotation marks where a terminal might obey it."""
    here = path.absolute()
    name = here.relative_to(Path.cwd()) if here.is_relative_to(Path.cwd()) else here
    said = f"{side}/{name.as_posix().lstrip('/')}"
    if printable(said) == said and '"' not in said and "\\" not in said:
        return f"{said}\t" if " " in said else said
    return '"' + "".join(map(_quoted, said)) + '"'


def _quoted(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if printable(character) == character:
        return character
    return "".join(f"\\{byte:03o}" for byte in character.encode(errors="surrogateescape"))


def _print_json(done: Sequence[Fixed], out: TextIO) -> None:
    fixed_findings = [finding_fields(finding) for one in done for finding in one.made]
    left = [finding_fields(finding) for one in done for finding in one.left]
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
    yield from (finding for one in done for finding in one.left if finding.suppressed is None)


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
