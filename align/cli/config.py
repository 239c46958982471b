"""`align config`: what applies to a file or folder, and where each setting comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TextIO

import click

from align import config as configuration
from align.cli import options
from align.cli.inputs import offered
from align.cli.output import counted, results
from align.config import FileIgnore, Pair, Settings
from align.config.origins import Value, values
from align.config.reading import OWN, shared_file
from align.config.writing import toml_key, toml_value
from align.config.written import Written
from align.glossary.files import glossary_files
from align.rules.select import choose
from align.text.place import cell_width, printable
from align.text.safe_json import dumps

_MARGIN = 60
"""The widest line whose remark stands in one column with the others, in cells."""

_MOST = 5
"""So many files are named."""


@dataclass(frozen=True, slots=True)
class _Applied:
    """What applies to a path. `rules` are the codes of those that run, `documents` the files that a check would read."""

    settings: Settings
    shadowed: Path | None
    values: tuple[Value, ...]
    glossaries: tuple[Path, ...]
    rules: tuple[str, ...]
    documents: int


@click.command()
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
@options.knowledge
@options.discovery
@options.aligner
@options.rules
@options.baselined
@options.reviewed
@options.working
@click.option("--output-format", type=click.Choice(["full", "json"]), default="full", help="How settings are printed.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write results there.")
def config(path: Path | None, output_format: str, output: Path | None, **flags: Any) -> None:
    """Show which settings apply, and where each comes from.

    PATH is a file or a folder that would be checked; the working folder if it is left out. Prints TOML that can be
    pasted into align.toml; behind each line stands what sets it: the configuration, an option or nobody. Options are
    those of `check`, to see what they would change.

    \b
    Examples:
      align config
      align config articles/summit.en.md
      align config --style nippon-com --output-format json
    """
    applied = _applied(path, options.typed(**flags))
    with results(output) as out:
        if output_format == "json":
            out.write(f"{dumps(_fields(applied))}\n")
        else:
            _print(applied, path, out)


def _applied(path: Path | None, typed: configuration.Typed) -> _Applied:
    found = configuration.nearest(path or Path())
    written = Written.read(found) if found else None
    settings = configuration.load(found, typed)
    return _Applied(
        settings,
        shared_file(found.parent) if found and found.name == OWN else None,
        tuple(values(settings, written, typed)),
        glossary_files(settings.glossaries),
        tuple(rule.code for rule in choose(settings.select, settings.ignore)),
        sum(1 for _ in offered(path, settings)),
    )


def _fields(applied: _Applied) -> dict[str, object]:
    settings: dict[str, object] = {}
    for each in applied.values:
        told = {"value": each.value, "origin": each.origin.word}
        told |= {"line": each.origin.line, "flag": each.origin.flag or None}
        inside = settings
        for part in each.key[:-1]:
            inside = inside.setdefault(part, {})  # type: ignore[assignment]
        inside[each.key[-1]] = told
    path, shadowed = applied.settings.path, applied.shadowed
    return {
        "version": 1,
        "path": path.as_posix() if path else None,
        "shadowed": shadowed.as_posix() if shadowed else None,
        "settings": settings,
        "glossaries": [file.as_posix() for file in applied.glossaries],
        "rules": list(applied.rules),
        "documents": applied.documents,
    }


def _print(applied: _Applied, path: Path | None, out: TextIO) -> None:
    lines = [line for value in applied.values for line in _lines(value, applied.settings.path)]
    widths = [cell_width(text) for text, _ in lines]
    margin = max((width for width in widths if width <= _MARGIN), default=0)
    out.writelines(f"# {printable(line)}\n" for line in _heading(applied))
    for (text, remark), width in zip(lines, widths, strict=True):
        out.write(f"{text}{' ' * max(0, margin - width)}  # {remark}\n" if remark else f"{text}\n")
    out.writelines(f"# {printable(line)}\n" for line in _tail(applied, path))


def _heading(applied: _Applied) -> Iterator[str]:
    found = applied.settings.path
    if found is None:
        yield "no configuration: neither an align.toml nor a pyproject.toml with [tool.align] stands here or above"
        return
    yield found.as_posix()
    if applied.shadowed:
        yield f"{applied.shadowed.as_posix()} has [tool.align] as well, which does not count beside an align.toml"


def _lines(value: Value, path: Path | None) -> Iterator[tuple[str, str]]:
    """A setting as lines of TOML, each with its origin."""
    key, told = toml_key(*value.key), value.origin.told(path)
    if value.value is None:
        yield f"# {key}: {value.unset}", told
    elif value.items and isinstance(value.value, list):
        yield f"{key} = [", told
        for item, origin in zip(value.value, value.items, strict=True):
            yield f"  {toml_value(item)},", origin.told(path)
        yield "]", ""
    else:
        yield f"{key} = {toml_value(value.value)}", told


def _tail(applied: _Applied, path: Path | None) -> Iterator[str]:
    """What comes of the settings."""
    settings, today = applied.settings, date.today().isoformat()
    yield _listed("glossary file", [file.as_posix() for file in applied.glossaries])
    yield _listed("rule", applied.rules)
    yield f"{_several(applied.documents, 'document')}: what `align check{f' {path.as_posix()}' if path else ''}` reads"
    sourceless = list(settings.sourceless()) if path is None else []
    if sourceless:
        yield f"{_several(len(sourceless), 'file')} left out, as the source is not there: {_paths(sourceless)}"
    for entry in settings.per_file_ignores:
        if entry.is_expired(today):
            yield f"expired on {entry.until}: {_ignored(entry)}"
    if path is not None and path.is_file():
        yield from (
            f"ignored here: {_ignored(each)}" for each in settings.ignored_in(path) if not each.is_expired(today)
        )


def _paths(pairs: Sequence[Pair]) -> str:
    shown = ", ".join(pair.target.as_posix() for pair in pairs[:_MOST])
    return f"{shown}, …" if len(pairs) > _MOST else shown


def _ignored(entry: FileIgnore) -> str:
    where = f", line {entry.line}" if entry.line else ""
    return f"{', '.join(entry.rules) or 'ALL'} in {entry.glob}{where}"


def _listed(noun: str, names: Sequence[str]) -> str:
    return f"{_several(len(names), noun)}{': ' if names else ''}{', '.join(names)}"


def _several(number: int, noun: str) -> str:
    return counted(number, noun) if number else f"no {noun}s"
