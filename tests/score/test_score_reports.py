"""One grading in every format, compared byte by byte, and what must hold of any of them."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import unicodedata
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from align.score.reports import REPORTS, Look
from align.score.reports.base import difference, figure, fitted, wrapped
from align.score.values import Grading
from align.text.place import cell_width
from tests.score.hard import HARD, PLAIN, SYSTEMS

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
CASES = [
    ("text", Look(), HARD, "score.hard.txt"),
    ("text", Look(colour=True, cells=120, digits=2, entities=1), HARD, "score.hard.ansi"),
    ("text", Look(), PLAIN, "score.plain.txt"),
    ("json", Look(), HARD, "score.hard.json"),
    ("csv", Look(), HARD, "score.hard.csv"),
    ("html", Look(), HARD, "score.hard.html"),
    ("html", Look(), PLAIN, "score.plain.html"),
]


def _rendered(name: str, look: Look | None = None, grading: Grading = HARD) -> str:
    out = io.StringIO()
    REPORTS[name](look or Look()).render(grading, out)
    # What changes with every release is not for comparison.
    return re.sub(
        r'(generator" content="align |"tool": \{"name": "align", "version": ")[^"]+', r"\g<1>0.0.0", out.getvalue()
    )


@pytest.mark.parametrize(("name", "look", "grading", "file"), CASES, ids=[case[3] for case in CASES])
def test_the_grading_is_rendered_as_reviewed(name: str, look: Look, grading: Grading, file: str) -> None:
    """Set ALIGN_WRITE_GOLDEN to write the files anew; review the difference as you would review code."""
    rendered = _rendered(name, look, grading)
    if os.environ.get("ALIGN_WRITE_GOLDEN"):
        (GOLDEN / file).write_bytes(rendered.encode())
    assert rendered.encode() == (GOLDEN / file).read_bytes()


@pytest.mark.parametrize("name", REPORTS)
def test_no_character_that_a_terminal_obeys_reaches_it(name: str) -> None:
    assert {ch for ch in _rendered(name) if unicodedata.category(ch) in ("Cc", "Cf", "Cs")} <= {"\n"}


def test_colour_adds_nothing_but_colour() -> None:
    coloured = _rendered("text", Look(colour=True))
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == _rendered("text")


def test_no_line_of_the_text_is_wider_than_asked_for_but_signatures() -> None:
    lines = _rendered("text").partition("\nSignatures\n")[0].splitlines()
    assert max(map(cell_width, lines)) <= 80


def test_the_best_and_what_differs_are_marked_where_the_values_say_so() -> None:
    line = next(line for line in _rendered("text").splitlines() if line.startswith("=cmd"))
    assert line.split() == ["=cmd|'/c", "calc'!A1", "*29.1", "±1.1▲", "*56.2", "±0.8▲", "*58.9", "±1.4", "▲"]


def test_every_figure_of_the_csv_has_a_row_with_its_signature() -> None:
    rows = list(csv.DictReader(io.StringIO(_rendered("csv"))))
    assert len(rows) == len(HARD.scores) + len(HARD.classes) + len(HARD.kinds)
    assert all(row["signature"] for row in rows)
    first = rows[0]
    assert (first["measure"], first["class"], first["value"], first["low"], first["n"]) == (
        "bleu",
        "",
        "27.340000",
        "26.130000",
        "120",
    )


def test_a_spreadsheet_takes_no_name_for_a_formula() -> None:
    names = {row["system"] for row in csv.DictReader(io.StringIO(_rendered("csv")))}
    assert "'=cmd|'/c calc'!A1" in names
    assert not any(name.startswith(("=", "+", "-", "@")) for name in names)


def test_the_json_holds_every_value() -> None:
    said = json.loads(_rendered("json"))
    assert said["version"] == 1
    assert said["systems"] == list(SYSTEMS)
    assert [row["value"] for row in said["scores"]] == [score.value for score in HARD.scores]
    assert said["entities"][0]["wrong"][0] == {
        "rendering": "Gaoshi <script>alert(1)</script> Zaomiao",
        "outcome": "wrong language",
        "count": 3,
    }
    assert said["outcomes"][0]["outcome"] == "order"
    assert {key: len(said[key]) for key in ("comparisons", "classes", "kinds", "outcomes")} == {
        "comparisons": len(HARD.comparisons),
        "classes": len(HARD.classes),
        "kinds": len(HARD.kinds),
        "outcomes": len(HARD.outcomes),
    }


def test_the_documentation_tells_every_key_of_the_json() -> None:
    said = json.loads(_rendered("json"))
    told = set(re.findall(r"`([a-z_]+)`", (ROOT / "docs" / "score.md").read_text("utf-8")))
    rows = (row for value in said.values() if isinstance(value, list) for row in value if isinstance(row, dict))
    assert set(said) | {key for row in rows for key in row} | set(said["test_set"]) <= told


class _Tags(HTMLParser):
    """Counts tags and keeps attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: dict[str, int] = {}
        self.said: list[tuple[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] = self.tags.get(tag, 0) + 1
        self.said += attrs


@pytest.mark.parametrize("grading", [HARD, PLAIN], ids=["hard", "plain"])
def test_the_page_asks_for_nothing_outside_and_runs_nothing(grading: Grading) -> None:
    page = _Tags(_rendered("html", grading=grading))
    assert not set(page.tags) & {"script", "link", "img", "iframe", "object", "i", "a", "image", "use", "foreignobject"}
    assert not [
        name for name, _ in page.said if name.startswith("on") or name in ("src", "href", "xlink:href", "style")
    ]
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in page.said
    assert "url(" not in re.sub(r"url\(#plot-kinds-\d\)", "", _rendered("html", grading=grading))


@settings(max_examples=10)
@given(st.text(max_size=20))
@example("</title></text><script>\"'&<!--")
def test_no_name_becomes_markup(name: str) -> None:
    plain = PLAIN.scores[0]
    grading = replace(PLAIN, test_set=name, systems=(name,), scores=(replace(plain, system=name, signature=name),))
    page = _rendered("html", grading=grading)
    assert page.count("<") == _rendered("html", grading=PLAIN).count("<")
    assert not {ch for ch in page if unicodedata.category(ch) in ("Cc", "Cs")} - {"\n"}
    etree.fromstring(re.search(r"<svg.*?</svg>", page, re.DOTALL)[0])  # type: ignore[index]


def test_every_plot_says_in_words_what_it_shows_and_has_a_table_below() -> None:
    text = _rendered("html")
    plots = [etree.fromstring(plot) for plot in re.findall(r"<svg.*?</svg>", text, re.DOTALL)]
    assert len(plots) == len(HARD.measures) + 2
    named = set()
    for plot in plots:
        title, desc = plot.find("title"), plot.find("desc")
        assert plot.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
        assert title.text
        assert all(word in desc.text for word in ("=cmd|'/c calc'!A1", "a system with a very long name"))
        named.add(title.get("id"))
    assert len(named) == len(plots)
    assert "<table>" in text[text.rindex("</svg>") :]


def test_a_plot_without_anything_measured_or_beyond_its_scale_stays_in_its_frame() -> None:
    text = _rendered("html")
    for plot in re.findall(r"<svg.*?</svg>", text, re.DOTALL):
        root = etree.fromstring(plot)
        width = float(root.get("viewBox").split()[2])
        for bar in root.iter("rect"):
            left, length = float(bar.get("x", 0)), float(bar.get("width"))
            assert length >= 0
            assert left + length <= width


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [(27.25, 1, "27.2"), (27.35, 0, "27"), (100.0, 2, "100.00"), (None, 1, "–"), (-5.04, 1, "-5.0")],
)
def test_a_figure_is_rounded_as_sacrebleu_prints_it(value: float | None, digits: int, shown: str) -> None:
    assert figure(value, digits) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(1.04, "+1.0"), (-0.04, "0.0"), (0.0, "0.0"), (-2.0, "-2.0"), (None, "–")]
)
def test_a_difference_has_its_sign_unless_it_rounds_to_nothing(value: float | None, shown: str) -> None:
    assert difference(value, 1) == shown


def test_names_are_cut_by_cells_and_lines_are_broken_at_spaces() -> None:
    assert fitted("高市早苗内閣", 7) == "高市早…"
    assert fitted("a\u0301" * 3, 3) == "a\u0301" * 3
    assert wrapped("高市 早苗 Sanae", 9) == ["高市 早苗", "Sanae"]
