from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import FormatError
from align.formats import for_path
from align.formats.spreadsheet import Csv
from align.formats.stretch import Lines
from align.formats.tables import Dialect, rows, stretch_of
from align.model.segment import Document
from tests.formats.contract import laws

PATH = Path("texts/a.csv")
HEAD = "id,source,target\n"
PIECES = st.sampled_from([*'",;\t \r\n', "\r\n", '""', '","', "a", "Tanaka", "名", "=1"])


def read(content: str) -> Document:
    return Csv().read(content.encode(), PATH)


def targets(content: str) -> list[str | None]:
    return [segment.target for segment in read(content).segments]


def rewritten(content: str, target: str, key: str = "1") -> str:
    return Csv().write(read(content), {key: target}).decode()


def refusal(content: str) -> FormatError:
    with pytest.raises(FormatError) as refused:
        read(content)
    assert refused.value.hint
    return refused.value


def cells(content: str, dialect: Dialect) -> list[list[str]]:
    found = rows(content, 0, dialect, PATH, Lines(content))
    return [[stretch_of(cell, content, dialect).text for cell in row.cells] for row in found]


def cells_of_python(content: str, dialect: Dialect) -> list[list[str]]:
    """The cells that the standard library finds, with one kind of line break, without rows that say nothing."""
    lines = io.StringIO(content, newline="")
    found = csv.reader(lines, delimiter=dialect.separator, skipinitialspace=dialect.spaced)
    read = [[cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row] for row in found]
    return [row for row in read if any(cell.strip() for cell in row)]


@laws(400)
@given(st.lists(PIECES, max_size=25).map("".join), st.sampled_from([",", ";", "\t"]), st.booleans())
def test_cells_are_those_that_the_standard_library_finds(content: str, separator: str, spaced: bool) -> None:
    dialect = Dialect(separator, spaced=spaced)
    if cells_of_python(f"{content}\nEND", dialect)[-1] != ["END"]:
        # The standard library takes the rest of the file for a cell that is never closed.
        with pytest.raises(FormatError, match="never closed"):
            cells(content, dialect)
    else:
        assert cells(content, dialect) == cells_of_python(content, dialect)


@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])
@pytest.mark.parametrize("dialect", csv.list_dialects())
def test_every_dialect_of_python_is_read(dialect: str, quoting: int) -> None:
    out = io.StringIO(newline="")
    texts = ['He said "no", loudly;\tand left', "two\nlines", "=1+1", " spaces ", "Taro"]
    csv.writer(out, dialect=dialect, quoting=quoting).writerows(
        [["source", "target"], *(["原", text] for text in texts)]
    )
    assert targets(out.getvalue()) == texts


@pytest.mark.parametrize(
    "content",
    [
        "source,target\n原,text\n",
        "source;target\r\n原;text\r\n",
        "source\ttarget\r原\ttext",
        "sep=;\nsource;target\n原;text",
        '"sep=|"\r\nsource|target\r\n原|text',
        '"source","target"\n"原","text"',
        "\n\nsource, target\n原, text\n",
        ',source,target,\n0,原,text,,,\n\n,,,\n"","",""\n',
        "Target;Source;a,b\ntext;原;x,y",
        "Target;Source;a, b, c, d\ntext;原;x",
    ],
)
def test_separators_quotation_marks_and_empty_rows_and_columns_make_no_difference(content: str) -> None:
    (segment,) = read(content).segments
    assert (segment.source, segment.target) == ("原", "text")


