from __future__ import annotations

import json
from pathlib import Path

import pytest

from align.errors import FormatError
from align.formats.jsonl import Jsonl
from align.model.segment import Document, Segment

PATH = Path("texts/a.jsonl")


def read(*lines: str) -> Document:
    return Jsonl().read("\n".join(lines).encode(), PATH)


def only(line: str) -> Segment:
    return read(line).segments[0]


def rewritten(line: str, target: str) -> str:
    document = read(line)
    return Jsonl().write(document, {document.segments[0].key: target}).decode()


def refusal(*lines: str) -> FormatError:
    with pytest.raises(FormatError) as refused:
        read(*lines)
    return refused.value


def test_every_key_of_the_contract_is_read() -> None:
    line = '{"id": "x", "document": "d", "source": "原", "target": "t", "source_lang": "zh-CN", "target_lang": "en-GB"}'
    segment = only(line)
    assert (segment.key, segment.document, segment.source, segment.target) == ("x", "d", "原", "t")
    assert (segment.source_lang, segment.target_lang) == ("zh-Hans", "en-GB")


def test_what_is_left_out_has_a_meaning() -> None:
    segment = read("", '{"note": 1}').segments[0]
    assert (segment.key, segment.document, segment.source, segment.target) == ("2", "a.jsonl", None, None)
    assert (segment.source_lang, segment.target_lang, segment.source_at) == ("", "en", None)


def test_an_empty_text_is_not_a_missing_one() -> None:
    segment = only('{"source": "", "target": null}')
    assert (segment.source, segment.target) == ("", None)


def test_a_number_is_an_id_too() -> None:
    assert only('{"id": 7}').key == "7"
    assert only('{"id": 0}').key == "0"
    assert only('{"id": null}').key == "1"


@pytest.mark.parametrize(
    ("line", "column", "exact"),
    [
        ('{"target": "text"}', 13, True),
        ('{"target":"text"}', 12, True),
        ('{"document": "target", "target" : "text"}', 36, True),
        ('{"source": "text", "target": "text"}', 31, True),
        ('{"note": "\\"target\\": \\"no\\"", "target": "text"}', 43, True),
        ('{"target": "te\\u0078t"}', 13, False),
        ('{"target":     "text"}', 1, False),
        ('{"source": "x"}', 1, False),
    ],
)
def test_a_string_has_an_exact_place_if_it_stands_there_verbatim(line: str, column: int, exact: bool) -> None:
    where = only(line).target_at
    assert where is not None
    assert (where.line, where.column, where.exact) == (1, column, exact)


def test_a_broken_line_is_named_with_its_column() -> None:
    lines = ['{"source": "x", "target": "y"}'] * 6
    error = refusal(*lines, '{"source": "x" "target": "y"}', *lines)
    assert error.place == "texts/a.jsonl:7:16"
    assert "not valid JSON" in error.message
    assert "each line must be an object" in error.hint


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[1, 2]", "no JSON object"),
        ("3", "no JSON object"),
        ("[" * 100_000, "cannot be read as JSON"),
        ('{"target": 5}', "`target` is not a string"),
        ('{"source": ["x"]}', "`source` is not a string"),
        ('{"id": true}', "`id` is neither a string nor a whole number"),
        ('{"id": 1.5}', "`id` is neither"),
        ('{"source_lang": 1}', "`source_lang` is not a string"),
        ('{"target": "\\ud800 alone"}', "half of a surrogate pair"),
        ('{"target": "cut', "not valid JSON"),
    ],
)
def test_a_line_that_is_no_segment_is_refused(line: str, message: str) -> None:
    error = refusal("", line)
    assert message in error.message
    assert error.line == 2
    assert error.hint


def test_a_whole_surrogate_pair_is_a_character() -> None:
    assert only('{"target": "\\ud83d\\ude00"}').target == "😀"


def test_an_id_twice_in_a_document_is_refused_with_both_lines() -> None:
    error = refusal('{"id": "1"}', '{"id": "2"}', '{"id": "1"}')
    assert (error.line, "line 1" in error.message) == (3, True)


@pytest.mark.parametrize(
    ("line", "target", "result"),
    [
        ('{"target": "old", "x": 1}', "new", '{"target": "new", "x": 1}'),
        ('{ "target" :  "old" }', "new", '{ "target" :  "new" }'),
        ('{"target": null}', "new", '{"target": "new"}'),
        ('{"source": "x"}', "new", '{"source": "x", "target": "new"}'),
        ("{}", "new", '{"target": "new"}'),
        ('{"target": "a\\/b \\u0041 Kono"}', "a/b A Ōno", '{"target": "a\\/b \\u0041 \\u014cno"}'),
        ('{"target": "\\u7530 Kono 田"}', "田 Ōno 田", '{"target": "\\u7530 Ōno 田"}'),
        ('{"target": "\\ud83d\\ude00 Kono"}', "😀 Tanaka", '{"target": "\\ud83d\\ude00 Tanaka"}'),
        ('{"target": "one", "target": "two"}', "new", '{"target": "one", "target": "new"}'),
        ('{"meta": {"target": "in"}, "target": "out"}', "new", '{"meta": {"target": "in"}, "target": "new"}'),
        ('{"target": "a"}', 'q"\\\n', '{"target": "q\\"\\\\\\n"}'),
    ],
)
def test_only_the_characters_that_change_are_written(line: str, target: str, result: str) -> None:
    assert rewritten(line, target) == result
    assert json.loads(result)["target"] == target


def test_a_last_line_without_end_stays_without() -> None:
    assert rewritten('{"target": "a"}', "b") == '{"target": "b"}'
