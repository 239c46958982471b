"""Glossaries that are being edited: what they say after each change, and what a change touches."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.errors import GlossaryError
from align.glossary.entity import Entity, Forbidden, SourceName
from align.glossary.lexicon import load_lexicon
from align.glossary.load import load_glossaries
from align.glossary.open_files import Glossaries, touching

A = "version: 1\nentities:\n  - {en: Sanae Takaichi, ja: 高市早苗}\n  - {en: Wang Wei, zh: 王伟}\n"
B = "version: 1\nentities:\n  - {en: Wang Wei, zh: 王玮}\n  - {id: kono, en: Taro Kono, ja: 河野太郎, note: n}\n"


@pytest.fixture(autouse=True)
def _own_store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIGN_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text(A, "utf-8")
    (tmp_path / "b.yaml").write_text(B, "utf-8")
    return tmp_path


def _ids(opened: Glossaries) -> list[str]:
    return [entity.id for entity in opened.lexicon()]


def test_what_is_opened_is_what_the_checker_reads(folder: Path) -> None:
    opened = Glossaries.opened([folder])
    assert list(opened.lexicon()) == list(load_lexicon([folder]))
    assert opened.lexicon() is opened.lexicon()
    assert opened.problems == ()
    assert _ids(opened) == ["sanae-takaichi", "wang-wei", "wang-wei-2", "kono"]


def test_a_change_is_another_value_and_the_first_stays(folder: Path) -> None:
    opened, path = Glossaries.opened([folder]), folder / "a.yaml"
    after = opened.with_text(path, A.replace("Sanae Takaichi", "Takaichi Sanae"))
    assert after.lexicon().entity("takaichi-sanae").full == "Takaichi Sanae"
    assert "takaichi-sanae" not in opened.lexicon()
    back = after.with_text(path, A)
    assert (back, back.digest, hash(back)) == (opened, opened.digest, hash(opened))
    assert after != opened
    assert opened.with_text(path, A) is opened


def test_files_that_are_not_on_the_disk_yet_are_known_as_such(folder: Path) -> None:
    opened, path = Glossaries.opened([folder]), folder / "new.yaml"
    assert opened.text(path) is None
    after = opened.with_text(path, "entities:\n  - {en: X, ja: 甲}\n")
    assert after.lexicon().entity("x").path == str(path)
    assert after.changed() == ((path, None, b"entities:\n  - {en: X, ja: \xe7\x94\xb2}\n"),)
    assert after.saved().changed() == ()
    assert after.with_text(path, None) == opened
    assert (opened.changed(), after.on_disk(path), after.on_disk(folder / "a.yaml")) == ((), None, A.encode())


def test_unsaved_bytes_count_in_the_place_of_a_file(folder: Path) -> None:
    changed, new = folder / "a.yaml", folder / "new.yaml"
    contents = {changed: A.replace("王伟", "王薇").encode(), new: b"entities: [{en: X, zh: Y}]"}
    glossaries = load_glossaries([folder], contents)
    assert [glossary.path for glossary in glossaries] == [changed, folder / "b.yaml", new]
    assert glossaries[0].entries[1].entity.sources[0].full == "王薇"
    opened = Glossaries.opened([folder], contents)
    assert list(opened.lexicon()) == [e.entity for g in glossaries for e in g.entries]
    assert [path for path, _, _ in opened.changed()] == [changed, new]


def test_a_file_that_is_wrong_keeps_its_text_and_the_others_count(folder: Path) -> None:
    opened, path = Glossaries.opened([folder]), folder / "a.yaml"
    wrong = opened.with_text(path, A + "  - {en: [}\n")
    problem = wrong.problem(path)
    assert isinstance(problem, GlossaryError)
    assert problem.line == 5
    assert wrong.text(path) == A + "  - {en: [}\n"
    assert _ids(wrong) == ["wang-wei", "kono"]
    assert wrong.with_text(path, A) == opened
    assert _ids(wrong.with_text(path, A)) == _ids(opened)


def test_a_file_that_is_wrong_on_the_disk_does_not_keep_others_from_opening(folder: Path) -> None:
    (folder / "a.yaml").write_bytes(b"\xff\xfe\xff")
    opened = Glossaries.opened([folder])
    assert [error.path for error in opened.problems] == [folder / "a.yaml"]
    assert _ids(opened) == ["wang-wei", "kono"]
    with pytest.raises(GlossaryError):
        opened.text(folder / "a.yaml")


def test_an_id_that_is_given_twice_is_the_later_files_problem(folder: Path) -> None:
    opened = Glossaries.opened([folder])
    twice = opened.with_text(folder / "a.yaml", A.replace("{en: Wang", "{id: kono, en: Wang"))
    problem = twice.problem(folder / "b.yaml")
    assert problem is not None
    assert "`kono` is taken" in problem.message
    assert _ids(twice) == ["sanae-takaichi", "kono"]
    assert _ids(twice.with_text(folder / "a.yaml", A)) == _ids(opened)


def test_an_entry_is_found_with_its_place(folder: Path) -> None:
    opened = Glossaries.opened([folder])
    path, number, entry = opened.entry("wang-wei-2")
    assert (path, number, entry.line, entry.said.en.full) == (folder / "b.yaml", 0, 3, "Wang Wei")
    assert opened.glossary(path).entries[0].entity == entry.entity == opened.lexicon().entity("wang-wei-2")
    with pytest.raises(KeyError):
        opened.entry("nobody")


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_file_keeps_its_encoding(tmp_path: Path, mark: bytes) -> None:
    codec = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}[mark]
    path = tmp_path / "a.yaml"
    path.write_bytes(mark + A.encode(codec))
    after = Glossaries.opened([path]).with_text(path, A + "# ō\n")
    assert after.contents[path] == mark + (A + "# ō\n").encode(codec)


def test_a_folder_without_glossaries_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="no glossary"):
        Glossaries.opened([tmp_path])
    with pytest.raises(GlossaryError, match="no such file"):
        Glossaries.opened([tmp_path / "missing.yaml"])


ENTRIES = st.lists(
    st.tuples(st.sampled_from(["", "x", "x-2", "y"]), st.sampled_from(["X", "X 2", "Y", "Z"])), max_size=3
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), ENTRIES), min_size=1, max_size=5))
def test_after_any_changes_entries_have_the_ids_that_a_new_run_gives(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, list[tuple[str, str]]]]
) -> None:
    paths = [tmp_path_factory.getbasetemp() / f"{name}.yaml" for name in "abc"]
    contents = dict.fromkeys(paths, b"entities: []\n")
    opened = Glossaries.opened([], contents)
    for number, entries in changes:
        lines = "".join(f"- {{{f'id: {name}, ' if name else ''}en: {english}, ja: 甲}}\n" for name, english in entries)
        text = f"entities:\n{lines}" if lines else "entities: []\n"
        contents[paths[number]] = text.encode()
        opened = opened.with_text(paths[number], text)
    try:
        wanted = [entry.entity for glossary in load_glossaries([], contents) for entry in glossary.entries]
    except GlossaryError:
        assert opened.problems
        again = Glossaries.opened([], contents)
        assert list(opened.lexicon()) == list(again.lexicon())
    else:
        assert list(opened.lexicon()) == wanted
        assert not opened.problems


# --- what a change touches ---------------------------------------------------------------------------------------

KONO = Entity(
    "kono",
    "person",
    "ja",
    "Tarō Kono",
    "Kono",
    "Tarō",
    accept=("T. Kono",),
    forbid=(Forbidden("Taro Kawano"),),
    sources=(SourceName("zh", "河野太郎", "河野", "太郎"),),
)


def test_a_change_touches_the_forms_before_and_after() -> None:
    assert touching(None, None) == frozenset()
    forms = {"河野太郎", "河野", "太郎", "taro kono", "kono", "taro", "t. kono", "taro kawano"}
    assert touching(KONO, None) == touching(None, KONO) == forms
    after = Entity("kono", "person", "ja", "Konno", sources=KONO.sources)
    assert touching(KONO, after) == {*forms, "konno"}


def test_a_note_touches_nothing(folder: Path) -> None:
    opened = Glossaries.opened([folder])
    noted = opened.with_text(folder / "b.yaml", B.replace("note: n", "note: m"))
    assert opened.touched(noted) == frozenset()
    moved = opened.with_text(folder / "b.yaml", B.replace("entities", "# x\nentities"))
    assert opened.touched(moved) == frozenset()
    changed = opened.with_text(folder / "b.yaml", B.replace("Taro Kono", "T. Kono"))
    assert opened.touched(changed) == changed.touched(opened)
    assert "t. kono" in opened.touched(changed)
    assert "wang wei" not in opened.touched(changed)