def test_a_row_is_named_by_its_number_in_a_spreadsheet() -> None:
    document = read('sep=,\nsource,target\n"原\n文","a\nb"\n\n原,c')
    assert [(segment.key, segment.target_at.line if segment.target_at else 0) for segment in document.segments] == [
        ("2", 4),
        ("4", 7),
    ]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Source,Target", "原,text"),
        ("Source text,Translation", "原,text"),
        ("Chinese (Simplified),English", "原,text"),
        ("zh_CN,en_US", "原,text"),
        ("ja_JP,English (United Kingdom)", "原,text"),
        ("Source [zh-TW],Target [en-GB]", "原,text"),
        ("Source: Japanese,Target: English", "原,text"),
        ("原文,译文", "原,text"),
        ("日本語,英語", "原,text"),
        ("en,ja,zh", "text,原,别"),
        ("zh,en,Source,Target", "别,other,原,text"),
        ("String ID,Source string,Translation", "7,原,text"),
        ("Key,Source Language,Japanese,English", "7,ja,原,text"),
    ],
)
def test_columns_are_known_by_the_names_that_tools_give(header: str, row: str) -> None:
    (segment,) = read(f"{header}\n{row}\n").segments
    assert (segment.source, segment.target) == ("原", "text")


@pytest.mark.parametrize(
    ("header", "langs"),
    [
        ("zh_CN,en_US", ("zh-Hans", "en-US")),
        ("Chinese (Traditional),English (UK)", ("zh-Hant", "en-GB")),
        ("Chinese (Taiwan),English", ("zh-Hant", "en")),
        ("JP,EN", ("ja", "en")),
        ("Source (ja-JP),Translation", ("ja", "en")),
        ("简体中文,English", ("zh-Hans", "en")),
        ("Source,Target", ("", "en")),
    ],
)
def test_a_header_may_name_the_languages(header: str, langs: tuple[str, str]) -> None:
    (segment,) = read(f"{header}\n原,text\n").segments
    assert (segment.source_lang, segment.target_lang) == langs


def test_key_file_state_and_all_notes_are_read() -> None:
    content = 'Key,File,Source,Target,Status,Context,Comment\nk, d ,原,text,final,"of a ""friend""",old\nl,,原,,,,\n'
    told, untold = read(content).segments
    assert (told.key, told.document, told.state, told.note) == ("k", "d", "final", 'of a "friend"\nold')
    assert (untold.key, untold.document, untold.state, untold.note, untold.target) == ("l", "a.csv", "", "", None)


def test_every_english_column_is_a_translation_and_a_text_of_its_own() -> None:
    document = read("Key,zh,en-US,en-GB,Note\na,原,color,colour,align: ignore=N1\nb,文,gray,,\n")
    found = [(segment.key, segment.document, segment.source, segment.target) for segment in document.segments]
    assert found == [
        ("a", "a.csv", "原", "color"),
        ("b", "a.csv", "文", "gray"),
        ("a/en-GB", "a.csv/en-GB", "原", "colour"),
    ]
    assert document.comments[0].keys == ("a", "a/en-GB")
    raw = Csv().write(document, {"a/en-GB": "hue", "b": "dim"})
    assert raw.decode() == "Key,zh,en-US,en-GB,Note\na,原,color,hue,align: ignore=N1\nb,文,dim,,\n"


