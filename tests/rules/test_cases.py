"""Every rule finds what its case file says, and nothing else. `tests/cases/README.md` explains the format."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from align.checker import Checker
from align.glossary.lexicon import Lexicon, load_lexicon
from align.glossary.whos_who import whos_who
from align.match.undeclared import Discoverer
from align.model.finding import Finding, Safety, Severity
from align.model.segment import Document, Segment
from align.names.style import DEFAULT, style_from
from align.rules import RULES
from align.rules.base import Rule
from align.rules.select import choose

CASES = Path(__file__).parents[1] / "cases"
UNDECLARED = CASES / "undeclared"
JUDGED = ("N201", "N202", "N203", "N204", "N301", "N302", "N303", "N304", "N401")
"""The rules that judge names in no glossary."""
CASED = tuple(rule for rule in RULES if rule.scope != "file")
"""The rules that judge texts, and so have cases. What is found in a file as a whole (S101) has tests of its own."""
RULE_OF = {rule.code: rule for rule in CASED}
LANGUAGES = {"zh-Hans": "zh", "zh-Hant": "zh", "ja": "ja", "none": "none"}
CASE_KEYS = {"name", "lang", "target-lang", "glossary", "whos-who", "source", "target", "segments"}
CASE_KEYS |= {"style", "date", "select", "finds"}
FIND_KEYS = {"code", "segment", "severity", "source", "target", "expected", "message", "fixed"}
SEVERITY_OF = {severity.word: severity for severity in Severity}


@dataclass(frozen=True, slots=True)
class Expectation:
    """One finding that a case asks for. A key that the case leaves out is not compared."""

    codes: tuple[str, ...]
    segment: int
    severity: Severity | None
    texts: Mapping[str, str]

    def fits(self, finding: Finding) -> bool:
        """Whether the finding is of this rule and points at these words; `''` means that it points at nothing."""
        return (
            finding.code in self.codes
            and finding.segment.key == str(self.segment + 1)
            and self.severity in (None, finding.severity)
            and self.texts.get("source", finding.source_text) == finding.source_text
            and self.texts.get("target", finding.target_text) == finding.target_text
        )


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a rule, read."""

    rule: str
    name: str
    lang: str
    glossary: Sequence[Mapping[str, Any]]
    segments: tuple[Segment, ...]
    style: str
    date: str
    select: tuple[str, ...]
    finds: tuple[Expectation, ...]
    keys: frozenset[str]
    undeclared: bool
    whos_who: bool

    @property
    def title(self) -> str:
        """What a test of it is called."""
        return f"{'undeclared ' if self.undeclared else ''}{self.rule}: {self.name}"

    @property
    def passing(self) -> bool:
        """Whether a careful editor has nothing to say."""
        return not self.finds

    def failing(self, rule: str) -> bool:
        """Whether `rule` has something to say."""
        return any(rule in find.codes for find in self.finds)


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a file. Every scalar is text: `no` is a word here and 2025 a year."""
    rows = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return tuple(_case(path.stem, row, undeclared=path.parent == UNDECLARED) for row in rows)


def _case(rule: str, row: Mapping[str, Any], *, undeclared: bool) -> Case:
    lang = row["lang"]
    pairs = row.get("segments", [row])
    segments = tuple(
        Segment(
            key=str(number),
            document="case",
            source=None if lang == "none" else pair["source"],
            target=pair["target"],
            source_lang="" if lang == "none" else lang,
            target_lang=row.get("target-lang", "en"),
        )
        for number, pair in enumerate(pairs, start=1)
    )
    return Case(
        rule=rule,
        name=row["name"],
        lang=lang,
        glossary=row.get("glossary", []) if undeclared else row["glossary"],
        segments=segments,
        style=row.get("style", DEFAULT.name),
        date=row.get("date", ""),
        select=_selected(row.get("select"), rule),
        finds=tuple(_expectation(find) for find in row["finds"]),
        keys=frozenset(row),
        undeclared=undeclared,
        whos_who=undeclared and row.get("whos-who", "yes") == "yes",
    )


def _selected(said: str | list[str] | None, rule: str) -> tuple[str, ...]:
    """The rules that run: by default those that are on for every user, and the one that the case is about."""
    if isinstance(said, list):
        return tuple(said)
    usual = [each.code for each in RULES if each.default_on]
    return tuple(dict.fromkeys(usual if said == "default" else [*usual, rule]))


def _expectation(row: Mapping[str, Any]) -> Expectation:
    assert set(row) <= FIND_KEYS, f"unknown key in {row}"
    code = row["code"]
    texts = {key: row[key] for key in FIND_KEYS - {"code", "segment", "severity"} if key in row}
    codes = (code,) if isinstance(code, str) else tuple(code)
    severity = SEVERITY_OF[row["severity"]] if "severity" in row else None
    return Expectation(codes, int(row.get("segment", 0)), severity, texts)


DECLARED_CASES = tuple(case for path in sorted(CASES.glob("*.yaml")) for case in read_cases(path))
UNDECLARED_CASES = tuple(case for path in sorted(UNDECLARED.glob("*.yaml")) for case in read_cases(path))
ALL_CASES = (*DECLARED_CASES, *UNDECLARED_CASES)


@pytest.fixture(autouse=True)
def _private_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiled glossaries of the tests stay out of the user's cache."""
    monkeypatch.setenv("ALIGN_CACHE_DIR", str(tmp_path / "cache"))


