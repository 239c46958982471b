"""The linter over small glossaries: each file in `cases/` says under `x-finds` what must be found in it, and no more.

`says` is a part of the message; `x-runs` says which rules the checker would find in the translation of an example.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from align.glossary.lint import RULES, LintFinding, lint
from align.glossary.load import Example, Glossary, load_glossaries, read_glossary

CASES = sorted(Path(__file__).with_name("cases").glob("*.yaml"))


def case(path: Path) -> dict[str, Any]:
    """What the case file says, every scalar as text."""
    read: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
    return read


def run_lint(path: Path) -> tuple[LintFinding, ...]:
    runs = case(path).get("x-runs")

    def run_example(_: Sequence[Glossary], example: Example) -> Collection[str]:
        assert runs is not None
        return runs.get(example.target, ())

    return lint([read_glossary(path)], None if runs is None else run_example)


def meets(finding: LintFinding, expected: dict[str, Any]) -> bool:
    shown = {"code": finding.code, "severity": finding.severity.word, "line": finding.line, "column": finding.column}
    said = expected.get("says", "") in finding.message
    return said and all(str(shown[key]) == value for key, value in expected.items() if key != "says")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_gives_the_findings_that_it_lists(path: Path) -> None:
    expected = case(path)["x-finds"]
    found = run_lint(path)
    shown = "\n".join(map(str, found))
    assert len(found) == len(expected), shown
    for finding, one in zip(found, expected, strict=True):
        assert meets(finding, one), f"{one}\n{shown}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_case_named_after_it_that_it_reports(rule: Any) -> None:
    own = [path for path in CASES if path.stem.startswith(rule.code)]
    assert any(finding.code == rule.code for path in own for finding in run_lint(path))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_no_rule_reports_worse_than_its_own_severity(rule: Any) -> None:
    found = [finding for path in CASES for finding in run_lint(path) if finding.code == rule.code]
    assert all(finding.severity <= rule.severity and finding.name == rule.name for finding in found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_is_in_the_documentation_with_its_severity(rule: Any) -> None:
    page = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8")
    row = f"| {rule.code} | `{rule.name}` | {rule.severity.word} |"
    assert row in page


def test_codes_and_names_are_unique_and_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_entries_of_several_files_are_compared(tmp_path: Path) -> None:
    one, two = tmp_path / "a.yaml", tmp_path / "b.yaml"
    one.write_text("entities: [{en: Tide Office, ja: 潮汐局}]", encoding="utf-8")
    two.write_text("entities: [{en: Tide Bureau, ja: 潮汐局}]", encoding="utf-8")
    (finding,) = lint(load_glossaries([tmp_path]))
    assert (finding.code, finding.path) == ("G102", str(two))
    assert f"at {one}:1" in finding.message


def test_either_of_two_entries_can_allow_what_they_share(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("entities: [{en: Tide Office, ja: 潮汐局, allow: [G102]}]", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("entities: [{en: Tide Bureau, ja: 潮汐局}]", encoding="utf-8")
    assert lint(load_glossaries([tmp_path])) == ()


def test_examples_are_not_run_without_a_checker(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    example = "examples: [{ja: 潮汐局は, en: The Tide Office, finds: [name-order]}]"
    path.write_text(f"entities: [{{en: Tide Office, ja: 潮汐局, {example}}}]", encoding="utf-8")
    assert lint([read_glossary(path)]) == ()


def test_the_runner_is_given_all_glossaries_and_the_example_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    example = "examples: [{ja: 潮汐局は, en: The Tide Office, date: 2024-05, finds: [role-mismatch]}]"
    path.write_text(f"entities: [{{en: Tide Office, ja: 潮汐局, {example}}}]", encoding="utf-8")
    glossaries = [read_glossary(path)]
    seen: list[tuple[Sequence[Glossary], Example]] = []

    def run_example(given: Sequence[Glossary], example: Example) -> set[str]:
        seen.append((given, example))
        return {"role-mismatch"}

    assert lint(glossaries, run_example) == ()
    assert seen == [(glossaries, Example("ja", "潮汐局は", "The Tide Office", ("role-mismatch",), "2024-05"))]


def test_findings_come_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("entities:\n  - {en: Rain, ja: 雨}\n  - {en: Fog, ja: 霧}\n", encoding="utf-8")
    (tmp_path / "a.yaml").write_text("entities:\n  - {en: Snow, ja: 雪}\n", encoding="utf-8")
    found = lint(load_glossaries([tmp_path / "b.yaml", tmp_path / "a.yaml"]))
    assert [(Path(one.path).name, one.line) for one in found] == [("b.yaml", 2), ("b.yaml", 3), ("a.yaml", 2)]
