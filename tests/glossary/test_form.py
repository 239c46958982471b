"""The form of an entry: what it shows, what it makes, and what it says is wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.errors import GlossaryError
from align.glossary.entity import Entity, SourceName
from align.glossary.form import EntryForm, entity_of, fields_of, form_of, form_of_entity, mistakes_of
from align.glossary.load import load_glossaries
from align.glossary.schema import Entry

STARTERS = Path(__file__).parents[2] / "glossaries"
SANAE = EntryForm(
    id="takaichi-sanae",
    type="person",
    origin="ja",
    gender="female",
    english="Sanae Takaichi",
    family="Takaichi",
    given="Sanae",
    order="given-first",
    accept="S. Takaichi",
    forbid="Gaoshi Zaomiao",
    zh="高市 早苗",
    ja="高市 早苗",
    kana="たかいち さなえ",
    note="prime minister",
)


def test_a_form_shows_what_the_entry_says_and_nothing_guessed() -> None:
    entry = Entry.model_validate({"en": "Sanae Takaichi", "ja": "高市早苗"})
    assert form_of(entry) == EntryForm(english="Sanae Takaichi", ja="高市早苗")


def test_a_form_of_an_entity_shows_all_that_is_known() -> None:
    assert form_of_entity(entity_of(SANAE)) == SANAE
    assert form_of_entity(entity_of(EntryForm(english="Sanae Takaichi", ja="高市早苗"))).origin == "ja"


def test_every_starter_entry_comes_back_from_its_form() -> None:
    for glossary in load_glossaries([STARTERS]):
        for entry in glossary.entries[::5]:
            form = form_of(entry.said)
            assert form_of(Entry.model_validate(fields_of(form))) == form


NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")) | st.sampled_from(";\\ ,"), max_size=10).map(
    str.strip
)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(NAMES.filter(bool), max_size=3, unique=True), st.lists(NAMES.filter(bool), max_size=3, unique=True), NAMES
)
def test_forms_with_any_signs_come_back(accept: list[str], forbid: list[str], note: str) -> None:
    said = {"en": {"full": "A", "accept": accept, "forbid": forbid}, "ja": "甲", "note": note}
    form = form_of(Entry.model_validate(said))
    again = Entry.model_validate(fields_of(form))
    assert again == Entry.model_validate(said)
    assert form_of(again) == form


def test_a_space_parts_family_and_given_name() -> None:
    assert fields_of(SANAE)["ja"] == {"full": "高市早苗", "family": "高市", "given": "早苗"}
    assert fields_of(replace(SANAE, ja="高市早苗"))["ja"] == "高市早苗"
    base = fields_of(SANAE)
    assert fields_of(replace(SANAE, ja="高市早菜"), base)["ja"] == {"full": "高市早菜"}
    assert fields_of(replace(SANAE, ja=""), base).get("ja") is None


def test_parts_that_are_no_longer_in_the_name_go_with_it() -> None:
    base = {"en": "John Smith", "zh": {"full": "约翰·史密斯", "family": "史密斯", "given": "约翰"}}
    form = form_of(Entry.model_validate(base))
    assert form.zh == "约翰·史密斯"
    assert fields_of(replace(form, zh="约翰·史密思"), base)["zh"] == {"full": "约翰·史密思", "given": "约翰"}


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"english": ""}, "english", "English form is missing"),
        ({"zh": "", "ja": ""}, "zh", "a Chinese or a Japanese form is missing"),
        ({"type": "persn"}, "type", "did you mean `person`"),
        ({"origin": "jp"}, "origin", "cannot be `jp`"),
        ({"id": "a b"}, "id", "has a space"),
        ({"id": "taken"}, "id", "taken by another entry"),
        ({"kana": "takaichi"}, "kana", "is no kana"),
        ({"family": "Kono"}, "family", 'the family name "Kono" is not in "Sanae Takaichi"'),
        ({"order": "family-first"}, "order", "given-first by its parts"),
        ({"accept": "Gaoshi Zaomiao"}, "forbid", "forbidden"),
        ({"note": "\ud800"}, "note", "half a character"),
    ],
)
def test_what_is_wrong_blocks_at_its_field(change: dict[str, str], field: str, said: str) -> None:
    (first, *_) = mistakes_of(replace(SANAE, **change), {"taken"})
    assert (first.field, first.blocks) == (field, True)
    assert said in first.message


def test_what_is_doubtful_does_not_block() -> None:
    (found,) = mistakes_of(replace(SANAE, kana="こうの さなえ"))
    assert (found.field, found.blocks) == ("kana", False)
    assert mistakes_of(SANAE) == ()


def test_what_an_entry_allows_is_no_remark() -> None:
    wrong = replace(SANAE, kana="こうの さなえ")
    base = {**fields_of(wrong), "allow": ["kana-mismatch"]}
    assert mistakes_of(wrong, base=base) == ()


def test_an_incomplete_form_makes_no_entity() -> None:
    with pytest.raises(GlossaryError, match="English form is missing"):
        entity_of(replace(SANAE, english=""))


def test_an_entity_without_an_id_gets_one_with_the_family_name_first() -> None:
    assert entity_of(replace(SANAE, id="")).id == "takaichi-sanae"


def test_a_name_without_english_has_a_form_all_the_same() -> None:
    entity = Entity("x", "other", "other", "", sources=(SourceName("zh-Hans", "外交部"),))
    assert form_of_entity(entity).zh_hans == "外交部"