@pytest.mark.parametrize(
    ("content", "target", "result"),
    [
        ("source,target\n原,old Kono\n", "old Tanaka", "source,target\n原,old Tanaka\n"),
        ('source,target\n原,"old, Kono"\n', 'old, "Tanaka"', 'source,target\n原,"old, ""Tanaka"""\n'),
        ("source,target\n原,old Kono\n", "old, Tanaka", 'source,target\n原,"old, Tanaka"\n'),
        ("source;target\n原;old Kono\n", "old, Tanaka", "source;target\n原;old, Tanaka\n"),
        ("source,target\n原,old Kono\n", 'old "Tanaka"', 'source,target\n原,"old ""Tanaka"""\n'),
        ('source,target\n原,a "b" c\n', 'a "b" d', 'source,target\n原,a "b" d\n'),
        ("source,target\n原,old\n", "two\nlines", 'source,target\n原,"two\nlines"\n'),
        ('source,target\r\n原,"one\r\nold"\r\n', "one\ntwo\nnew", 'source,target\r\n原,"one\r\ntwo\r\nnew"\r\n'),
        ("source,target\n原,\n", "new, words", 'source,target\n原,"new, words"\n'),
        ('source,target\n原,""\n', 'new "words"', 'source,target\n原,"new ""words"""\n'),
        ("source,note,target,x\n原\n", "new", "source,note,target,x\n原,,new\n"),
        ("source,note,target,x\n原\n", "a,b", 'source,note,target,x\n原,,"a,b"\n'),
        ('source,target\n原,"ab"cd\n', "ab,cd", 'source,target\n原,"ab,cd"\n'),
        ('source,target\n原,"ab"cd\n', "abcx", 'source,target\n原,"ab"cx\n'),
        ("source, target\n原, old\n", " old", 'source, target\n原, " old"\n'),
        ("source,target\n原,old\n", "=SUM(A1)", "source,target\n原,=SUM(A1)\n"),
        ("source,target\n原,old\n", "-1 @you +1", "source,target\n原,-1 @you +1\n"),
    ],
)
def test_new_words_are_quoted_as_the_cell_is_or_as_they_need(content: str, target: str, result: str) -> None:
    assert rewritten(content, target, "2") == result
    assert targets(result) == [target]


@pytest.mark.parametrize(
    ("content", "message", "place"),
    [
        ("name,age\nx,1\n", "its names are 'name', 'age'", "1"),
        ("原文内容;english text here\na;b\n", "does not say which columns hold source and translation", "1"),
        ("target\ntext\n", "does not say which columns", "1"),
        ("id,source,source,target\n1,a,b,c\n", "two columns are called source", "1"),
        ("zh,en,EN\n1,a,b\n", "two columns are called en", "1"),
        (HEAD + "1,a,b,c\n", "4 cells where there are 3 columns", "2"),
        (HEAD + '1,"a\nb",c\n2,a,b,\n3,a,"b,c", d\n', "4 cells where there are 3 columns", "5"),
        (HEAD + '1,a,b\n2,a,"cut off', "opened here and never closed", "3:5"),
        (HEAD + '1,a,"He said \\"no\\" to me"\n', "a backslash before it", "2:15"),
        (HEAD + "1,a,b\n1,a,b\n", "the id '1' stands on line 2 already", "3"),
    ],
)
def test_a_table_that_cannot_be_understood_is_refused(content: str, message: str, place: str) -> None:
    error = refusal(content)
    assert message in error.message
    assert error.place == f"texts/a.csv:{place}"


def test_a_note_that_speaks_to_us_can_say_less_or_go() -> None:
    content = 'source,target,note\n原,text,"align: ignore=N101,N202 reason=""a, b"""\n'
    document = read(content)
    (comment,) = document.comments
    assert (comment.text, comment.keys) == ('ignore=N101,N202 reason="a, b"', ("2",))
    assert (comment.where.line, comment.where.column) == (2, 16)
    less = Csv().write(document, {}, {comment: ("N202",)}).decode()
    assert less == 'source,target,note\n原,text,"align: ignore=N202 reason=""a, b"""\n'
    assert Csv().write(document, {"2": "new"}, {comment: ()}).decode() == "source,target,note\n原,new,\n"


def test_a_placeholder_is_protected() -> None:
    document = read('source,target\n原,"Hi, %s Kono"\n')
    assert [mark.span.of("Hi, %s Kono") for mark in document.segments[0].protected] == ["%s"]
    with pytest.raises(FormatError, match="placeholder"):
        Csv().write(document, {"2": "Hi, Kono"})


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("id,source,target\n1,原,text\n", "csv"),
        ("sep=;\nzh;en\n原;text\n", "csv"),
        ("Source, Target, and others met.\nThey left.\n", "plain"),
        ("Source, translation\nOne line without a comma\n", "plain"),
        ("Sanae Takaichi, who spoke first,\nsaid so, and left.\n", "plain"),
    ],
)
def test_standard_input_is_known_by_its_header(text: str, name: str) -> None:
    assert for_path(Path("-"), text.encode()).name == name
