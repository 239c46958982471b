"""What the other formats for CI owe their readers, and that all formats tell one story."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import junitparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from align.model.finding import Suppression
from align.model.report import Report
from align.model.segment import Where
from align.model.span import Span
from align.reports import REPORTS, Look
from align.reports.base import place
from align.text.place import printable

_XSD = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "junit-10.xsd"))
_FOR_CI = ("sarif", "junit", "github", "gitlab", "rdjson")
_ANYTHING = st.text(
    alphabet=st.sampled_from("a 漢🙂%:,=\n\r\t\x1b\x85\u2028\ud800\uffff\x00<&>\"'[]{}()\\#;"), max_size=12
)


def _rendered(name: str, report: Report) -> str:
    out = io.StringIO()
    REPORTS[name](Look()).render(report, out)
    return out.getvalue()


def _with_message(report: Report, message: str, path: str = "a.txt") -> Report:
    segment = replace(report.findings[0].segment, target_at=Where(Path(path), 1, 1))
    return replace(report, findings=(replace(report.findings[0], message=message, segment=segment),))


def _told(name: str, report: Report) -> list[tuple[str, str, int, str]]:
    """Code, path, line and message of each finding that counts, as a reader of that format takes them."""
    text = _rendered(name, report)
    if name == "junit":
        return [
            (case.get("name").split()[0], case.get("file"), int(case.get("line")), outcome.text.split("\n")[0])
            for case in etree.fromstring(text.encode()).iter("testcase")
            for outcome in case
            if outcome.tag == "failure" or outcome.get("type") == "info"
        ]
    if name == "github":
        return [_annotation(line) for line in text.splitlines()]
    if name == "gitlab":
        return [
            (one["check_name"], one["location"]["path"], one["location"]["lines"]["begin"], one["description"])
            for one in json.loads(text)
        ]
    if name == "rdjson":
        return [
            (one["code"]["value"], one["location"]["path"], one["location"]["range"]["start"]["line"], one["message"])
            for one in json.loads(text)["diagnostics"]
        ]
    if name == "sarif":
        return [_result(one) for one in json.loads(text)["runs"][0]["results"] if not one.get("suppressions")]
    if name == "concise":
        listed = (re.fullmatch(r"(.*?):(\d+):\d+: (\S+) (.*)", line) for line in text.splitlines())
        return [(one[3], one[1], int(one[2]), one[4]) for one in listed if one]
    return [
        (one["code"], one["path"], (one["target"] or one["source"])["line"], printable(one["message"]))
        for one in map(json.loads, text.splitlines())
        if not one["suppressed"]
    ]


def _annotation(line: str) -> tuple[str, str, int, str]:
    """A workflow command, read by the rules of GitHub's runner."""
    read = re.fullmatch(r"::(error|warning|notice) (.*?)::(.*)", line)
    assert read
    pairs = (pair.split("=", 1) for pair in read[2].split(","))
    properties = {name: _unescaped(value) for name, value in pairs}
    message = _unescaped(read[3]).split("\n")[0]
    if "file" not in properties:
        path, number, _, message = message.split(":", 3)
        return properties["title"].split()[0], path, int(number), message.strip()
    return properties["title"].split()[0], properties["file"], int(properties["line"]), message


def _unescaped(text: str) -> str:
    for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, character)
    return text


def _result(result: Any) -> tuple[str, str, int, str]:
    where = result["locations"][0]["physicalLocation"]
    text = result["message"]["text"].replace("{{", "{").replace("}}", "}").replace("\\](", "](")
    return result["ruleId"], unquote(where["artifactLocation"]["uri"]), where["region"]["startLine"], text


@pytest.mark.parametrize("name", ["concise", "jsonl", *_FOR_CI])
def test_the_same_finding_tells_the_same_story_in_each_format(name: str, hard: Report) -> None:
    counted = [finding for finding in hard.findings if finding.suppressed is None]
    story = [(one.code, *place(one)[:2], printable(one.message)) for one in counted]
    assert _told(name, hard) == story


@pytest.mark.parametrize("name", _FOR_CI)
def test_the_same_report_gives_the_same_bytes(name: str, hard: Report) -> None:
    assert _rendered(name, hard) == _rendered(name, hard)


@pytest.mark.parametrize("name", _FOR_CI)
@given(message=_ANYTHING, path=_ANYTHING)
def test_no_text_breaks_a_format(name: str, message: str, path: str, hard: Report) -> None:
    text = _rendered(name, _with_message(hard, message, "p" + path))
    assert "\ud800" not in text
    assert {ch for ch in text if unicodedata.category(ch) in ("Cc", "Cf", "Cs")} <= {"\n"}
    if name == "junit":
        _readable_by_jenkins(text)
        assert junitparser.JUnitXml.fromstring(text.encode()).failures == 1
    elif name == "github":
        assert text.count("\n") == 1
        assert text.startswith("::error ")
        assert "::" not in text[2 : text.index("::", 2)]
        assert _annotation(text[:-1])[1] == printable(Path("p" + path).as_posix())
        assert _annotation(text[:-1])[3] == printable(message)
    else:
        # Strict readers (Go, Ruby) refuse half a surrogate pair even as an escape.
        assert not re.search(r"(?<!\\)(\\\\)*\\ud[89a-f]", text)
        json.loads(text)


