"""`align glossary extract`: YAML on standard output or in a glossary, what happened on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from align.cli import glossary_extract
from align.cli.inputs import Batch
from align.glossary.entity import Authority, Entity, SourceName
from align.glossary.lexicon import Lexicon, load_lexicon
from align.glossary.load import read_glossary

if TYPE_CHECKING:
    from tests.cli.conftest import Fails, Project

SOURCE = "田中花子さんは高市早苗首相と会った。\n高市早苗首相は笑った。\n河野太郎氏もいた。\n"
TARGET = "Hanako Tanaka met Prime Minister Sanae Takaichi.\nGaoshi Zaomiao laughed.\nTaro Kono was there as well.\n"


def _made_up(id: str, family: str, given: str, han: tuple[str, str], kana: tuple[str, str]) -> Entity:
    full, order = f"{given} {family}", "given-first"
    sources = (SourceName("ja", "".join(han), *han),)
    return Entity(id, "person", "ja", full, family, given, order, sources=sources, kana=kana, authority=Authority.KNOWN)


MADE_UP = (
    _made_up("name:1", "Takaichi", "Sanae", ("高市", "早苗"), ("たかいち", "さなえ")),
    _made_up("name:2", "Kono", "Taro", ("河野", "太郎"), ("こうの", "たろう")),
)
KONO = """\
  # once: Taro Kono (1); first at b.en.txt:3
  # zh: converted from the other form, met in no text
  - id: kono-taro
    type: person
    origin: ja
    en: {full: Taro Kono, family: Kono, given: Taro, order: given-first}
    ja: {full: 河野太郎, family: 河野, given: 太郎}
    kana: こうの たろう
    zh: {full: 河野太郎, family: 河野, given: 太郎}
"""


@pytest.fixture
def texts(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A pair of texts with two names that no glossary declares."""

    def lexicon_of(batch: Batch) -> Lexicon:
        glossaries = batch.settings.glossaries
        declared = tuple(load_lexicon(glossaries)) if glossaries else ()
        known = {name.full for entity in declared for name in entity.sources}
        return Lexicon.of([*declared, *(entity for entity in MADE_UP if entity.sources[0].full not in known)])

    monkeypatch.setattr(glossary_extract, "lexicon_of", lexicon_of)
    project.write("b.ja.txt", SOURCE)
    project.write("b.en.txt", TARGET)
    return project


EXTRACT = ("glossary", "extract", "b.en.txt", "--source", "b.ja.txt", "--glossary", "names.yaml")


def test_undeclared_names_are_printed_as_entries_the_doubtful_ones_first(texts: Project) -> None:
    done = texts.align(*EXTRACT)
    assert done.exit_code == 0
    first, _, second = done.stdout.partition("\n\n")
    assert "  # twice: Sanae Takaichi (1), Gaoshi Zaomiao (1); first at b.en.txt:1\n" in first
    assert "  # doubtful: " in first
    assert second == KONO
    assert done.stderr == "align: 2 names proposed, 1 doubtful; 1 is in the glossary already\n"


def test_what_is_printed_is_a_glossary_under_which_nothing_is_left_to_propose(texts: Project) -> None:
    texts.align(*EXTRACT, "--output", "proposed.yaml")
    assert texts.align("glossary", "lint", "proposed.yaml").stdout == "No findings in 1 file with 2 entries.\n"
    done = texts.align(*EXTRACT, "--glossary", "proposed.yaml")
    assert done.stdout == "version: 1\nentities: []\n"
    assert done.stderr == "align: no names proposed; 3 are in the glossary already\n"


def test_the_same_texts_give_the_same_bytes(texts: Project) -> None:
    assert texts.align(*EXTRACT).stdout == texts.align(*EXTRACT).stdout


def test_rare_names_and_those_without_doubt_can_be_left_out(texts: Project) -> None:
    for option in (["--min-count", "2"], ["--doubtful"]):
        done = texts.align(*EXTRACT, *option, "--output", "proposed.yaml")
        assert [entry.entity.id for entry in read_glossary(texts.folder / "proposed.yaml").entries] == [
            "takaichi-sanae"
        ]
        assert done.stderr.startswith("align: 1 name proposed, 1 doubtful;")


def test_quiet_prints_the_entries_alone(texts: Project) -> None:
    assert texts.align(*EXTRACT, "--quiet").stderr == ""


def test_entries_are_added_behind_those_of_a_glossary_once(texts: Project) -> None:
    before = (texts.folder / "names.yaml").read_bytes()
    done = texts.align(*EXTRACT, "--into", "names.yaml")
    after = (texts.folder / "names.yaml").read_bytes()
    assert (done.exit_code, done.stdout) == (0, "")
    assert after.startswith(before)
    assert after.endswith(KONO.encode())
    done = texts.align(*EXTRACT, "--into", "names.yaml")
    assert done.stderr == "align: no names proposed; 3 are in the glossary already\n"
    assert (texts.folder / "names.yaml").read_bytes() == after


def test_names_that_the_glossary_has_in_another_script_are_left_out(texts: Project) -> None:
    into = texts.write("own.yaml", "entities:\n- {en: X, zh: 高市早苗}\n- {en: K, zh-Hant: 河野太郞}\n")
    before = into.read_bytes()
    done = texts.align(*EXTRACT, "--into", "own.yaml")
    assert into.read_bytes() == before
    assert done.stderr == "align: no names proposed; 3 are in the glossary already\n"


def test_a_name_whose_id_is_there_in_another_writing_is_left_out_and_named(texts: Project) -> None:
    texts.write("own.yaml", "entities:\n- {id: kono-taro, en: Taro Kono, ja: コウノタロウ}\n")
    done = texts.align(*EXTRACT, "--into", "own.yaml", "--min-count", "1")
    assert "align: 河野太郎 is left out: own.yaml has `kono-taro` (コウノタロウ)\n" in done.stderr


def test_a_glossary_that_is_not_there_is_made(texts: Project) -> None:
    done = texts.align(*EXTRACT, "--into", "new.yaml")
    assert done.exit_code == 0
    assert len(read_glossary(texts.folder / "new.yaml").entries) == 2


def test_a_glossary_that_cannot_take_lines_is_refused_and_left_alone(texts: Project, fails: Fails) -> None:
    into = texts.write("own.yaml", "entities: [{en: X, zh: 某甲}]\n")
    before = into.read_bytes()
    message = fails(*EXTRACT, "--into", "own.yaml")
    assert message.startswith("align: own.yaml:1:11: the entries stand in [ ], so no lines can be added to the list\n")
    assert into.read_bytes() == before


def test_a_broken_glossary_is_refused_before_anything_is_read(texts: Project, fails: Fails) -> None:
    texts.write("own.yaml", "entities:\n\t- {en: X, zh: 某甲}\n")
    assert "a tab stands in the indentation" in fails(*EXTRACT, "--into", "own.yaml")


def test_two_places_for_the_result_exclude_each_other(texts: Project, fails: Fails) -> None:
    assert "exclude each other" in fails(*EXTRACT, "--into", "own.yaml", "--output", "other.yaml")
