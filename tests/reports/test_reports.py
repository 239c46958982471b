from __future__ import annotations

import io
import json
import os
import re
import unicodedata
from pathlib import Path

import pytest

from align.model.report import Counts, Report
from align.reports import REPORTS, Look
from align.reports.full import summary
from align.text.place import cell_width

GOLDEN = Path(__file__).parent.parent / "golden"
CASES = [
    ("full", Look(width=72), "hard.full.txt"),
    ("full", Look(width=72, colour=True), "hard.full.ansi"),
    ("concise", Look(), "hard.concise.txt"),
    ("json", Look(), "hard.json"),
    ("jsonl", Look(), "hard.jsonl"),
    ("sarif", Look(), "hard.sarif.json"),
    ("junit", Look(), "hard.junit.xml"),
    ("github", Look(), "hard.github.txt"),
    ("gitlab", Look(), "hard.gitlab.json"),
    ("rdjson", Look(), "hard.rdjson.json"),
]


def _rendered(name: str, look: Look, report: Report) -> str:
    out = io.StringIO()
    REPORTS[name](look).render(report, out)
    return out.getvalue()


@pytest.mark.parametrize(("name", "look", "file"), CASES, ids=[case[2] for case in CASES])
def test_the_hard_case_is_rendered_as_reviewed(name: str, look: Look, file: str, hard: Report) -> None:
    """Set ALIGN_WRITE_GOLDEN to write the files anew; review the difference as you would review code."""
    rendered = _rendered(name, look, hard)
    if os.environ.get("ALIGN_WRITE_GOLDEN"):
        (GOLDEN / file).write_bytes(rendered.encode())
    assert rendered.encode() == (GOLDEN / file).read_bytes()


@pytest.mark.parametrize(("name", "look"), [(name, look) for name, look, _ in CASES if not look.colour])
def test_no_character_that_a_terminal_obeys_reaches_it(name: str, look: Look, hard: Report) -> None:
    rendered = _rendered(name, look, hard)
    assert {ch for ch in rendered if unicodedata.category(ch) in ("Cc", "Cf", "Cs")} <= {"\n"}


def test_colour_adds_nothing_but_colour(hard: Report) -> None:
    coloured = _rendered("full", Look(colour=True), hard)
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == _rendered("full", Look(), hard)


def test_marks_stand_under_the_marked_cells(hard: Report) -> None:
    lines = _rendered("full", Look(width=72), hard).splitlines()
    at = next(number for number, line in enumerate(lines) if "田中花子，" in line)
    before = lines[at][: lines[at].index("田中花子")]
    assert lines[at + 1].index("^") == cell_width(before)
    assert lines[at + 1].count("^") == 8


def test_quoted_text_keeps_within_the_width(hard: Report) -> None:
    quoted = [line for line in _rendered("full", Look(width=40), hard).splitlines() if " | " in line]
    assert quoted
    assert max(cell_width(line.split(" | ", 1)[1]) for line in quoted) <= 40


def test_every_format_tells_of_the_same_findings(hard: Report) -> None:
    whole = json.loads(_rendered("json", Look(), hard))
    lines = [json.loads(line) for line in _rendered("jsonl", Look(), hard).splitlines()]
    assert whole["findings"] == lines
    assert [line["code"] for line in lines] == [finding.code for finding in hard.findings]
    shown = [line["code"] for line in lines if not line["suppressed"]]
    assert [line.split(": ")[1].split()[0] for line in _rendered("concise", Look(), hard).splitlines()] == shown


def test_json_offsets_count_code_points_and_places_count_from_one(hard: Report) -> None:
    finding = json.loads(_rendered("json", Look(), hard))["findings"][0]
    assert (finding["target"]["start"], finding["target"]["line"], finding["target"]["column"]) == (26, 5, 27)
    assert finding["target"]["text"] == "Wong Xiaoming"


def test_a_place_on_the_second_line_of_a_segment_counts_from_that_line(hard: Report) -> None:
    finding = json.loads(_rendered("json", Look(), hard))["findings"][1]
    assert (finding["source"]["line"], finding["source"]["column"]) == (4, 5)


def test_an_escaped_string_gives_the_place_of_the_whole_string(hard: Report) -> None:
    finding = json.loads(_rendered("json", Look(), hard))["findings"][4]
    assert (finding["source"]["line"], finding["source"]["column"]) == (3, 12)


def test_a_quiet_report_has_no_summary() -> None:
    nothing = Report((), Counts(1, 1, 0, 0, 0, 0), (), "")
    assert _rendered("full", Look(summary=False), nothing) == ""


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (Counts(1, 1, 0, 0, 0, 0), "No findings in 1 document, 1 segment."),
        (Counts(2, 9, 1, 2, 0, 0), "1 error, 2 warnings in 2 documents, 9 segments."),
        (Counts(1, 9, 0, 0, 10, 1), "10 notes (1 suppressed) in 1 document, 9 segments."),
    ],
)
def test_the_summary_counts_in_words(counts: Counts, expected: str) -> None:
    assert summary(counts) == expected
