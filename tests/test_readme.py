"""The README says what is there: every command, rule, format and profile, and commands that exist."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

from align.cli.main import COMMANDS
from align.names.style import PROFILES
from align.reports import REPORTS
from align.rules import RULES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_every_command_has_its_line() -> None:
    assert [name for name in COMMANDS if f"| `align {name}" not in README] == []


def test_every_rule_has_its_line_with_its_severity() -> None:
    rows = re.findall(r"^\| ([A-Z]\d{3}) \| `([\w-]+)` \| (\w+) \|", README, re.MULTILINE)
    assert rows == [(rule.code, rule.name, rule.severity.word if rule.default_on else "off") for rule in RULES]


def test_every_output_format_and_profile_has_its_line() -> None:
    assert [name for name in (*REPORTS, *PROFILES) if f"\n| `{name}`" not in README] == []


def test_the_first_two_command_blocks_install_and_then_check_and_test() -> None:
    first, second = re.findall(r"^```sh\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)[:2]
    assert re.search(r"^pip install .*^align check samples/", first, re.MULTILINE | re.DOTALL)
    assert re.search(r"^pip install .*\.\[dev\].*\bpytest$", second, re.MULTILINE)
    assert [path for path in re.findall(r"(?:samples|glossaries)\S*", first) if not (ROOT / path).exists()] == []


def test_the_thresholds_in_the_documentation_are_those_of_the_code() -> None:
    text = (ROOT / "docs" / "how-it-decides.md").read_text("utf-8")
    rows = re.findall(r"\| `(align\.[\w.]+)` \| `(\w+)` \| (\d?\.\d+) \|$", text, re.MULTILINE)
    assert len(rows) > 20
    assert [row for row in rows if getattr(import_module(row[0]), row[1]) != float(row[2])] == []
