"""`--reader`: names are read by a network besides the tables, and it is told that they were."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from align.names.readings import neural

if TYPE_CHECKING:
    from tests.cli.conftest import Project


@pytest.fixture(autouse=True)
def _tables_alone_afterwards() -> Iterator[None]:
    yield
    neural.consult(None)


def test_a_name_is_told_with_what_the_network_proposes(project: Project) -> None:
    plain = project.align(
        "names", "--no-lexicon", "--lang", "ja", "--output-format", "jsonl", "--no-reader", "鵜久森健"
    )
    asked = project.align("names", "--no-lexicon", "--lang", "ja", "--output-format", "jsonl", "--reader", "鵜久森健")
    assert asked.exit_code == plain.exit_code == 0, asked.stderr
    before, after = ({each["romaji"]: each for each in json.loads(done.stdout)["readings"]} for done in (plain, asked))
    assert before != after
    assert any("name reader" in each["from"] for each in after.values())
    assert not any("name reader" in each["from"] for each in before.values())


def test_a_report_says_which_network_was_asked(project: Project) -> None:
    plain = json.loads(project.align("check", "a.en.txt", "--source", "a.ja.txt", "--output-format", "json").stdout)
    asked = json.loads(
        project.align("check", "a.en.txt", "--source", "a.ja.txt", "--output-format", "json", "--reader").stdout
    )
    assert "reader:" not in plain["signature"]
    assert f"|reader:{neural.shipped().digest}" in asked["signature"]


def test_the_configuration_turns_it_on_and_a_flag_off(project: Project) -> None:
    project.write("align.toml", "reader = true")
    assert "reader = true                                    # align.toml:1" in project.align("config").stdout
    assert (
        "reader = false                                   # --no-reader"
        in project.align("config", "--no-reader").stdout
    )


@pytest.mark.parametrize("command", [("check", "a.en.txt", "--source", "a.ja.txt"), ("names", "金井正彰")])
def test_without_the_extra_the_message_says_how_to_install_it(
    project: Project, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setattr(neural, "find_spec", lambda name: None)
    neural.shipped.cache_clear()
    done = project.align(*command, "--reader")
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.endswith(
        "align: the name reader needs ctranslate2, which is not installed\n"
        "  hint: install it with: pip install 'align-names[neural]'\n"
    )
