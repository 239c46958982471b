from __future__ import annotations

from pathlib import Path

import pytest

from align.errors import FormatError
from align.formats.tsv import Tsv
from align.model.segment import Document

PATH = Path("texts/a.tsv")


def read(*lines: str) -> Document:
    return Tsv().read("\n".join(lines).encode(), PATH)


def refusal(*lines: str) -> FormatError:
    with pytest.raises(FormatError) as refused:
        read(*lines)
    return refused.value


@pytest.mark.parametrize(
    ("lines", "key", "document"),
    [
        (["原\ttext"], "1", "a.tsv"),
        (["k\t原\ttext"], "k", "a.tsv"),
        (["k\td\t原\ttext"], "k", "d"),
        (["source\ttarget", "原\ttext"], "2", "a.tsv"),
        (["Target\tNote\tSource", "text\tx\t原"], "2", "a.tsv"),
        (["ID\tzh\ten", "k\t原\ttext"], "k", "a.tsv"),
        (["", "document\tja\ten", "d\t原\ttext"], "3", "d"),
    ],
)
def test_columns_are_known_by_header_or_number(lines: list[str], key: str, document: str) -> None:
    (segment,) = read(*lines).segments
    assert (segment.key, segment.document, segment.source, segment.target) == (key, document, "原", "text")


@pytest.mark.parametrize(("header", "lang"), [("zh", "zh"), ("zh-TW", "zh-Hant"), ("ja", "ja"), ("source", "")])
def test_a_header_may_name_the_language(header: str, lang: str) -> None:
    assert read(f"{header}\ten", "原\ttext").segments[0].source_lang == lang


def test_a_language_column_counts_for_its_row() -> None:
    rows = read("source_lang\tsource\ttarget", "ja\t原\ta", "zh-CN\t原\tb").segments
    assert [segment.source_lang for segment in rows] == ["ja", "zh-Hans"]


def test_an_empty_cell_is_a_text_that_is_not_there() -> None:
    no_target, no_source = read("原\t", "\ttext").segments
    assert (no_target.source, no_target.target) == ("原", None)
    assert (no_source.source, no_source.target, no_source.source_at) == (None, "text", None)


def test_an_untranslated_cell_can_be_filled() -> None:
    document = read("原\t", "文\tb")
    assert Tsv().write(document, {"1": "new"}).decode() == "原\tnew\n文\tb"


def test_quotation_marks_are_characters() -> None:
    assert read('"原"\t"a ""b"""').segments[0].target == '"a ""b"""'


def test_a_row_with_one_column_is_refused_with_its_line() -> None:
    error = refusal("原\ttext", "no tab here")
    assert (error.place, error.message) == ("texts/a.tsv:2", "this row has only one column")
    assert error.hint


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["a\tb", "a\tb\tc"], "3 columns where the first has 2"),
        (["source\ttarget\tid", "a\tb"], "2 columns where the first has 3"),
        (["a\tb\tc\td\te"], "5 columns and no line that names them"),
        (["source\tsource\ttarget", "a\tb\tc"], "two columns are called source"),
        (["id\tsource\ttarget", "1\ta\tb", "1\ta\tb"], "stands on line 2 already"),
    ],
)
def test_a_table_that_cannot_be_understood_is_refused(lines: list[str], message: str) -> None:
    error = refusal(*lines)
    assert message in error.message
    assert error.line is not None


@pytest.mark.parametrize("new", ["a\tb", "a\nb", "a\rb"])
def test_a_tab_or_line_break_cannot_be_written(new: str) -> None:
    with pytest.raises(FormatError, match="tab or a line break"):
        Tsv().write(read("原\ttext"), {"1": new})


@pytest.mark.parametrize("row", ["翻译\tTranslation", "English\tEnglish", "Key\tKey", "Note\tStatus"])
def test_a_first_row_of_texts_that_sound_like_names_is_no_header(row: str) -> None:
    assert [segment.target for segment in read(row).segments] == [row.partition("\t")[2]]


def test_a_spreadsheet_that_needs_quotation_marks_is_read_with_them() -> None:
    document = read("source\ttarget", '原\t"a\tb ""c"""', '"原\n文"\td')
    assert [(segment.key, segment.source, segment.target) for segment in document.segments] == [
        ("2", "原", 'a\tb "c"'),
        ("3", "原\n文", "d"),
    ]
    raw = Tsv().write(document, {"2": 'a\tx "c"', "3": "e\nf"}).decode()
    assert raw == 'source\ttarget\n原\t"a\tx ""c"""\n"原\n文"\t"e\nf"'


@pytest.mark.parametrize(
    "lines",
    [
        ["source\ttarget", '原\t"a', 'b"\tc\td'],
        ["source\ttarget", '原\t"a" x\tb'],
        ["source\ttarget", '原\t"a\tb'],
    ],
)
def test_quotation_marks_that_do_not_mend_a_table_are_characters(lines: list[str]) -> None:
    assert "columns where the first has" in refusal(*lines).message or "only one column" in refusal(*lines).message


def test_a_note_that_speaks_to_us_is_a_comment_and_no_note() -> None:
    document = read("source\ttarget\tnote", "原\ttext\talign: ignore=N101", "文\tb\tof a friend")
    assert [(comment.text, comment.keys) for comment in document.comments] == [("ignore=N101", ("2",))]
    assert [segment.note for segment in document.segments] == ["", "of a friend"]
    raw = Tsv().write(document, {}, {document.comments[0]: ()})
    assert raw.decode() == "source\ttarget\tnote\n原\ttext\t\n文\tb\tof a friend"
