"""Which characters of a file stand for which of a text, and that a change of words changes theirs and no others."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from align.errors import FormatError
from align.formats.stretch import Gap, Gathering, Lines, Stretch, changes, spliced
from align.model.segment import OBJECT, Where
from align.model.span import Side, Span

AT = Where(Path("a.xml"), 7, 1)
# How the made-up format of these tests is written: tags, objects and protected words between < and >, escapes for < and &,
# a backslash before a line end that is a space.
_PIECE = re.compile(
    r"<(?P<object>x/)>|<p>(?P<kept>[^<]*)</p>|<(?P<tag>/?b)>|&(?P<escape>lt|amp);|(?P<soft>\\\n)|[^<&\\]"
)
_ESCAPES = {"<": "&lt;", "&": "&amp;"}


def written(text: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in text)


def read(content: str, begin: int = 0, end: int | None = None) -> Stretch:
    """The text of a file in the made-up format, between two places of it."""
    gathering = Gathering(written)
    for match in _PIECE.finditer(content, begin, len(content) if end is None else end):
        start, stop = match.span()
        if match["object"]:
            gathering.object("object", start, stop)
        elif match["kept"] is not None:
            at = gathering.length
            gathering.verbatim(match["kept"], match.start("kept"))
            gathering.protect("kept", at)
        elif match["tag"]:
            gathering.tag(match["tag"])
        elif match["escape"]:
            gathering.escaped("<" if match["escape"] == "lt" else "&", start, stop)
        elif match["soft"]:
            gathering.escaped(" ", start, stop, soft=True)
        else:
            gathering.verbatim(match[0], start)
    return gathering.stretch()


def changed(content: str, new: str) -> str:
    """The file with another text in it."""
    return spliced(content, list(read(content).patches(new, content, AT)))


@dataclass(frozen=True)
class Made:
    """A file, and the text that it stands for."""

    content: str
    text: str


PIECES = st.sampled_from(
    [
        *((word, word) for word in ("Tanaka", "Hanako", " ", " ", "left.", "é", "田中", "😀", "a-b")),
        ("&lt;", "<"),
        ("&amp;", "&"),
        ("<b>", ""),
        ("</b>", ""),
        ("\\\n", " "),
        ("<x/>", OBJECT),
        ("<p>%s {0}</p>", "%s {0}"),
    ]
)
FILES = st.lists(PIECES, max_size=12).map(lambda all_: Made("".join(a for a, _ in all_), "".join(b for _, b in all_)))


# --- places -------------------------------------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(FILES)
def test_every_character_stands_somewhere_and_places_lead_back(made: Made) -> None:
    stretch = read(made.content)
    assert stretch.text == made.text
    places = [stretch.place(at) for at in range(len(made.text))]
    assert places == sorted(set(places))
    assert [stretch.offset(place) for place in places] == list(range(len(made.text)))
    for at, character in enumerate(made.text):
        if character.isalpha():
            assert made.content[places[at]] == character
    assert stretch.place(len(made.text)) <= len(made.content)
    assert stretch.offset(len(made.content)) == len(made.text)
    assert sum(run.length for run in stretch.runs) == len(made.text)


@settings(max_examples=200, deadline=None)
@given(FILES, st.data())
def test_a_part_stands_where_it_stands_in_the_whole(made: Made, data: st.DataObject) -> None:
    stretch = read(made.content)
    ends = data.draw(st.tuples(*[st.integers(0, len(made.text))] * 2).map(sorted))
    span = Span(*ends)
    part = stretch.part(span)
    assert part.text == span.of(made.text)
    assert [part.place(at) for at in range(len(span))] == [stretch.place(at) for at in range(span.start, span.end)]
    for tag, _ in part.tags:
        assert any(
            tag.start + span.start == other.start and tag.end + span.start == other.end for other, _ in stretch.tags
        )
    inside = [tag for tag, _ in stretch.tags if span.start < tag.start and tag.end < span.end]
    assert len(part.tags) >= len(inside)
    assert part.part(Span(0, len(span))) == part


@settings(max_examples=100, deadline=None)
@given(FILES)
def test_lines_and_columns_are_those_of_the_file(made: Made) -> None:
    lines = Lines(made.content)
    where = read(made.content).where(AT.path, lines)
    for turn in where.turns:
        assert lines.offset(turn.line, turn.column) == read(made.content).place(turn.at)
    for place in range(len(made.content) + 1):
        assert lines.offset(*lines.place(place)) == place


# --- changes of words ---------------------------------------------------------------------------------------------

WORDS = st.lists(st.sampled_from(["Tanaka", "Hanako", "Sato", " ", " ", ".", "-", "田中"]), max_size=9).map("".join)


@settings(max_examples=300, deadline=None)
@given(WORDS, WORDS)
def test_changes_make_one_text_of_another(old: str, new: str) -> None:
    found = list(changes(old, new))
    text, done = "", 0
    for span, words in found:
        assert span.start >= done
        assert span.of(old) != words
        text, done = text + old[done : span.start] + words, span.end
    assert text + old[done:] == new
    assert list(changes(old, old)) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Tanaka Hanako left.", "Hanako Tanaka left.", [("Tanaka", "Hanako"), ("Hanako", "Tanaka")]),
        ("Mr. Ohno left.", "Mr. Ono left.", [("h", "")]),
        ("Ma Zuo Bo", "Ma Zuobo", [(" B", "b")]),
        ("Kono Taro and Kono Taro", "Taro Kono and Taro Kono", [("Kon", "Tar"), ("Tar", "Kon")] * 2),
        ("", "Tanaka", [("", "Tanaka")]),
        ("Tanaka", "", [("Tanaka", "")]),
    ],
)
def test_a_change_is_as_small_as_words_allow(old: str, new: str, said: list[tuple[str, str]]) -> None:
    assert [(span.of(old), words) for span, words in changes(old, new)] == said


@settings(max_examples=500, deadline=None)
@given(FILES, st.data())
def test_new_words_are_read_back_and_nothing_else_is_lost(made: Made, data: st.DataObject) -> None:
    stretch = read(made.content)
    words = [
        Span(*found.span())
        for found in re.finditer(r"[A-Za-z]+( [A-Za-z]+)*", made.text)
        if not any(tag.overlaps(Span(*found.span())) for tag, _ in stretch.tags if tag.start < tag.end)
    ]
    assume(words)
    span = data.draw(st.sampled_from(words))
    replacement = data.draw(st.sampled_from(["Sato", "Sato Ichiro", "A < B & C", "", "Kono Taro Jiro Saburo"]))
    new = made.text[: span.start] + replacement + made.text[span.end :]
    content = changed(made.content, new)
    assert read(content).text == new
    for sign in ("<b>", "</b>", "<x/>", "<p>%s {0}</p>"):
        assert content.count(sign) == made.content.count(sign)
    assert content.startswith(made.content[: stretch.place(span.start)])
    assert content.endswith(made.content[stretch.place(span.end) :])


@settings(max_examples=200, deadline=None)
@given(FILES, WORDS)
def test_any_new_text_is_read_back_or_refused(made: Made, new: str) -> None:
    assume(made.text)
    if "<x/>" in made.content or "<p>" in made.content:
        with contextlib.suppress(FormatError):
            assert read(changed(made.content, new)).text == new
        return
    content = changed(made.content, new)
    assert read(content).text == new
    assert re.findall("</?b>", content) == re.findall("</?b>", made.content)


@pytest.mark.parametrize(
    ("content", "new", "result"),
    [
        ("Tanaka\\\nHanako left.", "Hanako Tanaka left.", "Hanako\\\nTanaka left."),
        ("Tanaka\\\nHanako left.", "Hanako left.", "Hanako left."),
        ("Ta<b>naka Hanako</b> left.", "Hanako Tanaka left.", "Hanako<b> Tanaka</b> left."),
        ("<b>Tanaka Hanako</b> left.", "Hanako Tanaka left.", "<b>Hanako Tanaka</b> left."),
        ("Kono Taro <b>and</b> Kono Taro", "Taro Kono and Taro Kono", "Taro Kono <b>and</b> Taro Kono"),
        ("a &amp; b", "a & c", "a &amp; c"),
        ("a b", "a & b", "a &amp; b"),
        ("&amp;&lt;", "<&", "&lt;&amp;"),
    ],
)
def test_tags_line_ends_and_escapes_around_changed_words_stay(content: str, new: str, result: str) -> None:
    assert changed(content, new) == result


@pytest.mark.parametrize(
    ("content", "new"),
    [
        ("a <x/> b", "a b"),
        ("a <x/> b", f"a {OBJECT}{OBJECT} b"),
        ("a b", f"a {OBJECT} b"),
        ("a <p>%s</p> b", "a %d b"),
        ("a <p>%s</p> b", "a b"),
    ],
)
def test_what_must_stay_is_not_lost_moved_or_made_up(content: str, new: str) -> None:
    with pytest.raises(FormatError, match="a placeholder or a piece of code") as caught:
        changed(content, new)
    assert (caught.value.path, caught.value.line) == (AT.path, 7)
    assert caught.value.hint


def test_marks_are_told_as_those_of_one_side() -> None:
    marks = read("a<b> <x/> <p>%s</p>").protected(Side.TARGET)
    assert [(mark.side, mark.span, mark.kind) for mark in marks] == [
        (Side.TARGET, Span(1, 1), "b"),
        (Side.TARGET, Span(2, 3), "object"),
        (Side.TARGET, Span(4, 6), "kept"),
    ]


def test_a_text_that_is_not_there_yet_goes_into_its_gap() -> None:
    empty = Gathering(written).stretch(Gap(3, 7, "<target>", "</target>"))
    (patch,) = empty.patches("A & B", "<u><t/></u>", AT)
    assert spliced("<u><t/></u>", [patch]) == "<u><target>A &amp; B</target></u>"
    assert (empty.place(0), empty.offset(5), empty.where(AT.path, Lines("abcd"))) == (3, 0, Where(AT.path, 1, 4))
    with pytest.raises(FormatError, match="no translation can be put here"):
        list(Gathering().stretch().patches("Tanaka", "", AT))


def test_a_long_text_is_changed_in_reasonable_time() -> None:
    old = " ".join(f"Tanaka Hanako{number}" for number in range(1000))
    new = old.replace("Hanako500", "Ai")
    assert changed(old, new) == new


def test_turns_are_where_a_text_goes_on_elsewhere() -> None:
    where = read("ab<b>c&amp;d").where(AT.path, Lines("ab<b>c&amp;d"))
    assert [turn[:3] for turn in where.turns] == [(2, 1, 6), (4, 1, 12)]
