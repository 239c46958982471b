"""docs/configuration.md tells every key that the code knows, and its examples are configurations."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from align import config
from align.cli import options
from align.config.examining import DOCUMENT_KEYS, FILE_IGNORE_KEYS, KEYS, REVIEW_KEYS
from align.config.settings import FAIL_ON, THEMES
from align.formats.languages import SOURCE_LANGS
from align.names.style import PROFILES, Style

TEXT = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```toml\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def _keys(section: str) -> tuple[str, ...]:
    """The keys in the first table of a section."""
    part = TEXT.partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    return tuple(re.findall(r"^\| `([\w-]+)` \|", part, re.MULTILINE))


@pytest.mark.parametrize(
    ("section", "known"),
    [
        ("Keys", KEYS),
        ("`documents`", DOCUMENT_KEYS),
        ("`per-file-ignores`", FILE_IGNORE_KEYS),
        ("`review`", REVIEW_KEYS),
        ("`style`", ("profile", *(field.name.replace("_", "-") for field in fields(Style)))),
    ],
)
def test_every_key_has_its_line_and_no_other(section: str, known: tuple[str, ...]) -> None:
    assert sorted(_keys(section)) == sorted(known)


def test_every_value_that_a_key_may_have_is_named() -> None:
    assert [word for word in (*FAIL_ON, *SOURCE_LANGS, *THEMES, *PROFILES) if f"`{word}`" not in TEXT] == []


def test_every_option_that_stands_for_a_key_is_named_and_is_one() -> None:
    known: set[str] = set()
    for decorate in (
        options.inputs,
        options.selection,
        options.knowledge,
        options.discovery,
        options.aligner,
        options.rules,
        options.baselined,
        options.reviewed,
        options.working,
    ):
        command = decorate(lambda: None)
        known |= {flag for each in command.__click_params__ for flag in (*each.opts, *each.secondary_opts)}
    named = set(re.findall(r"`(--[\w-]+)`", TEXT))
    # What is said of one document or of one run alone is no setting.
    assert {flag for flag in known if flag.startswith("-")} - named == {"--source", "--date", "--changed-since"}
    assert named <= known


@pytest.mark.parametrize("text", EXAMPLES, ids=range(len(EXAMPLES)))
def test_every_example_is_a_configuration(text: str, tmp_path: Path) -> None:
    (tmp_path / "glossaries").mkdir()
    (tmp_path / "glossaries" / "a.yaml").write_text("version: 1\n", "utf-8")
    name = "pyproject.toml" if "[tool.align]" in text else "align.toml"
    path = tmp_path / name
    path.write_text(text, "utf-8")
    assert config.read(path) != config.Settings(path)
    assert tomllib.loads(text)


def test_there_is_an_example_of_each_table() -> None:
    written = {key for text in EXAMPLES for key in tomllib.loads(text)}
    assert {"documents", "per-file-ignores", "style", "review"} <= written
