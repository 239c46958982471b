"""What every format promises, held against each of them with the strings that break things."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.formats import FORMATS, for_path
from align.formats.base import Format
from align.model.segment import Document

NASTY = [
    "Hanako Tanaka left.",
    'He said "no" \\ and {"target": "x"}.',
    "café Ōno 田中 😀 𠮷",
    "<b>&amp; %s {0} $1",
    "\x1b[31mred\u202e",
    "a\u2028b\x0b",
    " spaces around ",
    "'",
]
NEW = 'Taro “Ōta” 田中 \\ " 😀'
ENCODINGS = [
    ("utf-8", b""),
    ("utf-8", codecs.BOM_UTF8),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
]


def written(kind: str, texts: list[str], end: str) -> tuple[str, Path]:
    if kind == "jsonl":
        lines = [
            json.dumps(
                {"id": f"s{number}", "source": "原文", "target": text, "note": "kept"}, ensure_ascii=number % 2 == 0
            )
            for number, text in enumerate(texts)
        ]
        return end.join([*lines, ""]), Path("a.jsonl")
    if kind == "tsv":
        return end.join(["id\tsource\ttarget", *(f"s{n}\t原文\t{text}" for n, text in enumerate(texts))]), Path("a.tsv")
    return end.join([f"{text.strip()}" for text in texts]) + end, Path("a.txt")


def read(kind: str, texts: list[str], end: str = "\n", encoding: str = "utf-8", mark: bytes = b"") -> Document:
    content, path = written(kind, texts, end)
    raw = mark + content.encode(encoding)
    return for_path(path, raw).read(raw, path)


def form(document: Document) -> Format:
    return next(known for known in FORMATS if known.name == document.format)


@pytest.mark.parametrize("kind", ["plain", "tsv", "jsonl"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(("encoding", "mark"), ENCODINGS)
class TestEveryFormat:
    def test_writing_nothing_new_gives_the_same_bytes(self, kind: str, end: str, encoding: str, mark: bytes) -> None:
        document = read(kind, NASTY, end, encoding, mark)
        assert form(document).write(document, {}) == document.raw

    def test_writing_what_stands_there_gives_the_same_bytes(
        self, kind: str, end: str, encoding: str, mark: bytes
    ) -> None:
        document = read(kind, NASTY, end, encoding, mark)
        same = {segment.key: segment.target or "" for segment in document.segments}
        assert form(document).write(document, same) == document.raw

    def test_a_new_translation_is_read_back_and_nothing_else_changes(
        self, kind: str, end: str, encoding: str, mark: bytes
    ) -> None:
        document = read(kind, NASTY, end, encoding, mark)
        changed = document.segments[1]
        raw = form(document).write(document, {changed.key: NEW})
        again = form(document).read(raw, document.path)
        assert [segment.target for segment in again.segments] == [
            NEW if segment is changed else segment.target for segment in document.segments
        ]
        assert raw.startswith(mark)
        assert raw.count("\r".encode(encoding)) == document.raw.count("\r".encode(encoding))

    def test_an_exact_place_is_where_the_text_stands(self, kind: str, end: str, encoding: str, mark: bytes) -> None:
        document = read(kind, NASTY, end, encoding, mark)
        lines = document.raw[len(mark) :].decode(encoding).replace("\r\n", "\n").split("\n")
        places = [
            (where, text)
            for segment in document.segments
            for where, text in ((segment.source_at, segment.source), (segment.target_at, segment.target))
            if where is not None and text is not None
        ]
        assert any(where.exact for where, _ in places)
        for where, text in places:
            if where.exact:
                assert lines[where.line - 1][where.column - 1 :].startswith(text)


@pytest.mark.parametrize("kind", ["plain", "tsv", "jsonl"])
def test_an_empty_file_is_a_document_without_segments(kind: str) -> None:
    _, path = written(kind, [], "\n")
    assert for_path(path).read(b"", path).segments == ()


@pytest.mark.parametrize("kind", ["plain", "tsv", "jsonl"])
@given(text=st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=20))
def test_any_text_is_read_as_it_stands(kind: str, text: str) -> None:
    document = read(kind, [text])
    assert "".join(segment.target or "" for segment in document.segments) == text
