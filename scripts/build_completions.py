"""Writes align/cli/completions.json: what a shell may complete, read off the commands themselves.

    python scripts/build_completions.py

To be run whenever a command, an option or a value that one takes is added; a test notices when it was not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import click

from align.cli.completing import TABLE
from align.cli.inputs import INPUTS
from align.cli.main import COMMANDS, main
from align.glossary.files import SUFFIXES
from align.names.style import PROFILES
from align.rules import RULES
from align.score.inputs import SUFFIXES as TEST_SETS
from align.score.measures import GROUPS, NAMED

# What parameters that take files are called, and the suffixes of what they take. Others take any file.
_GLOSSARY = list(SUFFIXES)
_FILES: Mapping[str, list[str]] = {
    "paths": list(INPUTS),
    "path": list(INPUTS),
    "source": list(INPUTS),
    "target": list(INPUTS),
    "glossaries": _GLOSSARY,
    "into": _GLOSSARY,
    "review_log": [".jsonl"],
    "baseline": [".json"],
    "aligner": [""],
}
# The same name means something else in these commands.
_GLOSSARY_COMMANDS = ("lint", "fmt", "stats")
_GRADED: Mapping[str, dict[str, Any]] = {
    **{name: {"files": list(TEST_SETS)} for name in ("systems", "source", "references")},
    "baseline": {},
    "metrics": {"choices": [*NAMED, *GROUPS]},
}


def table() -> dict[str, Any]:
    """The whole table."""
    ctx = click.Context(main)
    commands = {name: _command(main.get_command(ctx, name), COMMANDS[name].summary) for name in COMMANDS}
    return {"rules": {rule.code: rule.name for rule in RULES}, "commands": commands}


def text() -> str:
    """The file, one parameter a line, so that a change shows what was added."""
    return json.dumps(table(), ensure_ascii=False, indent=1) + "\n"


def _command(command: click.Command | None, summary: str = "") -> dict[str, Any]:
    assert command is not None
    row: dict[str, Any] = {"help": summary or command.get_short_help_str(100)}
    row["parameters"] = [_parameter(parameter, command) for parameter in command.params]
    if isinstance(command, click.Group):
        row["commands"] = {name: _command(inner) for name, inner in command.commands.items()}
    return row


def _parameter(parameter: click.Parameter, command: click.Command) -> dict[str, Any]:
    row: dict[str, Any]
    if isinstance(parameter, click.Option):
        flags = [*parameter.opts]
        if parameter.secondary_opts:
            flags = ["/".join((*parameter.opts, *parameter.secondary_opts))]
        row = {"flags": flags, "help": (parameter.help or "").partition(".")[0]}
        row |= {"switch": True} if parameter.is_flag else {}
        row |= {"many": True} if parameter.multiple else {}
    else:
        row = {"name": parameter.name, "nargs": parameter.nargs}
    return row | _values(parameter, command)


def _values(parameter: click.Parameter, command: click.Command) -> dict[str, Any]:
    name = parameter.name or ""
    if isinstance(parameter, click.Option) and parameter.is_flag:
        return {}
    if isinstance(parameter.type, click.Choice):
        return {"choices": list(parameter.type.choices)}
    if parameter.metavar == "RULE,...":
        return {"rules": "several"}
    if name == "rule":
        return {"rules": "one"}
    if parameter.metavar == "PROFILE":
        return {"choices": list(PROFILES)}
    if command.name in _GLOSSARY_COMMANDS and name == "paths":
        return {"files": _GLOSSARY}
    if command.name == "score" and name in _GRADED:
        return _GRADED[name]
    if name in _FILES:
        return {"files": _FILES[name]}
    # Every name ends in nothing: any file.
    return {"files": [""]} if isinstance(parameter.type, click.Path) else {}


if __name__ == "__main__":
    TABLE.write_text(text(), "utf-8")