def _readable_by_jenkins(text: str) -> None:
    """Valid by the schema of Jenkins' xUnit plugin but for `file` and `line` of a test, which others ask for."""
    root = etree.fromstring(text.encode())
    for case in root.iter("testcase"):
        case.attrib.pop("file")
        case.attrib.pop("line", None)
    _XSD.assertValid(root)


def test_junit_is_what_jenkins_reads(hard: Report) -> None:
    _readable_by_jenkins(_rendered("junit", hard))
    _readable_by_jenkins(_rendered("junit", replace(hard, findings=(), documents=())))


def test_junit_counts_failures_and_skips_by_file(hard: Report) -> None:
    read = junitparser.JUnitXml.fromstring(_rendered("junit", hard).encode())
    stated = {suite.name: (suite.tests, suite.failures, suite.skipped) for suite in read}
    assert stated["case/target.en.txt"] == (4, 4, 0)
    assert stated["case/新 闻 %.po"] == (5, 2, 3)
    assert (read.tests, read.failures, read.errors) == (13, 7, 0)
    read.update_statistics()
    assert {suite.name: (suite.tests, suite.failures, suite.skipped) for suite in read} == stated


def test_a_file_with_nothing_to_find_is_a_test_that_passed(hard: Report) -> None:
    read = junitparser.JUnitXml.fromstring(_rendered("junit", hard).encode())
    (case,) = next(suite for suite in read if suite.name == "case/clean.en.txt")
    assert case.is_passed
    assert case.classname == "case/clean.en"


@given(messages=st.lists(st.sampled_from(["x", "x (2)", "x (2) (2)", "y"]), max_size=8))
def test_no_two_tests_of_a_suite_share_a_name(messages: list[str], hard: Report) -> None:
    findings = tuple(replace(hard.findings[0], message=message) for message in messages)
    cases = list(etree.fromstring(_rendered("junit", replace(hard, findings=findings)).encode()).iter("testcase"))
    assert len({(case.get("classname"), case.get("name")) for case in cases}) == len(cases)


def test_columns_of_an_annotation_are_given_on_one_line_only(hard: Report) -> None:
    lines = _rendered("github", hard).splitlines()
    assert "line=5,endLine=5,col=27,endColumn=40," in lines[0]
    assert "line=5,endLine=6,title=" in lines[2]
    assert "line=3,endLine=3,title=" in lines[4]


def test_an_annotation_tells_what_is_expected_and_how_to_mend_it(hard: Report) -> None:
    assert _rendered("github", hard).splitlines()[3].endswith("%0Aexpected: Hanako Tanaka%0Afix: Turn the parts (safe)")


def test_gitlab_keeps_every_issue(hard: Report) -> None:
    findings = (hard.findings[0], hard.findings[0], replace(hard.findings[0], suppressed=Suppression("config", "")))
    issues = json.loads(_rendered("gitlab", replace(hard, findings=findings)))
    assert len(issues) == 2
    assert len({issue["fingerprint"] for issue in issues}) == 2
    assert json.loads(_rendered("gitlab", replace(hard, findings=()))) == []


def test_reviewdog_is_given_no_field_that_it_does_not_know(hard: Report) -> None:
    known = {"message", "location", "severity", "code", "suggestions"}
    read = json.loads(_rendered("rdjson", hard))
    assert set(read) == {"source", "diagnostics"}
    for one in read["diagnostics"]:
        assert set(one) <= known
        assert one["severity"] in ("ERROR", "WARNING", "INFO")
        assert set(one["location"]) == {"path", "range"}


def test_reviewdog_is_given_a_fix_of_two_edits_as_one_suggestion(hard: Report) -> None:
    turned = next(finding for finding in hard.findings if finding.fix and len(finding.fix.edits) == 2)
    where = Where(Path("a.txt"), 7, 1)
    segment = replace(turned.segment, target=str(turned.segment.target)[1:], target_at=where)
    assert turned.fix is not None
    edits = tuple(replace(edit, span=Span(edit.span.start - 1, edit.span.end - 1)) for edit in turned.fix.edits)
    moved = replace(turned, segment=segment, target=None, fix=replace(turned.fix, edits=edits))
    (one,) = json.loads(_rendered("rdjson", replace(hard, findings=(moved,))))["diagnostics"]
    # Each curly quotation mark takes three bytes.
    start, end = {"line": 7, "column": 1}, {"line": 7, "column": 17}
    assert one["suggestions"] == [{"range": {"start": start, "end": end}, "text": "Takeshi “Iwaya"}]


@pytest.mark.parametrize("name", _FOR_CI)
def test_findings_are_written_one_by_one(name: str, hard: Report) -> None:
    class Sink(io.StringIO):
        longest = 0

        def write(self, text: str) -> int:
            self.longest = max(self.longest, len(text))
            return len(text)

    out = Sink()
    REPORTS[name](Look()).render(replace(hard, findings=hard.findings[:1] * 500), out)
    assert out.longest < 10_000