def _lexicon(entries: Sequence[Mapping[str, Any]], folder: Path) -> Lexicon:
    """The entries as a glossary file, one a line: JSON is YAML."""
    if not entries:
        return Lexicon.empty()
    path = folder / "glossary.yaml"
    lines = [f"  - {json.dumps(entry, ensure_ascii=False)}" for entry in entries]
    path.write_text("\n".join(["version: 1", "entities:", *lines, ""]), encoding="utf-8")
    return load_lexicon([path])


def _findings(case: Case, folder: Path) -> list[Finding]:
    """What counts in a case: errors and warnings of every rule, and of the rule under test also what is less."""
    document = Document(folder / "case.txt", "plain", b"", case.segments, case.date)
    rules = choose(list(case.select), [])
    lexicon = _lexicon(case.glossary, folder)
    discoverer = Discoverer(lexicon, whos_who() if case.whos_who else None) if case.undeclared else None
    style = style_from(case.style)
    checker = Checker(lexicon, rules=rules, style=style, date=case.date, discoverer=discoverer)
    asked = [find.severity for find in case.finds if find.severity is not None]
    least = min([Severity.WARNING, RULE_OF[case.rule].severity, *asked])
    return [
        finding
        for finding in checker.check([document])
        if finding.severity >= (least if finding.code == case.rule else Severity.WARNING)
    ]


def _shown(findings: Sequence[Finding]) -> str:
    return "\n".join(
        f"  {finding.code} in segment {int(finding.segment.key) - 1}:"
        f" {finding.source_text!r} -> {finding.target_text!r}, expected {list(finding.expected)},"
        f" {finding.severity.word}: {finding.message}"
        for finding in findings
    )


def _fixed(finding: Finding) -> str:
    """The translation after this finding's fix alone."""
    assert finding.fix is not None, f"no fix is offered:\n{_shown([finding])}"
    assert finding.fix.safety is Safety.SAFE, f"the fix is not safe:\n{_shown([finding])}"
    text = finding.segment.target or ""
    for edit in sorted(finding.fix.edits, key=lambda edit: edit.span, reverse=True):
        assert edit.key == finding.segment.key
        assert edit.span.of(text) == edit.expected
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    return text


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: case.title)
def test_a_case_finds_what_it_says(case: Case, tmp_path: Path) -> None:
    left = _findings(case, tmp_path)
    found = _shown(left) or "  nothing"
    for expectation in case.finds:
        finding = next((finding for finding in left if expectation.fits(finding)), None)
        assert finding is not None, f"{'/'.join(expectation.codes)} {dict(expectation.texts)} is not in\n{found}"
        left.remove(finding)
        _agrees(finding, expectation)
    assert not left, f"nobody asked for\n{_shown(left)}"


def _agrees(finding: Finding, expectation: Expectation) -> None:
    texts = expectation.texts
    if "expected" in texts:
        assert finding.expected[:1] == (texts["expected"],), _shown([finding])
    assert texts.get("message", "") in finding.message
    if "fixed" in texts:
        assert _fixed(finding) == texts["fixed"]


@pytest.mark.parametrize("lang", ["zh", "ja"])
@pytest.mark.parametrize("rule", CASED, ids=lambda rule: rule.code)
def test_every_rule_has_passing_and_failing_cases_in_both_languages(rule: Rule, lang: str) -> None:
    cases = [case for case in DECLARED_CASES if case.rule == rule.code and LANGUAGES[case.lang] == lang]
    assert any(case.passing for case in cases), f"no passing case of {rule.code} in {lang}"
    assert any(case.failing(rule.code) for case in cases), f"no failing case of {rule.code} in {lang}"


@pytest.mark.parametrize("rule", CASED, ids=lambda rule: rule.code)
def test_every_rule_has_at_least_three_passing_and_four_failing_cases(rule: Rule) -> None:
    cases = [case for case in DECLARED_CASES if case.rule == rule.code]
    assert sum(case.passing for case in cases) >= 3
    assert sum(case.failing(rule.code) for case in cases) >= 4


@pytest.mark.parametrize("lang", ["zh", "ja"])
@pytest.mark.parametrize("rule", JUDGED)
def test_undeclared_names_have_passing_and_failing_cases_in_both_languages(rule: str, lang: str) -> None:
    cases = [case for case in UNDECLARED_CASES if case.rule == rule and LANGUAGES[case.lang] == lang]
    assert any(case.passing for case in cases), f"no passing case of {rule} in {lang}"
    assert any(case.failing(rule) for case in cases), f"no failing case of {rule} in {lang}"


def test_every_case_file_is_named_after_a_rule() -> None:
    assert {path.stem for path in CASES.glob("*.yaml")} == set(RULE_OF)
    assert {path.stem for path in UNDECLARED.glob("*.yaml")} == set(JUDGED)


def test_case_names_are_unique() -> None:
    names = [case.title for case in ALL_CASES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: case.title)
def test_a_case_quotes_its_own_text(case: Case) -> None:
    assert case.keys <= CASE_KEYS
    for find in case.finds:
        segment = case.segments[find.segment]
        assert find.texts.get("source", "") in (segment.source or "")
        assert find.texts.get("target", "") in (segment.target or "")
        assert find.texts.get("fixed") != segment.target
