"""Laws: what a report says of a place is what stands there in the file."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model.finding import Edit, Finding, Fix, Safety, Severity
from align.model.report import Counts, Report
from align.model.segment import Segment, Turn, Where
from align.model.span import Span
from align.reports import REPORTS, Look
from align.reports.base import position, region
from align.text.place import line_column

_WORDS = st.text(alphabet="ab 漢é🙂\n", min_size=1, max_size=6)
# What stands in a file between two pieces of a text: a tag, an escape, the seam of a wrapped string.
_SEAMS = st.sampled_from(["<b>", "<漢字/>", '"\n"', "\n", "\n  ", "&#x1F;"])


@dataclass(frozen=True, slots=True)
class Filed:
    """A text and the file that it stands in, piece by piece."""

    file: str
    text: str
    where: Where
    begins: tuple[int, ...]


@st.composite
def filed(draw: st.DrawFn, pieces: int = 4) -> Filed:
    file = draw(st.sampled_from(["", "漢字\t", "one\ntwo ", "é"]))
    line, column = line_column(file, len(file))
    text, turns, begins = "", [], []
    for number, piece in enumerate(draw(st.lists(_WORDS, min_size=1, max_size=pieces))):
        if number:
            file += draw(_SEAMS)
            turns.append(Turn(len(text), *line_column(file, len(file))))
        begins.append(len(file))
        text, file = text + piece, file + piece
    return Filed(file, text, Where(Path("a.txt"), line, column, turns=tuple(turns)), tuple(begins))


def _offset(file: str, line: int, column: int) -> int:
    return sum(len(before) + 1 for before in file.split("\n")[: line - 1]) + column - 1


def _byte_offset(file: str, place: dict[str, int]) -> int:
    before = file.split("\n")[: place["line"] - 1]
    return sum(len(line.encode()) + 1 for line in before) + place["column"] - 1


@st.composite
def _spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, len(text))))


@given(data=st.data(), case=filed())
def test_each_character_stands_at_its_position(data: st.DataObject, case: Filed) -> None:
    offset = data.draw(st.integers(0, len(case.text) - 1))
    assert case.file[_offset(case.file, *position(case.where, case.text, offset))] == case.text[offset]


@given(data=st.data(), case=filed())
def test_a_region_reaches_from_its_first_character_to_its_last(data: st.DataObject, case: Filed) -> None:
    span = data.draw(_spans(case.text))
    found = region(case.where, case.text, span)
    assert found.column is not None
    assert found.end_column is not None
    begin = _offset(case.file, found.line, found.column)
    end = _offset(case.file, found.end_line, found.end_column)
    assert case.file[begin] == case.text[span.start]
    assert case.file[end - 1] == case.text[span.end - 1]
    if not any(span.start < turn.at < span.end for turn in case.where.turns):
        assert case.file[begin:end] == span.of(case.text)


def _finding(case: Filed, *edits: Edit, span: Span | None = None) -> Finding:
    segment = Segment("1", "d", None, case.text, target_at=case.where)
    fix = Fix("mend it", edits, Safety.SAFE) if edits else None
    return Finding("N101", "name-order", Severity.ERROR, "wrong", segment, target=span, fix=fix)


def _rendered(name: str, finding: Finding) -> Any:
    out = io.StringIO()
    REPORTS[name](Look()).render(Report((finding,), Counts(1, 1, 1, 0, 0, 0), (), ""), out)
    return json.loads(out.getvalue())


@given(data=st.data(), case=filed())
def test_byte_columns_are_given_where_they_are_right_and_else_left_out(data: st.DataObject, case: Filed) -> None:
    span = data.draw(_spans(case.text))
    found = _rendered("rdjson", _finding(case, span=span))["diagnostics"][0]["location"]["range"]
    if "column" in found["start"]:
        begin, end = _byte_offset(case.file, found["start"]), _byte_offset(case.file, found["end"])
        words = case.file.encode()[begin:end].decode()
        assert (words[0], words[-1]) == (case.text[span.start], case.text[span.end - 1])
    else:
        assert case.where.column > 1 or case.where.turns


@given(data=st.data(), text=_WORDS)
def test_byte_columns_are_known_in_a_text_that_begins_its_line(data: st.DataObject, text: str) -> None:
    case = Filed(text, text, Where(Path("a.txt"), 1, 1), (0,))
    found = _rendered("rdjson", _finding(case, span=data.draw(_spans(text))))["diagnostics"][0]["location"]["range"]
    assert "column" in found["start"]
    assert "column" in found["end"]


@given(data=st.data(), case=filed())
def test_a_suggested_fix_makes_of_the_file_what_it_makes_of_the_text(data: st.DataObject, case: Filed) -> None:
    first = data.draw(_spans(case.text))
    edits = [Edit("1", first, first.of(case.text), data.draw(_WORDS))]
    if first.end < len(case.text):
        after = data.draw(_spans(case.text[first.end :]))
        second = Span(first.end + after.start, first.end + after.end)
        edits.append(Edit("1", second, second.of(case.text), data.draw(_WORDS)))
    finding = _finding(case, *edits)
    wanted = _mended(case, edits)
    (result,) = _rendered("sarif", finding)["runs"][0]["results"]
    for fix in result.get("fixes", []):
        (change,) = fix["artifactChanges"]
        assert _replaced(case.file, [_characters(case.file, one) for one in change["replacements"]]) == wanted
    (diagnostic,) = _rendered("rdjson", finding)["diagnostics"]
    for suggestion in diagnostic.get("suggestions", []):
        place = suggestion["range"]
        begin, end = _byte_offset(case.file, place["start"]), _byte_offset(case.file, place["end"])
        raw = case.file.encode()
        assert (raw[:begin] + suggestion["text"].encode() + raw[end:]).decode() == wanted


def _characters(file: str, change: dict[str, Any]) -> tuple[int, int, str]:
    where = change["deletedRegion"]
    begin = _offset(file, where["startLine"], where["startColumn"])
    return begin, _offset(file, where["endLine"], where["endColumn"]), change["insertedContent"]["text"]


def _replaced(file: str, changes: list[tuple[int, int, str]]) -> str:
    for begin, end, new in sorted(changes, reverse=True):
        file = file[:begin] + new + file[end:]
    return file


def _mended(case: Filed, edits: list[Edit]) -> str:
    """The file with each edit made in the piece that holds it."""
    ends = [turn.at for turn in case.where.turns] + [len(case.text)]
    starts = [0] + [turn.at for turn in case.where.turns]
    changes = []
    for edit in edits:
        for at, end, begin in zip(starts, ends, case.begins, strict=True):
            if at <= edit.span.start and edit.span.end <= end:
                in_file = begin + edit.span.start - at
                changes.append((in_file, in_file + len(edit.expected), edit.replacement))
    return _replaced(case.file, changes)


_PLAIN = Filed("Tanaka Hanako came", "Tanaka Hanako came", Where(Path("a.txt"), 1, 1), (0,))


def _offered(case: Filed, edit: Edit) -> tuple[bool, bool]:
    finding = _finding(case, edit)
    (result,) = _rendered("sarif", finding)["runs"][0]["results"]
    (diagnostic,) = _rendered("rdjson", finding)["diagnostics"]
    return "fixes" in result, "suggestions" in diagnostic


def test_a_fix_of_plain_words_is_offered() -> None:
    assert _offered(_PLAIN, Edit("1", Span(0, 6), "Tanaka", "Hanako")) == (True, True)


@pytest.mark.parametrize(
    "where",
    [
        Where(Path("a.txt"), 1, 1, exact=False),
        Where(Path("a.txt"), 1, 1, turns=(Turn(3, 1, 9),)),
    ],
    ids=["the words stand in an escaped string", "a tag stands among the words"],
)
def test_no_fix_is_offered_that_would_harm_the_file(where: Where) -> None:
    assert _offered(replace(_PLAIN, where=where), Edit("1", Span(0, 6), "Tanaka", "Hanako")) == (False, False)


@pytest.mark.parametrize("new", ["Hanako & Co.", 'the "Hanako"', "a<b", "back\\slash", "two\nlines"])
def test_no_fix_is_offered_with_characters_that_a_format_may_write_otherwise(new: str) -> None:
    assert _offered(_PLAIN, Edit("1", Span(0, 6), "Tanaka", new)) == (False, False)


def test_no_fix_is_offered_for_another_segment() -> None:
    assert _offered(_PLAIN, Edit("2", Span(0, 6), "Tanaka", "Hanako")) == (False, False)
