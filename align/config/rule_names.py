"""What the rules are called, told from the files that define them: to load the rules takes longer than all the rest of
reading a configuration or completing a command line."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_FILE = re.compile(r"([a-z]\d{3})_(\w+)\.py")


@cache
def rule_names() -> dict[str, str]:
    """The name of each rule by its code, as `align explain` lists them, sorted."""
    folder = Path(__file__).parent.parent / "rules"
    found = sorted(match.groups() for path in folder.iterdir() if (match := _FILE.fullmatch(path.name)))
    return {code.upper(): name.replace("_", "-") for code, name in found}


def is_rule(word: str) -> bool:
    """Whether `word` names a rule in one of the ways that `align.rules.select.choose` understands."""
    known = rule_names()
    return word.upper() == "ALL" or word.lower() in known.values() or any(_begins(code, word) for code in known)


def _begins(code: str, word: str) -> bool:
    return bool(word) and code.startswith(word.upper())
