"""The formats that hold plain text, JSON or cells, held to the contract of every format."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from align.formats import FORMATS
from align.formats.jsonl import Jsonl
from align.formats.plain import Plain
from align.formats.tsv import Tsv
from align.model.segment import Document
from tests.formats.contract import Contract


class TestPlain(Contract):
    form = Plain()
    file = "a.txt"

    def written(self, texts: Sequence[str], end: str = "\n") -> str:
        return end.join([*texts, ""])

    def said(self, document: Document) -> list[str]:
        lines: dict[int, list[str]] = {}
        for segment in document.segments:
            assert segment.target_at is not None
            lines.setdefault(segment.target_at.line, []).append(segment.target or "")
        return [" ".join(sentences) for sentences in lines.values()]


class TestTsv(Contract):
    form = Tsv()
    file = "a.tsv"

    def written(self, texts: Sequence[str], end: str = "\n") -> str:
        return end.join(["id\tsource\ttarget", *(f"s{number}\t原文\t{text}" for number, text in enumerate(texts))])


class TestJsonl(Contract):
    form = Jsonl()
    file = "a.jsonl"

    def written(self, texts: Sequence[str], end: str = "\n") -> str:
        lines = [
            json.dumps({"id": f"s{n}", "source": "原文", "target": text, "note": "kept"}, ensure_ascii=n % 2 == 0)
            for n, text in enumerate(texts)
        ]
        return end.join([*lines, ""])


@pytest.mark.parametrize("name", ["plain", "tsv", "jsonl"])
def test_an_empty_file_is_a_document_without_segments(name: str) -> None:
    known = next(known for known in FORMATS if known.name == name)
    assert known.read(b"", Path(f"a.{name}")).segments == ()
