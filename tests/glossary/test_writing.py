"""Entries as YAML: what is written reads back as it was, whatever the names are made of."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from align.glossary.entity import Entity, Forbidden, Role, SourceName
from align.glossary.entries import entry_fields
from align.glossary.load import compile_entry
from align.glossary.proposal import Proposal, Rendering, propose
from align.glossary.schema import Entry
from align.glossary.strict_yaml import parse
from align.glossary.use import uses
from align.glossary.writing import document, entry_lines, scalar
from align.model.alignment import Alignment, Relation
from tests.glossary.undeclared import aligned, link, name, taro

PATH = Path("names.yaml")
ODD = [
    *(
        "No",
        "Null",
        "~",
        "null",
        "",
        "On",
        "y",
        "1e3",
        "0123",
        "2025-01",
        "0x1F",
        ".inf",
        "true",
        "O'Neil",
        "a: b",
        "a:",
    ),
    *(
        "#1",
        "a #b",
        "- a",
        "-a",
        "? a",
        "!a",
        "&a",
        "*a",
        "|",
        ">",
        "%a",
        "@a",
        "`a",
        "[a]",
        "{a}",
        "a, b",
        '"a"',
        "'a'",
    ),
    *(
        " a",
        "a ",
        "a  b",
        "\\n",
        "a\nb",
        "a\tb",
        "\u0085",
        "\u2028",
        "\ufeff",
        "\x00",
        "\x7f",
        "\u200b",
        "\u202e",
        "\ufffe",
    ),
    *(
        "高市早苗",
        "唐纳德·特朗普",
        "つのだ☆ひろ",
        "😀",
        "𠮷野家",
        "\u3000",
        "---",
        "...",
        "<<",
        "=",
        "A.B.",
        "É",
        "ｶﾅ",
        "髙\ufe00",
    ),
]
TEXT = st.one_of(st.sampled_from(ODD), st.text(st.characters(exclude_categories=["Cs"]), max_size=12))


# --- texts and entries -------------------------------------------------------------------------------------------


@given(TEXT)
def test_a_text_is_read_back_as_it_was_by_this_reader_and_by_others(text: str) -> None:
    line = f"key: {scalar(text)}\nlist: [{scalar(text)}, b]\nmapping: {{a: {scalar(text)}, b: c}}\n"
    expected = {"key": text, "list": [text, "b"], "mapping": {"a": text, "b": "c"}}
    assert parse(line, PATH, list_key="entities").value == expected
    assert yaml.safe_load(line) == expected


def test_a_lone_surrogate_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="surrogate"):
        scalar("a\ud800")


@pytest.mark.parametrize(
    "text", ["Sanae Takaichi", "高市早苗", "O'Neil", "Moon Jae-in", "Xi’an", "唐纳德·特朗普", "J. Doe"]
)
def test_an_ordinary_name_needs_no_quotes(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize("text", ["No", "null", "y", "1984", "2025-01", "a: b", "- a"])
def test_what_other_readers_take_for_something_else_is_quoted(text: str) -> None:
    assert scalar(text) == f"'{text}'"


def _entities() -> st.SearchStrategy[Entity]:
    source = st.builds(SourceName, st.sampled_from(["zh", "ja"]), TEXT, TEXT, TEXT, st.lists(TEXT).map(tuple))
    return st.builds(
        Entity,
        id=TEXT,
        type=TEXT,
        origin=TEXT,
        full=TEXT,
        family=TEXT,
        given=TEXT,
        order=TEXT,
        accept=st.lists(TEXT, max_size=2).map(tuple),
        forbid=st.lists(st.builds(Forbidden, TEXT, TEXT), max_size=2).map(tuple),
        sources=st.lists(source, max_size=2).map(tuple),
        kana=st.lists(TEXT, max_size=2).map(tuple),
        roles=st.lists(st.builds(Role, TEXT, TEXT, TEXT, TEXT, TEXT), max_size=2).map(tuple),
        note=TEXT,
    )


@given(_entities())
@settings(max_examples=60)
def test_an_entry_is_read_back_field_by_field(entity: Entity) -> None:
    lines = "".join(f"  {line}\n" for line in entry_lines(entity))
    if not entry_fields(entity):
        return
    assert parse(f"entities:\n{lines}", PATH, list_key="entities").value == {"entities": [entry_fields(entity)]}


@given(TEXT, TEXT, st.lists(TEXT))
@settings(max_examples=60)
def test_comments_never_become_part_of_the_entry(rendering: str, place: str, doubts: list[str]) -> None:
    proposal = Proposal(taro().entity, 2, place, (Rendering(rendering, 1, place),), ("ja",), tuple(doubts))
    value = parse(document([proposal]), PATH, list_key="entities").value
    assert value == {"version": "1", "entities": [entry_fields(proposal.entity)]}


NAMES = st.text(st.sampled_from("高市早苗金井正彰文在寅高橋桥广廣々ヶあア・·O'No 1:#-😀"), min_size=1, max_size=6)
FORMS = NAMES.map(lambda form: "".join(form.split())).filter(bool)
ENGLISH = st.one_of(
    st.sampled_from(["Sanae Takaichi", "No", "1e3", "O'Neil", "A: B", "Moon Jae-in", "Kim", "田"]), NAMES
).filter(str.strip)


def _met(
    full: str,
    family: str,
    given_name: str,
    origin: str,
    kind: str,
    kana: tuple[str, ...],
    lang: str,
    form: str,
    rendering: str,
    relation: Relation | None,
) -> tuple[Entity, Alignment]:
    entity = name(full, id="?", family=family, given=given_name, origin=origin, type=kind, kana=kana, **{lang: form})
    return entity, aligned(link(entity, rendering, relation=relation if rendering else None))


MET = st.builds(
    _met,
    ENGLISH,
    st.sampled_from(["", "Takaichi", "Moon"]),
    st.sampled_from(["", "Sanae", "Jae-in"]),
    st.sampled_from(["ja", "zh-CN", "ko", "western", "other", "", "moon"]),
    st.sampled_from(["person", "place", "other", "?"]),
    st.sampled_from([(), ("たかいち", "さなえ"), ("たかいち",), ("x", "y"), ("", "")]),
    st.sampled_from(["zh", "zh_Hans", "zh_Hant", "ja"]),
    FORMS,
    st.one_of(st.just(""), ENGLISH),
    st.sampled_from([None, *Relation]),
)


@given(MET)
@settings(max_examples=150, deadline=None)
def test_whatever_is_proposed_is_read_as_the_entry_that_was_proposed(met: tuple[Entity, Alignment]) -> None:
    entity, alignment = met
    (proposal,) = propose(uses([alignment], lambda _: entity))
    if proposal.entity.full:
        (said,) = parse(document([proposal]), PATH, list_key="entities").value["entities"]
        assert compile_entry(Entry.model_validate(said), proposal.entity.id) == proposal.entity
