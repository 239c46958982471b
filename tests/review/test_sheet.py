"""An open document: what is edited is written and nothing else, and what was read comes back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.formats import for_path
from align.model.span import Span
from align.review.sheet import Sheet, replaced
from tests.review.driven import ARTICLE, jsonl

FILES = {
    "a.jsonl": jsonl(ARTICLE),
    "bom.jsonl": b"\xef\xbb\xbf" + jsonl(ARTICLE).replace(b"\n", b"\r\n"),
    "a.tsv": "\n".join(f"{source}\t{target}" for source, target in ARTICLE).encode() + b"\n",
    "head.tsv": "id\tzh\ten\r\n1\t高市早苗\tTaro Kono\r\n2\t河野\t\r\n".encode(),
    "a.csv": 'id;zh;en\r\n1;高市早苗;"Taro Kono; he"\r\n2;"河野\n他";\r\n'.encode(),
    "a.txt": b"Taro Kono spoke. He left.\r\n\r\nSanae Takaiti stayed.",
}


def sheet(name: str) -> Sheet:
    raw, path = FILES[name], Path(name)
    form = for_path(path, raw)
    return Sheet.opened(0, form.read(raw, path), form)


@pytest.mark.parametrize("name", FILES)
def test_a_document_that_is_not_edited_is_the_very_same_bytes(name: str) -> None:
    here = sheet(name)
    assert here.bytes() == FILES[name]
    assert not here.dirty
    assert here.current == here.document


@pytest.mark.parametrize("name", FILES)
def test_put_back_a_segment_is_the_very_one_that_was_read(name: str) -> None:
    here = sheet(name)
    for at, segment in enumerate(here.document.segments):
        here.put(segment.key, "Something else.")
        assert here.segment(segment.key).target == "Something else."
        assert here.dirty
        assert here.bytes() != FILES[name]
        here.put(segment.key, segment.target or "")
        assert here.segments[at] is segment
    assert here.bytes() == FILES[name]
    assert not here.dirty
    assert here.version == 2 * len(here.segments)


@pytest.mark.parametrize("name", FILES)
def test_an_edit_is_all_that_changes_when_it_is_read_again(name: str) -> None:
    here = sheet(name)
    key = here.segments[0].key
    here.put(key, "Somebody else spoke.")
    again = here.format.read(here.bytes(), here.path)
    assert [each.target for each in again.segments] == [each.target for each in here.segments]
    assert [each.source for each in again.segments] == [each.source for each in here.segments]
    here.written(here.bytes())
    assert not here.dirty
    here.put(key, here.document.segments[0].target or "")
    assert here.dirty
    assert here.bytes() == FILES[name]


def test_a_translation_that_was_not_there_can_be_put_and_taken_away() -> None:
    here = sheet("head.tsv")
    missing = here.segments[1]
    assert missing.target is None
    here.put(missing.key, "Kono")
    assert "2\t河野\tKono\r\n".encode() in here.bytes()
    here.put(missing.key, "")
    assert here.segment(missing.key) is missing


def test_a_pair_of_texts_is_a_document_too(tmp_path: Path) -> None:
    from align.cli.reading import read
    from align.config import Pair

    source, target = tmp_path / "zh.txt", tmp_path / "en.txt"
    source.write_text("高市早苗发言。\n河野太郎反对。\n", "utf-8")
    target.write_text("Taro Kono spoke.\nKono Taro opposed it.\n", "utf-8")
    document = read(Pair(target, source), None)
    here = Sheet.opened(0, document, for_path(target, document.raw))
    assert here.bytes() == target.read_bytes()
    here.put(here.segments[1].key, "Taro Kono opposed it.")
    assert here.bytes() == b"Taro Kono spoke.\nTaro Kono opposed it.\n"
    here.put(here.segments[1].key, "Kono Taro opposed it.")
    assert here.bytes() == target.read_bytes()


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["", "x", *[target for _, target in ARTICLE]])), max_size=8)
)
def test_edits_are_what_differs_from_what_was_read(edits: list[tuple[int, str]]) -> None:
    here = sheet("a.jsonl")
    for at, target in edits:
        here.put(here.segments[at].key, target)
    differing = {
        now.key: now.target
        for now, then in zip(here.segments, here.document.segments, strict=True)
        if (now.target or "") != (then.target or "")
    }
    assert here.edits == differing
    assert here.dirty is bool(differing)
    assert [each.target or "" for each in here.format.read(here.bytes(), here.path).segments] == [
        each.target or "" for each in here.segments
    ]


def test_a_segment_is_found_by_its_key_or_by_its_words() -> None:
    here = sheet("a.jsonl")
    assert here.key_of("3", ARTICLE[2][1]) == "3"
    assert here.key_of("9", ARTICLE[2][1]) == "3"
    assert here.key_of("3", "nothing like it") is None
    here.put("2", ARTICLE[2][1])
    assert here.key_of("9", ARTICLE[2][1]) is None


def test_neighbours_are_those_of_the_same_text() -> None:
    raw, path = jsonl(ARTICLE[:3], "a") + jsonl(ARTICLE[:2], "b"), Path("a.jsonl")
    form = for_path(path, raw)
    here = Sheet.opened(0, form.read(raw, path), form)
    assert [each.key for each in here.around("3", 1, 2)] == ["2", "3"]
    assert [each.key for each in here.around("b/1", 2, 1)] == ["b/1", "b/2"]


def test_a_document_says_a_form_in_either_text() -> None:
    here = sheet("a.jsonl")
    assert here.says(["高市早苗"])
    assert here.says(["nobody", "kono taro"])
    assert not here.says(["麻生太郎", "taro aso"])
    assert not here.says([])


@given(st.text("ab", max_size=8), st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=4))
def test_of_replacements_that_overlap_the_first_counts(text: str, ends: list[tuple[int, int]]) -> None:
    spans = [Span(min(pair), max(pair)) for pair in ends if max(pair) <= len(text)]
    assert replaced(text, [(span, span.of(text)) for span in spans]) == text
    free = [span for span in spans if not any(span is not other and span.overlaps(other) for other in spans)]
    if len(free) == len(spans) == len({span.start for span in spans}):
        marked = replaced(text, [(span, "X") for span in spans])
        assert len(marked) == len(text) - sum(map(len, spans)) + len(spans)
