from __future__ import annotations

import json
from pathlib import Path

import pytest

from align.errors import FormatError
from align.formats.jsonl import Jsonl
from align.model.segment import Document, Segment, Where
from align.reports.base import position

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
    ("line", "column"),
    [
        ('{"target": "text"}', 13),
        ('{"target":"text"}', 12),
        ('{"document": "target", "target" : "text"}', 36),
        ('{"source": "text", "target": "text"}', 31),
        ('{"meta": {"target": "text"}, "target": "text"}', 41),
        ('{"target": "text", "target": "text"}', 31),
        ('{"note": "\\"target\\": \\"no\\"", "target": "text"}', 43),
        ('{"target": "te\\u0078t"}', 13),
        ('{"target":     "text"}', 17),
        ('{"t\\u0061rget": "text"}', 18),
        ('{"target": null}', 12),
        ('{"source": "x"}', 15),
        ("{}", 2),
    ],
)
def test_a_string_has_a_place_even_where_there_is_none_yet(line: str, column: int) -> None:
    where = only(line).target_at
    assert where == Where(PATH, 1, column, turns=where.turns if where else ())


@pytest.mark.parametrize(
    ("line", "word", "column"),
    [
        ('{"target": "\\"No,\\" said Kono"}', "Kono", 26),
        ('{"target": "\\u7530\\u4e2d met Kono"}', "Kono", 30),
        ('{"target": "\\u7530\\u4e2d met Kono"}', "中", 19),
        ('{"target": "a\\nb Kono"}', "Kono", 18),
        ('{"target": "\\ud83d\\ude00\\ud83d\\ude00Kono"}', "Kono", 37),
        ('{"target": "\\ud83d\\ude00\\u7530\\/Kono"}', "Kono", 33),
    ],
)
def test_a_word_is_found_behind_escapes_and_among_them(line: str, word: str, column: int) -> None:
    segment = only(line)
    assert segment.target is not None
    assert segment.target_at is not None
    assert position(segment.target_at, segment.target, segment.target.index(word)) == (1, column)
    assert line[column - 1 :].startswith(word) or line[column - 1] == "\\"


def test_state_and_note_are_shown_and_need_not_be_texts() -> None:
    told = only('{"target": "t", "state": "final", "note": "of a \\"friend\\""}')
    assert (told.state, told.note) == ("final", 'of a "friend"')
    untold = only('{"target": "t", "state": 3, "note": ["x"]}')
    assert (untold.state, untold.note) == ("", "")


@pytest.mark.parametrize(
    ("line", "text", "left", "gone"),
    [
        (
            '{"target": "t", "note": "align: ignore=N101,N202"}',
            "ignore=N101,N202",
            '{"target": "t", "note": "align: ignore=N202"}',
            '{"target": "t"}',
        ),
        (
            '{"align": "ignore=N202", "target": "t"}',
            "ignore=N202",
            '{"align": "ignore=N202", "target": "t"}',
            '{"target": "t"}',
        ),
        (
            '{"id": 1, "align" : " align: reason=\\"so \\u00e9\\" ignore=N9,N202 ", "target": "t"}',
            'reason="so é" ignore=N9,N202',
            '{"id": 1, "align" : " align: reason=\\"so \\u00e9\\" ignore=N202 ", "target": "t"}',
            '{"id": 1, "target": "t"}',
        ),
        ('{"align": "ignore=N1"}', "ignore=N1", '{"align": "ignore=N202"}', "{}"),
    ],
)
def test_a_note_that_speaks_to_us_can_say_less_or_go(line: str, text: str, left: str, gone: str) -> None:
    document = read(line)
    (comment,) = document.comments
    assert (comment.text, comment.keys) == (text, (document.segments[0].key,))
    assert (comment.where.line, comment.where.column) == (1, comment.said.start + 1)
    assert document.segments[0].note == ""
    assert Jsonl().write(document, {}, {comment: ("N202",)}).decode() == left
    assert Jsonl().write(document, {}, {comment: ()}).decode() == gone


def test_beside_a_key_of_our_own_a_note_is_a_note() -> None:
    document = read('{"align": "ignore=N1", "note": "align: ignore=N2", "target": "t"}')
    assert [comment.text for comment in document.comments] == ["ignore=N1"]
    assert document.segments[0].note == "align: ignore=N2"


def test_a_comment_goes_while_a_translation_comes() -> None:
    document = read('{"source": "x", "align": "ignore=N1"}')
    raw = Jsonl().write(document, {"1": "new"}, {document.comments[0]: ()})
    assert raw.decode() == '{"source": "x", "target": "new"}'


def test_a_placeholder_is_protected() -> None:
    document = read('{"target": "\\u201cHi %s\\u201d, 100% of Kono"}')
    (mark,) = document.segments[0].protected
    assert mark.span.of(document.segments[0].target or "") == "%s"
    with pytest.raises(FormatError, match="placeholder"):
        Jsonl().write(document, {"1": "“Hi %d”, 100% of Kono"})


def test_half_of_a_character_cannot_be_written() -> None:
    for line in ('{"target": "\\u00e9"}', '{"target": "a"}'):
        with pytest.raises(FormatError, match="half of a surrogate pair"):
            rewritten(line, "\ud800")


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
