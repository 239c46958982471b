"""The whole grading as one JSON object, what became of each mention included; the long lists have a line for each entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final, TextIO

import align
from align.score.reports.base import Look
from align.score.values import EntityRow, Grading
from align.text.safe_json import dumps

_VERSION: Final = 1
_DIGITS: Final = 6


class Json:
    """One object for scripts."""

    def __init__(self, look: Look | None = None) -> None:
        self._look = look or Look()

    def render(self, grading: Grading, out: TextIO) -> None:
        """Write the object; figures have six digits behind the point at most, whatever the report for people has."""
        head = {
            "version": _VERSION,
            "tool": {"name": "align", "version": align.__version__},
            "signature": grading.signature,
            "test_set": {
                "name": grading.test_set,
                "segments": grading.segments,
                "documents": grading.documents,
                "references": grading.references,
            },
            "systems": grading.systems,
            "baseline": grading.baseline or None,
            "settings": dict(grading.settings),
            "remarks": grading.remarks,
        }
        lists = {
            "measures": map(asdict, grading.measures),
            "scores": map(asdict, grading.scores),
            "comparisons": map(asdict, grading.comparisons),
            "classes": map(asdict, grading.classes),
            "kinds": map(asdict, grading.kinds),
            "entities": map(_entity, grading.entities),
            "outcomes": map(asdict, grading.outcomes),
        }
        out.write(dumps(head)[:-1])
        for name, rows in lists.items():
            out.write(f', "{name}": [')
            separator = "\n"
            for row in rows:
                out.write(f"{separator}{dumps(_rounded(row))}")
                separator = ",\n"
            out.write("\n]")
        out.write("}\n")


def _entity(row: EntityRow) -> dict[str, Any]:
    wrong = [{"rendering": words, "outcome": outcome, "count": count} for words, outcome, count in row.wrong]
    return asdict(row) | {"wrong": wrong}


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, Mapping):
        return {key: _rounded(each) for key, each in value.items()}
    return [_rounded(each) for each in value] if isinstance(value, list | tuple) else value
