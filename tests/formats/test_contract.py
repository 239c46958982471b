"""The formats that hold plain text, JSON or cells, held to the contract of every format."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import strategies as st

from align.formats import format_called
from align.formats.jsonl import Jsonl
from align.formats.plain import Plain
from align.formats.spreadsheet import Csv
from align.formats.tsv import Tsv
from align.model.segment import Document
from tests.formats.contract import Contract

ENDS = ["\n", "\r\n", "\r"]
CHANCE = st.integers(0, 1 << 32).map(Random)


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
    corpus = "tsv"

    def written(self, texts: Sequence[str], end: str = "\n") -> str:
        return end.join(["id\tsource\ttarget", *(f"s{number}\t原文\t{text}" for number, text in enumerate(texts))])


class TestJsonl(Contract):
    form = Jsonl()
    file = "a.jsonl"
    corpus = "jsonl"

    def written(self, texts: Sequence[str], end: str = "\n") -> str:
        lines = [
            json.dumps({"id": f"s{n}", "source": "原文", "target": text, "note": "kept"}, ensure_ascii=n % 2 == 0)
            for n, text in enumerate(texts)
        ]
        return end.join([*lines, ""])

    def files(self) -> st.SearchStrategy[str]:
        lines = st.builds(self.line, self.texts(), CHANCE)
        return st.builds(
            lambda lines, end: end.join(lines), st.lists(lines, min_size=1, max_size=3), st.sampled_from(ENDS)
        )

    def line(self, text: str, random: Random) -> str:
        """An object with members in any order, with any spaces, whose characters are escaped or not."""
        members = [
            ("target", self.string(text.replace("X", "\n"), random)),
            ("source", self.string("原文“引号”😀", random)),
            *random.sample(
                [("target", "null"), ("note", '"\\"target\\":"'), ("meta", '{"target": ["x"]}'), ("n", "-1.5e3")], 2
            ),
        ]
        random.shuffle(members)
        members.sort(key=lambda member: member[1] != "null")
        spaces = ["", "", " ", "  ", "\t"]
        pieces = [
            "".join(random.choice(spaces) + each for each in (self.string(key, random), ":", value, ""))
            for key, value in members
        ]
        return "{" + ",".join(pieces) + "}"

    def string(self, text: str, random: Random) -> str:
        """A JSON string with as many escapes as chance has it."""
        share = random.choice([0, 0, 0.3, 1])
        pieces = (json.dumps(each, ensure_ascii=random.random() < share)[1:-1] for each in text)
        return f'"{"".join(pieces)}"'


class TestCsv(Contract):
    form = Csv()
    file = "a.csv"
    corpus = "csv"

    def written(self, texts: Sequence[str], end: str = "\n") -> str:
        rows = [["id", "source", "target"], *([f"s{n}", "原,文", text] for n, text in enumerate(texts))]
        return table(rows, lineterminator=end)

    def files(self) -> st.SearchStrategy[str]:
        return st.builds(self.some, st.lists(self.texts(), min_size=1, max_size=3), CHANCE)

    def some(self, texts: list[str], random: Random) -> str:
        """A table as some program writes it: columns in any order, any separator and quoting, line breaks in cells."""
        columns = ["id", "source", "target", "note", "", "score"]
        random.shuffle(columns)
        rows = [columns]
        for number, text in enumerate(texts):
            text = text.replace("X", random.choice(["\n", "\r\n", ",", ";", "\t", '"']))
            row = {
                "id": f"s{number}",
                "source": random.choice(["原文", "原\n文", '"原", 文']),
                "target": text,
                "score": "1",
            }
            rows.append([row.get(column, "") for column in columns])
            rows += [[""] * len(columns)] * random.randint(0, 1)
        end = random.choice(ENDS)
        # Python quotes a line break in a cell where it ends rows only.
        quoting = (
            csv.QUOTE_ALL if end == "\r" else random.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])
        )
        return table(rows, delimiter=random.choice(",;\t"), quoting=quoting, lineterminator=end)


def table(rows: list[list[str]], **how: Any) -> str:
    """A table as Python writes it."""
    out = io.StringIO(newline="")
    csv.writer(out, **how).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("name", ["plain", "tsv", "csv", "jsonl"])
def test_an_empty_file_is_a_document_without_segments(name: str) -> None:
    assert format_called(name).read(b"", Path(f"a.{name}")).segments == ()
