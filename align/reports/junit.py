"""JUnit XML, for the test pages of Jenkins, GitLab and GitHub's test reporters.

A file that was checked is a test suite, a finding in it a test that failed; info and suppressed findings are tests that
were skipped, with the reason. A file with nothing to find is a test that passed. What viewers make of it decides:

- GitLab shows one test of equal suite, class and name and compares two runs by them. The name is therefore the message
  without a line number, and equal ones are numbered.
- Jenkins takes what stands before the last dot of a class for a package: the class is the path without its suffix.
- `file` and `line` of a test are what GitLab links and GitHub's reporters annotate. Jenkins' own schema once had them;
  its `junit` step reads files that have more than the schema says, its xUnit plugin refuses them.
- The text of `failure` and `skipped` is what GitLab shows, their `message` what Jenkins shows: the same stands in both.
- No text from a document stands in `system-out`, where GitLab looks for attachments.

The totals that a suite must begin with are counted here; nothing else is. There are no times: the same input gives the
same bytes. XML cannot hold control characters, not even escaped: they are made visible.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import TextIO

from align.model.finding import Finding, Severity
from align.model.report import Report
from align.reports.base import Look, notes, place
from align.text.place import printable

_PASSED = "names and terms"


class JUnit:
    """All findings as tests, grouped by file."""

    def __init__(self, look: Look | None = None) -> None:
        self._look = look or Look()

    def render(self, report: Report, out: TextIO) -> None:
        """Write the suites in the order in which files were checked, each with its findings in theirs."""
        suites: dict[str, list[Finding]] = {path: [] for path in report.documents}
        for finding in report.findings:
            suites.setdefault(place(finding)[0], []).append(finding)
        tests = sum(max(1, len(findings)) for findings in suites.values())
        failures = sum(map(_fails, report.findings))
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        out.write(f'<testsuites name="align" tests="{tests}" failures="{failures}" errors="0">\n')
        for path, findings in suites.items():
            out.writelines(_suite(path, findings))
        out.write("</testsuites>\n")


def _fails(finding: Finding) -> bool:
    return finding.suppressed is None and finding.severity > Severity.INFO


def _suite(path: str, findings: list[Finding]) -> Iterator[str]:
    failures = sum(map(_fails, findings))
    totals = f'tests="{max(1, len(findings))}" failures="{failures}" errors="0" skipped="{len(findings) - failures}"'
    yield f"  <testsuite name={_attribute(path)} {totals} file={_attribute(path)}>\n"
    place_of = f"classname={_attribute(_without_suffix(path))} file={_attribute(path)}"
    if not findings:
        yield f'    <testcase name="{_PASSED}" {place_of}/>\n'
    for finding, name in _named(findings):
        yield f'    <testcase name={_attribute(name)} {place_of} line="{place(finding)[1]}">\n'
        yield f"{_outcome(finding)}    </testcase>\n"
    yield "  </testsuite>\n"


def _named(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Each finding with a name of its own within the suite."""
    seen: Counter[str] = Counter()
    for finding in findings:
        name = wanted = printable(f"{finding.code} {finding.message}")
        while name in seen:
            seen[wanted] += 1
            name = f"{wanted} ({seen[wanted]})"
        seen[name] += 1
        yield finding, name


def _outcome(finding: Finding) -> str:
    if finding.suppressed is not None:
        why = finding.suppressed.reason or "no reason given"
        return _element("skipped", f"suppressed by {finding.suppressed.by}", why, [finding.message, *_story(finding)])
    if finding.severity is Severity.INFO:
        return _element("skipped", "info", finding.message, _story(finding))
    return _element("failure", finding.severity.word, finding.message, _story(finding))


def _element(name: str, kind: str, message: str, lines: Iterable[str]) -> str:
    text = "\n".join(_escaped(printable(line)) for line in (message, *lines))
    return f"      <{name} type={_attribute(kind)} message={_attribute(message)}>{text}</{name}>\n"


def _story(finding: Finding) -> list[str]:
    path, line, column = place(finding)
    words = [("source", finding.source_text), ("translation", finding.target_text)]
    return [
        f"{path}:{line}:{column}: {finding.code} {finding.rule}",
        *(f"{label}: {text}" for label, text in words if text),
        *(f"{label}: {text}" for label, text in notes(finding)),
    ]


def _without_suffix(path: str) -> str:
    return str(PurePosixPath(path).with_suffix("")) if PurePosixPath(path).suffix else path


def _attribute(text: str) -> str:
    """A text as a value in quotation marks; in single ones where it has double ones and no others."""
    value = _escaped(printable(text))
    if '"' in value and "'" not in value:
        return f"'{value}'"
    return '"' + value.replace('"', "&quot;") + '"'


def _escaped(text: str) -> str:
    # The standard library's own loads all of urllib, which takes longer than everything else that a report needs.
    return text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")
