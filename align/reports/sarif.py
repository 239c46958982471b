"""SARIF 2.1.0, the OASIS standard for results of static analysis: GitHub code scanning, Azure DevOps, editors.

- Columns count code points, and the run says so. Where only the line is known a region has no columns and no snippet.
- A path is a relative reference within `%SRCROOT%`, the folder that align was run in, or an absolute `file:` URI.
- The place is in the translation; the words of the source are a related location.
- A suppressed finding stays, with its suppression: `inSource` for a note beside the text, else `external`.
- A fix is given where its words stand in the file as they are in the text (see `align.reports.base.replacement`); all
  its edits or none.
- Results with one partial fingerprint are taken for one: equal ones are numbered.
- In a message braces are placeholders and `[…](…)` is a link. What a text says is neither: braces are doubled, as the
  standard asks, and the bracket that would make a link is escaped.
- A lone surrogate is spelt out, since a strict reader would refuse the whole file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

import align
from align.model.finding import Finding, Fix, Severity, Suppression
from align.model.report import Report, RuleInfo
from align.model.segment import Segment
from align.model.span import Span
from align.reports.base import Look, Region, listed, location, numbered, region, replacement
from align.text.place import printable
from align.text.safe_json import dumps_whole

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT = "%SRCROOT%"
_STDIN = "-"
_LINK = re.compile(r"(\\*)\](?=\()")


class Sarif:
    """One log with one run."""

    def __init__(self, look: Look | None = None) -> None:
        self._look = look or Look()

    def render(self, report: Report, out: TextIO) -> None:
        """Write the log, a result a line; results are encoded one by one, so that a long report needs little memory."""
        driver = {"name": "align", "version": align.__version__, "rules": [_rule(rule) for rule in report.rules]}
        root = {"description": {"text": "The folder that align was run in."}}
        rules = {rule.code: index for index, rule in enumerate(report.rules)}
        out.write(f'{{"$schema": {dumps_whole(_SCHEMA)}, "version": "2.1.0", "runs": [{{\n"tool": ')
        out.write(f'{dumps_whole({"driver": driver})},\n"columnKind": "unicodeCodePoints", "originalUriBaseIds": ')
        out.write(f'{dumps_whole({_ROOT: root})},\n"properties": {dumps_whole({"signature": report.signature})},\n')
        out.write('"results": [')
        separator = "\n"
        for finding, fingerprint in numbered(report.findings):
            out.write(separator + dumps_whole(_result(finding, fingerprint, rules)))
            separator = ",\n"
        out.write("\n]}]}\n")


def _rule(rule: RuleInfo) -> dict[str, object]:
    fields: dict[str, object] = {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": _message(rule.summary)},
        "fullDescription": {"text": _message(rule.summary)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.mqm]},
    }
    if rule.documentation:
        fields["help"] = {"text": rule.documentation, "markdown": rule.documentation}
    return fields


def _result(finding: Finding, fingerprint: str, rules: Mapping[str, int]) -> dict[str, object]:
    fields: dict[str, object] = {"ruleId": finding.code}
    if finding.code in rules:
        fields["ruleIndex"] = rules[finding.code]
    fields |= {
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding.message)},
        "locations": [_located(finding)],
        "partialFingerprints": {"alignName/v1": fingerprint},
    }
    if related := _source_side(finding):
        fields["relatedLocations"] = [related]
    if finding.fix is not None and (change := _change(finding.fix, finding.segment)):
        fields["fixes"] = [change]
    if finding.suppressed is not None:
        fields["suppressions"] = [_suppression(finding.suppressed)]
    return {**fields, "properties": _properties(finding)}


def _located(finding: Finding) -> dict[str, object]:
    _, text, span = listed(finding)
    return {"physicalLocation": _physical(*location(finding), span.of(text))}


def _source_side(finding: Finding) -> dict[str, object] | None:
    """The words of the source, or all of its text; None where the finding is listed there, or there is no source."""
    segment = finding.segment
    if segment.target_at is None or segment.source_at is None or segment.source is None:
        return None
    span = finding.source or Span(0, len(segment.source))
    found = region(segment.source_at, segment.source, span)
    path, words = segment.source_at.path.as_posix(), span.of(segment.source)
    said = f"the source: {words}" if finding.source else "the source"
    return {"id": 1, "physicalLocation": _physical(path, found, words), "message": {"text": _message(said)}}


def _physical(path: str, found: Region, words: str) -> dict[str, object]:
    region: dict[str, object] = {**_region(found)}
    if found.column is not None:
        region["snippet"] = {"text": words}
    return {"artifactLocation": _artifact(path), "region": region}


def _region(found: Region) -> dict[str, int]:
    if found.column is None or found.end_column is None:
        return {"startLine": found.line, "endLine": found.end_line}
    return {
        "startLine": found.line,
        "startColumn": found.column,
        "endLine": found.end_line,
        "endColumn": found.end_column,
    }


def _artifact(path: str) -> dict[str, object]:
    if path == _STDIN:
        return {"uri": _STDIN, "description": {"text": "standard input"}}
    if Path(path).is_absolute():
        return {"uri": Path(path).as_uri()}
    return {"uri": quote(path.encode(errors="surrogatepass")), "uriBaseId": _ROOT}


def _change(fix: Fix, segment: Segment) -> dict[str, object] | None:
    if segment.target_at is None or not fix.edits:
        return None
    replaced = [(replacement(edit, segment), edit.replacement) for edit in fix.edits]
    replacements = [
        {"deletedRegion": _region(found), "insertedContent": {"text": text}} for found, text in replaced if found
    ]
    if len(replacements) < len(replaced):
        return None
    change = {"artifactLocation": _artifact(segment.target_at.path.as_posix()), "replacements": replacements}
    return {
        "description": {"text": _message(fix.title)},
        "artifactChanges": [change],
        "properties": {"safety": fix.safety.value},
    }


def _suppression(suppressed: Suppression) -> dict[str, object]:
    kind = "inSource" if suppressed.by == "inline" else "external"
    said = {"justification": suppressed.reason} if suppressed.reason else {}
    return {"kind": kind, "status": "accepted", **said, "properties": {"by": suppressed.by}}


def _properties(finding: Finding) -> dict[str, object]:
    fields: dict[str, object] = {
        "confidence": round(finding.confidence, 4),
        "document": finding.segment.document,
        "segment": finding.segment.key,
        "expected": list(finding.expected),
        "evidence": [evidence.text for evidence in finding.evidence],
    }
    if finding.entity:
        fields["entity"] = {"id": finding.entity, "name": finding.entity_name}
    return fields


def _message(text: str) -> str:
    """A text as a message of SARIF that says no more than the text."""
    plain = _LINK.sub(r"\1\1\\]", printable(text))
    return plain.replace("{", "{{").replace("}", "}}")
