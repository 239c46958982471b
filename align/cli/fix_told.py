"""What `align fix` did, and what is left: as a text, as a diff, as lines for people, as JSON for scripts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path
from typing import BinaryIO, Final, TextIO

from align.cli.fixed import Fixed
from align.cli.output import counted
from align.formats.base import decode, encoding_of
from align.model.finding import Finding, Safety
from align.reports.base import place
from align.reports.fields import finding_fields
from align.text.place import printable
from align.text.safe_json import dumps

_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
"""A line as those see it who apply a diff: to them nothing else ends one."""


def print_text(one: Fixed, out: TextIO) -> None:
    """The fixed text, byte for byte."""
    out.flush()
    raw: BinaryIO = out.buffer
    raw.write(one.new)
    raw.flush()


def print_diffs(done: Sequence[Fixed], out: TextIO) -> None:
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


def print_json(done: Sequence[Fixed], out: TextIO) -> None:
    """One object: the files that have changed, the findings that were fixed and those that are left."""
    fixed_findings = [finding_fields(finding) for one in done for finding in one.made]
    left = [finding_fields(finding) for one in done for finding in one.left]
    files = [one.path.as_posix() for one in done if one.changed]
    out.write(f"{dumps({'version': 1, 'files': files, 'fixed': fixed_findings, 'findings': left})}\n")


def print_lines(done: Sequence[Fixed], out: TextIO, allowed: frozenset[Safety], *, closing: bool) -> None:
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
    if closing:
        out.write(f"{summary(done, allowed)}\n")


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


def summary(done: Sequence[Fixed], allowed: frozenset[Safety], *, would: bool = False) -> str:
    """What was done, or `would` be, and what is left, in a sentence."""
    made = sum(len(one.made) for one in done)
    files = sum(one.changed for one in done)
    said = f"{'Would fix' if would else 'Fixed'} {counted(made, 'finding')} in {counted(files, 'file')}"
    if not made:
        said = "Nothing to fix"
    kinds = Counter(finding.fix.safety if finding.fix else None for finding in _left(done))
    left = kinds.total()
    if not left:
        return f"{said}; nothing is left."
    told = []
    unsafe = 0 if Safety.UNSAFE in allowed else kinds[Safety.UNSAFE]
    if unsafe:
        told.append(f"{unsafe:,} by --unsafe-fixes")
    # A fix that was allowed and not made meets a tag or another fix.
    if by_hand := left - unsafe:
        told.append(f"{by_hand:,} by hand")
    ways = f": {', '.join(told)}" if told else ""
    return f"{said}; {left:,} {'is' if left == 1 else 'are'} left{ways}."
