"""Names that are in no glossary: found unless that is turned off, and told apart from those that somebody knows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from align.glossary.load import read_glossary

if TYPE_CHECKING:
    from tests.cli.conftest import Project

PAIR = ("a.en.txt", "--source", "a.ja.txt")
NAMES = ("--glossary", "names.yaml")
NO_GLOSSARY = ("--no-glossary",)
HANAKO, SANAE, TARO = "田中花子", "高市早苗", "河野太郎"


@pytest.fixture
def unknown(project: Project) -> Project:
    """A pair of texts with one name of the glossary, in the wrong order, and two others, one of them read wrongly."""
    project.write("a.ja.txt", f"記者の{HANAKO}さんが来た。\n{SANAE}首相は笑った。\n{TARO}外相も笑った。\n")
    project.write(
        "a.en.txt",
        "The reporter Tanaka Hanako came.\nPrime Minister Gaoshi Zaomiao laughed.\nForeign Minister Taro Kono laughed.\n",
    )
    return project


def _rows(project: Project, *arguments: str) -> list[dict[str, Any]]:
    done = project.align(*arguments, "--output-format", "jsonl")
    assert done.exit_code in (0, 1), done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def _errors(project: Project, *arguments: str) -> list[tuple[str, str, Any]]:
    """Code, source and entity of each error."""
    rows = _rows(project, "check", *PAIR, *arguments)
    return [
        (row["code"], row["source"]["text"], row["entity"] and row["entity"]["name"])
        for row in rows
        if row["severity"] == "error"
    ]


def test_a_wrong_name_is_found_with_no_glossary_at_all(unknown: Project) -> None:
    assert ("N203", SANAE, "Sanae Takaichi") in _errors(unknown, *NO_GLOSSARY)


def test_the_glossary_decides_and_the_rest_is_found_as_well(unknown: Project) -> None:
    first, second = _errors(unknown, *NAMES)
    assert first == ("N101", HANAKO, "Hanako Tanaka")
    assert second == ("N203", SANAE, "Sanae Takaichi")


def test_without_the_whos_who_there_is_only_the_name(unknown: Project) -> None:
    assert ("N203", SANAE, None) in _errors(unknown, *NO_GLOSSARY, "--no-lexicon")


def test_without_discovery_only_the_glossary_speaks(unknown: Project) -> None:
    assert _errors(unknown, *NAMES, "--no-discovery") == [("N101", HANAKO, "Hanako Tanaka")]
    assert _rows(unknown, "check", *PAIR, *NO_GLOSSARY, "--no-discovery") == []


@pytest.mark.parametrize(
    ("setting", "option", "entity"),
    [
        ("discover = false", "--discovery", "Sanae Takaichi"),
        ("discover = true", "--no-discovery", ""),
        ("lexicon = false", "--lexicon", "Sanae Takaichi"),
        ("lexicon = true", "--no-lexicon", None),
    ],
)
def test_a_typed_flag_wins_over_the_configuration(
    setting: str, option: str, entity: str | None, unknown: Project
) -> None:
    """`entity` is empty where nothing is to be found."""
    unknown.write("align.toml", setting)
    named = {source: name for _, source, name in _errors(unknown, *NO_GLOSSARY, option)}
    assert named.get(SANAE, "") == entity


def test_the_configuration_turns_discovery_off(unknown: Project) -> None:
    unknown.write("align.toml", "discover = false")
    assert _rows(unknown, "check", *PAIR, *NO_GLOSSARY) == []


def test_links_name_whom_a_glossary_or_the_whos_who_knows(unknown: Project) -> None:
    entities = {row["source"]["text"]: row["entity"] for row in _rows(unknown, "links", *PAIR, *NAMES)}
    assert entities[HANAKO] == {"id": "tanaka-hanako", "name": "Hanako Tanaka"}
    assert entities[SANAE]["name"] == "Sanae Takaichi"
    assert entities[TARO]["name"] == "Taro Kono"


def test_a_link_of_a_name_that_nobody_knows_has_no_entity(unknown: Project) -> None:
    rows = _rows(unknown, "links", *PAIR, *NAMES, "--no-lexicon")
    found = {row["source"]["text"]: (row["entity"] is None, row["kind"]) for row in rows}
    assert found == {HANAKO: (False, "person"), SANAE: (True, "person"), TARO: (True, "person")}


def test_links_of_unknown_names_can_be_read_by_people(unknown: Project) -> None:
    lines = unknown.align("links", *PAIR, *NAMES, "--no-lexicon").stdout.splitlines()
    (known,) = [line for line in lines if f"{HANAKO} → Tanaka Hanako" in line]
    (unidentified,) = [line for line in lines if f"{TARO} → Taro Kono" in line]
    assert known.endswith("  Hanako Tanaka")
    assert unidentified.endswith("paired 1.00")


def test_links_without_discovery_are_those_of_the_glossary(unknown: Project) -> None:
    rows = _rows(unknown, "links", *PAIR, *NAMES, "--no-discovery")
    assert [row["source"]["text"] for row in rows] == [HANAKO]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ([], "judged by how they can be read and by the built-in who's who (--glossary PATH names one)"),
        (["--no-lexicon"], "judged by how they can be read (--glossary PATH names one)"),
        (["--no-discovery"], "only what the texts themselves show was checked (--glossary PATH names one)"),
    ],
)
def test_what_names_were_judged_by_is_said_where_no_glossary_is_given(
    options: list[str], says: str, unknown: Project
) -> None:
    said = unknown.align("check", *PAIR, *options).stderr
    assert said.startswith("align: no glossary given, so ")
    assert said.endswith(f"{says}\n")


def test_a_text_alone_is_said_to_be_checked_for_what_it_shows(unknown: Project) -> None:
    unknown.folder.joinpath("a.ja.txt").unlink()
    assert "only what the texts themselves show" in unknown.align("check", "a.en.txt").stderr


@pytest.mark.parametrize(
    ("options", "parts"),
    [
        ([], "discovery:on|lexicon:on"),
        (["--no-lexicon"], "discovery:on|lexicon:off"),
        (["--no-discovery"], "discovery:off|lexicon:off"),
    ],
)
def test_the_signature_says_what_names_were_judged_by(options: list[str], parts: str, unknown: Project) -> None:
    done = unknown.align("check", *PAIR, *NO_GLOSSARY, *options, "--output-format", "json")
    assert f"|{parts}|" in json.loads(done.stdout)["signature"]


def test_names_in_no_glossary_are_proposed_for_one(unknown: Project) -> None:
    done = unknown.align("glossary", "extract", *PAIR, *NAMES, "--output", "proposed.yaml")
    assert done.stderr == "align: 2 names proposed, 1 doubtful; 1 is in the glossary already\n"
    proposed = {entry.entity.full for entry in read_glossary(unknown.folder / "proposed.yaml").entries}
    assert proposed == {"Sanae Takaichi", "Taro Kono"}
    assert [source for _, source, _ in _errors(unknown, *NAMES, "--glossary", "proposed.yaml")] == [HANAKO, SANAE]


def test_nothing_is_proposed_without_discovery_and_that_is_said(unknown: Project) -> None:
    done = unknown.align("glossary", "extract", *PAIR, *NAMES, "--no-discovery")
    assert done.stdout == "version: 1\nentities: []\n"
    assert "were not looked for (--discovery turns that on)" in done.stderr


def test_an_entry_proves_itself_by_the_glossary_alone(project: Project) -> None:
    project.write(
        "own.yaml",
        f"entities:\n- {{id: tanaka, en: Hanako Tanaka, ja: {HANAKO}, "
        f"examples: [{{ja: {SANAE}首相は笑った。, en: Prime Minister Gaoshi Zaomiao laughed., finds: []}}]}}\n",
    )
    assert project.align("glossary", "lint", "own.yaml").exit_code == 0
