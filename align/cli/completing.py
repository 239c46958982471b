"""The commands as completion sees them: their options and what may stand behind each, from a table beside the code.

A shell asks at every press of a key; loading the commands themselves would take several times as long as people wait.
`scripts/build_completions.py` writes the table.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import click
from click.shell_completion import CompletionItem

TABLE: Final = Path(__file__).with_name("completions.json")
_Items = list[CompletionItem[Any]]
_Complete = Callable[[click.Context, click.Parameter, str], _Items]
# What no shell takes for a sign of its own. Names with others are left to the shell, which knows how to quote them.
_PLAIN: Final = re.compile(r"[\w./+@%:,-]+")


def command(name: str) -> click.Command | None:
    """A command that knows its options and arguments and cannot be run; None where there is none of that name."""
    row = _table()["commands"].get(name)
    return None if row is None else _command(name, row)


@cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = json.loads(TABLE.read_text("utf-8"))
    return table


def _command(name: str, row: Mapping[str, Any]) -> click.Command:
    parameters = [_parameter(each) for each in row["parameters"]]
    settings = {"help_option_names": ["-h", "--help"]}
    if "commands" not in row:
        return click.Command(name, settings, params=parameters, help=row["help"])
    below = {each: _command(each, inner) for each, inner in row["commands"].items()}
    return click.Group(name, below, context_settings=settings, params=parameters, help=row["help"])


def _parameter(row: Mapping[str, Any]) -> click.Parameter:
    complete = _completion(row)
    if "flags" not in row:
        return click.Argument([row["name"]], nargs=row["nargs"], required=False, shell_complete=complete)
    return click.Option(
        row["flags"],
        help=row["help"],
        is_flag=row.get("switch", False),
        multiple=row.get("many", False),
        shell_complete=complete,
    )


def _completion(row: Mapping[str, Any]) -> _Complete | None:
    if "choices" in row:
        return lambda ctx, parameter, begun: [
            CompletionItem(choice) for choice in row["choices"] if choice.startswith(begun)
        ]
    if "rules" in row:
        return lambda ctx, parameter, begun: rules(begun, several=row["rules"] == "several")
    if "files" in row:
        return lambda ctx, parameter, begun: files(begun, row["files"])
    return None


def rules(begun: str, *, several: bool) -> _Items:
    """Codes of rules, and their names once a small letter is typed; with `several` the last of a list with commas."""
    before, comma, last = begun.rpartition(",") if several else ("", "", begun)
    known: Mapping[str, str] = _table()["rules"]
    found = [CompletionItem(f"{before}{comma}{code}", help=name) for code, name in known.items() if _fits(code, last)]
    if last[:1].islower():
        found += [CompletionItem(f"{before}{comma}{name}") for name in known.values() if name.startswith(last)]
    return found


def _fits(code: str, begun: str) -> bool:
    return code.startswith(begun.upper())


def files(begun: str, suffixes: Sequence[str]) -> _Items:
    """Files of these suffixes and folders; where none fits, or a name needs quotes, the shell is left to look itself."""
    folder, _, name = begun.rpartition("/")
    place = folder or ("/" if begun.startswith("/") else ".")
    before = f"{folder}/" if "/" in begun else ""
    found: list[tuple[str, bool]] = []
    try:
        with os.scandir(place) as entries:
            for entry in entries:
                wanted = entry.name.startswith(name) and (name or not entry.name.startswith("."))
                if wanted and (entry.is_dir() or entry.name.lower().endswith(tuple(suffixes))):
                    found.append((f"{before}{entry.name}", entry.is_dir()))
    except OSError:
        found = []
    if not found or not all(_PLAIN.fullmatch(path) for path, _ in found):
        return [CompletionItem(begun, type="file")]
    if all(is_folder for _, is_folder in found):
        return [CompletionItem(begun, type="dir")]
    return [CompletionItem(f"{path}/" if is_folder else path) for path, is_folder in sorted(found)]
