"""`align fix`: makes the fixes that an editor would accept unseen, and says what it did and what is left."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from align.cli import exits, options
from align.cli.changed import Changes, tell_changes
from align.cli.checking import Judge
from align.cli.fix_told import print_diffs, print_json, print_lines, print_text, summary
from align.cli.fixed import Fixed, fixed, write
from align.cli.inputs import Batch, batches
from align.cli.output import counted, note, results
from align.cli.reviewed import tell
from align.cli.runs import showing_progress
from align.cli.workers import workers
from align.config import Pair
from align.errors import AlignError
from align.fixing import ALL, SAFE
from align.formats.base import STDIN


@click.command()
@options.inputs
@options.selection
@options.knowledge
@options.discovery
@options.aligner
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
                        writes = one.changed and not diff and not piped
                        done.append(write(one) if writes else one)
                about = judge.about_settings([each for one in done[before:] for each in one.judged])
                done += (Fixed(one.path, b"", b"", (), (one,)) for one in judge.counted(about))
                left = [each for one in done[before:] for each in (*one.left, *(one.made if diff else ()))]
                code = max(code, exits.after(left, batch.settings.fail_on))
                remarks += judge.log.remarks if judge.log else ()
        if piped:
            print_text(done[0], out)
        elif diff:
            print_diffs(done, out)
        elif output_format == "json":
            print_json(done, out)
        else:
            print_lines(done, out, allowed, closing=not quiet)
    if not quiet:
        if changes:
            tell_changes(asked, changes)
        tell(remarks)
        if piped or diff:
            note(summary(done, allowed, would=diff))
    click.get_current_context().exit(code)


def _files(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """The pairs of each translation: one that has several sources is fixed beside all of them at once."""
    found: defaultdict[Path, list[Pair]] = defaultdict(list)
    for pair in pairs:
        found[pair.target].append(pair)
    return list(found.values())


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
        files = sum(one.changed for one in done)
        if files and not would:
            note(f"{counted(files, 'file')} {'was' if files == 1 else 'were'} fixed before the run stopped")
        raise
