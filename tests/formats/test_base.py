from __future__ import annotations

import codecs
import errno
from pathlib import Path

import pytest

from align.errors import FormatError
from align.formats import FORMATS, Known, base, for_path, format_called, read_document
from align.formats.base import Keys, bilingual_files, decode, read_bytes
from align.formats.languages import source_lang_of

PATH = Path("texts/a.txt")


def refusal(raw: bytes) -> FormatError:
    with pytest.raises(FormatError) as refused:
        decode(raw, PATH)
    return refused.value


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
    ],
)
def test_unicode_is_read_with_its_byte_order_mark(encoding: str, mark: bytes) -> None:
    assert decode(mark + "漢字\r\nＡ".encode(encoding), PATH) == "漢字\r\nＡ"


def test_latin_1_is_refused_with_the_byte_and_the_command_that_converts_it() -> None:
    error = refusal("One line\nThe café is\n".encode("latin-1"))
    assert error.place == "texts/a.txt:2:8"
    assert "byte 16 (0xE9)" in error.message
    assert error.hint == (
        "it looks like WINDOWS-1252; convert it: iconv -f WINDOWS-1252 -t UTF-8 texts/a.txt > texts/a.utf8.txt"
    )


@pytest.mark.parametrize(
    ("encoding", "name", "text"),
    [
        ("cp932", "CP932", "外務省の局長は、十七日に訪中すると明らかにした。「協議する」という。"),
        ("euc_jp", "EUC-JP", "外務省の局長は、十七日に訪中すると明らかにした。「協議する」という。"),
        ("gb18030", "GB18030", "外交部的发言人表示，这是不可以接受的，中方已经提出了抗议。"),
        ("big5", "BIG5", "外交部的發言人表示，這是不可以接受的，我方已經提出了抗議。"),
    ],
)
def test_the_hint_names_the_old_encoding(encoding: str, name: str, text: str) -> None:
    assert f"-f {name} " in refusal(text.encode(encoding)).hint


@pytest.mark.parametrize("cut", [1, 2])
def test_a_file_that_is_cut_off_within_a_character_is_told_from_one_in_another_encoding(cut: int) -> None:
    error = refusal("外务省。\nÄ 外".encode()[:-cut])
    assert (error.place, error.hint) == ("texts/a.txt:2:3", "it is cut off; save or export it again")
    assert error.message == "the file ends within a character: byte 16 (0xE5) is the last one's first"


def test_utf_16_without_a_mark_is_named() -> None:
    error = refusal("Some English text, saved oddly.".encode("utf-16-le"))
    assert "UTF-16LE" in error.message
    assert "iconv -f UTF-16LE" in error.hint


def test_a_cut_utf_16_file_is_refused() -> None:
    assert "UTF-16-LE" in refusal(codecs.BOM_UTF16_LE + b"a\0b").message


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00", "Office"),
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3", "PDF"),
        (b"\x1f\x8b\x08\x00", "gzip"),
    ],
)
def test_a_binary_file_is_called_what_it_is(raw: bytes, kind: str) -> None:
    assert kind in refusal(raw).message


def test_a_zero_byte_is_refused_with_its_line() -> None:
    error = refusal(b"one\ntwo\0three and much more text")
    assert (error.line, "byte 7 is zero" in error.message) == (2, True)


def test_a_missing_file_is_refused_with_the_one_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "target.en.txt").touch()
    with pytest.raises(FormatError, match="no such file") as refused:
        read_bytes(tmp_path / "target.txt")
    assert refused.value.hint == f"did you mean {tmp_path / 'target.en.txt'}?"


def test_a_file_in_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no such file"):
        read_bytes(tmp_path / "nowhere" / "a.txt")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="folder"):
        read_bytes(tmp_path)


def test_a_path_that_no_system_knows_is_refused() -> None:
    with pytest.raises(FormatError, match="cannot be read"):
        read_bytes(Path("a\0b"))


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(FormatError, match="permission denied") as refused:
        read_bytes(tmp_path / "a.txt")
    assert "chmod" in refused.value.hint


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "SIZE_LIMIT", 1 << 20)
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate((1 << 20) + 1)
    with pytest.raises(FormatError, match="larger than 1 MiB"):
        read_bytes(path)
    with path.open("wb") as file:
        file.truncate(1 << 20)
    assert len(read_bytes(path)) == 1 << 20


def test_a_folder_gives_its_files_in_order_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.tsv", "sub/a.JSONL", "c.txt", ".hidden.tsv", ".git/d.tsv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = bilingual_files(tmp_path, (".tsv", ".jsonl"))
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["b.tsv", "sub/a.JSONL"]


def test_a_folder_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(tmp_path))

    monkeypatch.setattr("os.scandir", refuse)
    with pytest.raises(FormatError, match="the folder may not be read: permission denied"):
        bilingual_files(tmp_path, (".tsv",))


@pytest.mark.parametrize(
    ("name", "raw", "format_name"),
    [
        ("a.jsonl", b"", "jsonl"),
        ("a.NDJSON", b"", "jsonl"),
        ("a.tsv", b"", "tsv"),
        ("a.txt", b'{"looks": "like"}', "plain"),
        ("a.md", b"a\tb", "markdown"),
        ("-", b'\n{"source": "x"}', "jsonl"),
        ("-", codecs.BOM_UTF8 + b'{"source": "x"}', "jsonl"),
        ("-", "原文\ttext\n".encode("utf-16"), "tsv"),
        ("-", b"Plain text.\n", "plain"),
        ("unknown.xyz", b"", "plain"),
    ],
)
def test_a_format_is_known_by_suffix_and_then_by_content(name: str, raw: bytes, format_name: str) -> None:
    assert for_path(Path(name), raw).name == format_name


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_a_format_is_called_as_the_table_of_formats_has_it(known: Known) -> None:
    assert known.form.name == known.name
    assert known.form is format_called(known.name)


def test_a_format_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(FormatError, match=r"\.odt files cannot be read"):
        for_path(Path("a.odt"))


def test_a_document_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("原文\ttext\n", encoding="utf-8")
    assert [segment.target for segment in read_document(path).segments] == ["text"]


@pytest.mark.parametrize(
    ("value", "lang"),
    [
        ("zh", "zh"),
        ("zh-CN", "zh-Hans"),
        ("zh_TW", "zh-Hant"),
        ("ZH-hant", "zh-Hant"),
        ("jp", "ja"),
        ("", ""),
        ("ko", "ko"),
    ],
)
def test_languages_have_one_name(value: str, lang: str) -> None:
    assert source_lang_of(value) == lang


def test_an_id_that_two_documents_share_keeps_the_keys_apart() -> None:
    keys = Keys(PATH)
    assert [keys.key("1", "a", 1), keys.key("2", "a", 2), keys.key("1", "b", 3)] == ["1", "2", "b/1"]


@pytest.mark.parametrize("document", ["a", "b"])
def test_an_id_that_stands_twice_in_one_document_is_refused(document: str) -> None:
    keys = Keys(PATH)
    keys.key("1", "a", 1)
    if document == "b":
        keys.key("1", "b", 2)
    with pytest.raises(FormatError, match="stands on line") as refused:
        keys.key("1", document, 7)
    assert refused.value.line == 7
