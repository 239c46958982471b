"""The entities of a run: compiled once, kept by content, the same however they were come by."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import GlossaryError
from align.glossary.entity import Entity, Forbidden, Role, SourceName
from align.glossary.lexicon import Lexicon, load_lexicon

PEOPLE = """\
version: 1
entities:
  - {id: takaichi, en: Sanae Takaichi, ja: 高市早苗, kana: たかいち さなえ, gender: female}
  - id: kanai
    origin: ja
    en: {full: Masaaki Kanai, accept: [M. Kanai], forbid: [{form: Takashi Kanai, why: another person}]}
    ja: {full: 金井正彰, family: 金井, given: 正彰, accept: [金井局長]}
    roles: [{en: Director-General, ja: 局長, from: 2025-01}]
    note: "two\\nlines"
"""
PLACES = "version: 1\nentities:\n  - {id: kyoto, type: place, en: Kyoto, zh: 京都}\n"


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where compiled values are kept in a test."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("ALIGN_CACHE_DIR", str(folder))
    return folder


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.yaml"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


@pytest.fixture
def places(tmp_path: Path) -> Path:
    path = tmp_path / "places.yaml"
    path.write_text(PLACES, encoding="utf-8")
    return path


# --- what a lexicon holds ----------------------------------------------------------------------------------------

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
TEXTS = st.lists(TEXT, max_size=2).map(tuple)
ENTITY = st.builds(
    Entity,
    st.just(""),
    st.sampled_from(["person", "place"]),
    TEXT,
    TEXT,
    accept=TEXTS,
    forbid=st.lists(st.builds(Forbidden, TEXT, TEXT), max_size=2).map(tuple),
    sources=st.lists(st.builds(SourceName, TEXT, TEXT, TEXT, TEXT, TEXTS), max_size=2).map(tuple),
    kana=TEXTS,
    roles=st.lists(st.builds(Role, TEXT, TEXT, TEXT, TEXT, TEXT), max_size=2).map(tuple),
    note=TEXT,
    line=st.integers(0, 10**6),
)


@given(st.lists(ENTITY, max_size=3))
def test_what_goes_into_a_lexicon_comes_out_of_it(entities: list[Entity]) -> None:
    assert list(Lexicon.of(entities)) == entities


def test_entities_are_found_by_id_and_by_number(people: Path) -> None:
    lexicon = load_lexicon([people])
    assert [entity.id for entity in lexicon] == ["takaichi", "kanai"]
    assert lexicon.entity("kanai") is lexicon.at(1)
    assert ("kanai" in lexicon, "nobody" in lexicon, len(lexicon)) == (True, False, 2)
    with pytest.raises(KeyError):
        lexicon.entity("nobody")


def test_an_empty_lexicon_knows_nobody() -> None:
    assert (len(Lexicon.empty()), list(Lexicon.empty()), "" in Lexicon.empty()) == (0, [], False)


def test_a_glossary_without_entries_is_an_empty_lexicon_every_time(tmp_path: Path) -> None:
    path = tmp_path / "none.yaml"
    path.write_text("version: 1\nentities: []\n", encoding="utf-8")
    assert [list(load_lexicon([path])) for _ in range(2)] == [[], []]


def test_a_glossary_that_cannot_be_used_is_refused_every_time(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("version: 1\nentities:\n  - {en: Nobody}\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(GlossaryError):
            load_lexicon([path])


# --- the store ---------------------------------------------------------------------------------------------------


def test_a_second_load_gives_the_same_entities(people: Path, store: Path) -> None:
    first = load_lexicon([people])
    assert list(store.iterdir())
    second = load_lexicon([people])
    assert (list(second), second.digest) == (list(first), first.digest)


def test_a_second_start_reads_no_yaml_and_imports_no_reader(people: Path, places: Path) -> None:
    expected = [entity.full for entity in load_lexicon([people, places])]
    program = (
        "import sys; from pathlib import Path; from align.glossary.lexicon import load_lexicon;"
        "print([entity.full for entity in load_lexicon(list(map(Path, sys.argv[1:])))],"
        "sorted({'yaml', 'ruamel', 'pydantic', 'align.glossary.load'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(people), str(places)], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == f"{expected} []"


@pytest.mark.parametrize("damage", [b"", b"damaged", b"\0" * 100], ids=["emptied", "overwritten", "zeroed"])
def test_a_damaged_value_is_compiled_again(people: Path, store: Path, damage: bytes) -> None:
    first = list(load_lexicon([people]))
    for kept in store.iterdir():
        kept.write_bytes(damage)
    assert list(load_lexicon([people])) == first
    assert all(kept.read_bytes() != damage for kept in store.iterdir())


def test_a_value_cut_short_is_compiled_again(people: Path, store: Path) -> None:
    first = list(load_lexicon([people]))
    for kept in store.iterdir():
        kept.write_bytes(kept.read_bytes()[:-1])
    assert list(load_lexicon([people])) == first


def test_a_store_that_cannot_be_made_costs_nothing_but_time(
    people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALIGN_CACHE_DIR", str(people / "inside a file"))
    assert [entity.id for entity in load_lexicon([people])] == ["takaichi", "kanai"]


def test_a_value_that_cannot_be_read_costs_nothing_but_time(people: Path, store: Path) -> None:
    first = list(load_lexicon([people]))
    for kept in list(store.iterdir()):
        kept.unlink()
        kept.mkdir()
    assert list(load_lexicon([people])) == first


def test_an_edited_glossary_is_read_again(people: Path) -> None:
    load_lexicon([people])
    people.write_text(PEOPLE.replace("Masaaki", "Takashi"), encoding="utf-8")
    assert load_lexicon([people]).entity("kanai").full == "Takashi Kanai"


def test_the_store_does_not_grow_without_end(people: Path, store: Path) -> None:
    for number in range(70):
        people.write_text(PLACES.replace("Kyoto", f"Kyoto {number}"), encoding="utf-8")
        load_lexicon([people])
    assert 10 < len(list(store.iterdir())) < 70


# --- several glossaries and digests ------------------------------------------------------------------------------


def test_two_glossaries_are_one_lexicon_in_the_order_given(people: Path, places: Path) -> None:
    assert [entity.id for entity in load_lexicon([people, places])] == ["takaichi", "kanai", "kyoto"]
    assert [entity.id for entity in load_lexicon([places, people])] == ["kyoto", "takaichi", "kanai"]


def test_a_folder_means_the_glossaries_in_it(people: Path, places: Path, tmp_path: Path) -> None:
    assert list(load_lexicon([tmp_path])) == list(load_lexicon([people, places]))


def test_a_glossary_named_twice_counts_once(people: Path) -> None:
    assert len(load_lexicon([people, people.parent / "." / people.name])) == 2


def test_entities_know_the_file_and_the_line_that_they_come_from(people: Path, places: Path) -> None:
    lexicon = load_lexicon([people, places])
    assert {(Path(entity.path), entity.line) for entity in lexicon} == {(people, 3), (people, 4), (places, 3)}


def test_the_same_content_at_another_place_is_known_by_its_own_path(people: Path) -> None:
    load_lexicon([people])
    moved = people.rename(people.with_name("moved.yaml"))
    assert {Path(entity.path) for entity in load_lexicon([moved])} == {moved}


def test_a_digest_names_the_content_and_not_the_place(people: Path) -> None:
    before = load_lexicon([people]).digest
    assert load_lexicon([people.rename(people.with_name("moved.yaml"))]).digest == before


def test_a_digest_changes_with_the_content(people: Path, places: Path) -> None:
    digests = [load_lexicon(paths).digest for paths in ([people], [places], [people, places], [places, people])]
    people.write_text(PEOPLE + "# a comment\n", encoding="utf-8")
    digests.append(load_lexicon([people]).digest)
    assert len(set(digests)) == len(digests)


def test_the_digest_of_entities_changes_with_them() -> None:
    one, other = Entity("a", "place", "ja", "Kyoto"), Entity("a", "place", "ja", "Nara")
    assert Lexicon.of([one]).digest == Lexicon.of([one]).digest
    assert len({Lexicon.of(entities).digest for entities in ([], [one], [other], [one, other], [other, one])}) == 5
