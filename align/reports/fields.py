"""Findings as JSON values, in the layout and order that users' scripts rely on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from align.model.finding import Finding, Fix
from align.model.segment import Where
from align.model.span import Span
from align.reports.base import place, position


def finding_fields(finding: Finding) -> dict[str, Any]:
    """One finding as the contract lays it out; what there is none of is null."""
    segment = finding.segment
    return {
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity.word,
        "message": finding.message,
        "path": place(finding)[0],
        "document": segment.document,
        "segment": segment.key,
        "source": span_fields(finding.source, segment.source, segment.source_at),
        "target": span_fields(finding.target, segment.target, segment.target_at),
        "entity": {"id": finding.entity, "name": finding.entity_name} if finding.entity else None,
        "expected": list(finding.expected),
        "fix": _fix_fields(finding.fix) if finding.fix else None,
        "evidence": [evidence.text for evidence in finding.evidence],
        "confidence": round(finding.confidence, 4),
        "fingerprint": finding.fingerprint,
        "suppressed": asdict(finding.suppressed) if finding.suppressed else None,
    }


def span_fields(span: Span | None, text: str | None, where: Where | None) -> Mapping[str, object] | None:
    """A span: `start` and `end` count code points within the segment's text, `line` and `column` within the file.

    None where there is no span; line and column are null for a text that stands in no file.
    """
    if span is None or text is None:
        return None
    line, column = position(where, text, span.start) if where is not None else (None, None)
    return {"start": span.start, "end": span.end, "text": span.of(text), "line": line, "column": column}


def _fix_fields(fix: Fix) -> dict[str, object]:
    edits = [
        {
            "start": edit.span.start,
            "end": edit.span.end,
            "expected": edit.expected,
            "replacement": edit.replacement,
        }
        for edit in fix.edits
    ]
    return {"title": fix.title, "safety": fix.safety.value, "edits": edits}
