from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
import sarif_pydantic

from align.model.report import Counts, Report
from align.model.segment import Where
from align.reports import REPORTS, Look
from align.rules import RULES

_SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))


def _log(report: Report) -> Any:
    out = io.StringIO()
    REPORTS["sarif"](Look()).render(report, out)
    return json.loads(out.getvalue())


@pytest.fixture(scope="module")
def run(hard: Report) -> Any:
    return _log(hard)["runs"][0]


@pytest.mark.parametrize("count", [0, 1, 99])
def test_a_log_follows_the_schema_of_the_standard(count: int, hard: Report) -> None:
    report = replace(hard, findings=hard.findings[:count], rules=tuple(rule.info for rule in RULES))
    jsonschema.Draft4Validator(_SCHEMA, format_checker=jsonschema.FormatChecker()).validate(_log(report))


def test_another_reader_finds_the_same_results(hard: Report) -> None:
    read = sarif_pydantic.Sarif.model_validate(_log(hard))
    results = read.runs[0].results or []
    assert [result.rule_id for result in results] == [finding.code for finding in hard.findings]
    places = [result.locations[0].physical_location.region for result in results if result.locations]
    assert [(place.start_line, place.end_line) for place in places if place][:3] == [(5, 5), (6, 6), (5, 6)]


def test_rules_bring_their_documentation(hard: Report) -> None:
    report = replace(hard, rules=tuple(rule.info for rule in RULES))
    rules = _log(report)["runs"][0]["tool"]["driver"]["rules"]
    for rule, shown in zip(RULES, rules, strict=True):
        assert shown["help"]["markdown"] == rule.documentation
        assert shown["properties"]["tags"] == [rule.mqm]
        # The standard forbids HTML there, and braces would be placeholders.
        assert not set("<>{}") & set(rule.documentation + rule.summary)


def test_a_result_points_at_its_rule(run: Any) -> None:
    indexed = [result for result in run["results"] if "ruleIndex" in result]
    assert len(indexed) == 3
    for result in indexed:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_paths_are_encoded_and_relative_to_the_root(run: Any) -> None:
    where = run["results"][6]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert where["uri"].isascii()
    assert (unquote(where["uri"]), where["uriBaseId"]) == ("case/新 闻 %.po", "%SRCROOT%")
    assert "%SRCROOT%" in run["originalUriBaseIds"]


@pytest.mark.parametrize(
    ("path", "uri"),
    [("/home/李/a b.txt", "file:///home/%E6%9D%8E/a%20b.txt"), ("c:d.txt", "c%3Ad.txt"), ("-", "-")],
)
def test_other_paths_are_no_less_valid(path: str, uri: str, hard: Report) -> None:
    segment = replace(hard.findings[0].segment, target_at=Where(Path(path), 1, 1))
    report = replace(hard, findings=(replace(hard.findings[0], segment=segment),))
    where = _log(report)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert where["uri"] == uri
    assert ("uriBaseId" in where) == (path == "c:d.txt")


def test_equal_faults_are_told_apart(run: Any) -> None:
    prints = [result["partialFingerprints"]["alignName/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)
    assert [one.partition(":")[2] for one in prints[7:11]] == ["", "2", "3", "4"]


def test_suppressed_results_stay_and_say_why(run: Any) -> None:
    said = [
        (one["properties"]["by"], one["kind"], one.get("justification"))
        for result in run["results"]
        for one in result.get("suppressions", [])
    ]
    assert said == [
        ("config", "external", "per-file-ignores: case/**"),
        ("inline", "inSource", "quoted speech"),
        ("baseline", "external", None),
        ("review", "external", "decided on 2026-11-02"),
    ]


def test_a_message_holds_neither_links_nor_placeholders(run: Any) -> None:
    text = run["results"][6]["message"]["text"]
    assert "[family\\](first), {{0}}::error" in text


def test_a_text_of_which_only_the_line_is_known_has_a_region_of_that_line(run: Any) -> None:
    assert run["results"][4]["locations"][0]["physicalLocation"]["region"] == {"startLine": 3, "endLine": 3}


def test_a_missing_name_is_listed_under_the_whole_translation_and_points_at_the_source(hard: Report) -> None:
    finding = replace(hard.findings[0], target=None)
    (result,) = _log(replace(hard, findings=(finding,)))["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region["snippet"]["text"] == finding.segment.target
    assert (region["startLine"], region["startColumn"], region["endLine"]) == (5, 1, 6)
    assert result["relatedLocations"][0]["physicalLocation"]["region"]["snippet"]["text"] == "王小明"


def test_a_finding_without_a_file_is_still_valid(hard: Report) -> None:
    segment = replace(hard.findings[0].segment, target_at=None, source_at=None, document="\ud800 d")
    log = _log(Report((replace(hard.findings[0], segment=segment),), Counts(1, 1, 1, 0, 0, 0), (), ""))
    jsonschema.Draft4Validator(_SCHEMA).validate(log)
    assert log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 1
