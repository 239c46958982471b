"""Texts that nobody writes on purpose, checked for names in no glossary: no crash, and nothing invented."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from tests.cli.conftest import Fails, Project

TEXTS = yaml.safe_load(Path(__file__).with_name("hard_texts.yaml").read_text(encoding="utf-8"))
WHOLE_PROGRAM = ("--no-glossary", "--output-format", "json")


def _row(text: Mapping[str, Any], number: int = 1) -> str:
    row = {"id": str(number), "source": text["source"], "target": text["target"], "source_lang": text["lang"]}
    return json.dumps(row, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("options", [(), ("--no-lexicon",)], ids=["whos-who", "no-lexicon"])
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text["name"])
def test_a_hard_text_is_read_to_its_end(text: Mapping[str, Any], options: tuple[str, ...], project: Project) -> None:
    project.write("hard.jsonl", _row(text))
    done = project.align("check", "hard.jsonl", *WHOLE_PROGRAM, *options)
    assert "fault of align itself" not in done.stderr
    errors = [finding for finding in json.loads(done.stdout)["findings"] if finding["severity"] == "error"]
    about_names = [[one["code"], one["source"]["text"]] for one in errors if one["code"].startswith("N")]
    assert about_names == text["errors"]
    assert done.exit_code == (1 if errors else 0)


@pytest.mark.parametrize("command", [("links",), ("glossary", "extract")], ids=["links", "extract"])
def test_all_of_them_go_through_the_other_commands(command: tuple[str, ...], project: Project) -> None:
    project.write("hard.jsonl", "".join(_row(text, number) for number, text in enumerate(TEXTS)))
    done = project.align(*command, "hard.jsonl", "--no-glossary")
    assert done.exit_code == 0, done.output


def test_a_lone_surrogate_in_json_is_no_character(project: Project, fails: Fails) -> None:
    project.write("hard.jsonl", '{"id": "1", "source": "\\ud800邵立群说。", "target": "Shao Liqun said so."}\n')
    said = fails("check", "hard.jsonl", "--no-glossary")
    assert said.startswith("align: hard.jsonl:1:")
    assert "surrogate" in said
