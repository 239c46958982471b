"""What cannot be graded is refused before anything is computed, with one clear message."""

from __future__ import annotations

from dataclasses import replace

import pytest

from align.errors import AlignError
from align.glossary.entity import Entity, SourceName
from align.glossary.lexicon import Lexicon
from align.score.fitness import examine, told
from align.score.grading import Settings, grade
from align.score.measures import chosen
from align.score.values import Item, System, TestSet
from tests.score.sample import knowledge, lines, system, the_set

ELSEWHERE = Entity("nobody", "person", "ja", "Jiro Yamada", "Yamada", "Jiro", sources=(SourceName("ja", "山田次郎"),))
GERMAN = (
    "Die Bibliothek ist heute nicht mehr von der Stadt und mit den Leuten auf dem Platz für sich, das ist auch ein Zug. "
    "Der Lehrer und die Schüler des Kurses sind mit dem Ergebnis auch nicht von der Schule."
)


def test_a_reference_in_chinese_is_refused() -> None:
    with pytest.raises(AlignError, match="the reference is in Chinese or Japanese, not in English") as refused:
        examine(the_set("source"), [system("north")], None)
    assert refused.value.path == "source"
    assert refused.value.hint


def test_a_reference_in_another_european_language_is_refused() -> None:
    items = (Item("1", "", "会议结束了。", (GERMAN,)),)
    with pytest.raises(AlignError, match="in another language"):
        examine(TestSet("a", items, "", ("de.txt",)), [System("a", ("The end.",))], None)


def test_a_reference_without_a_word_is_refused() -> None:
    items = tuple(replace(item, references=(" ",)) for item in the_set().items)
    with pytest.raises(AlignError, match="every segment of this reference is empty"):
        examine(TestSet("a", items, "", ("ref.txt",)), [system("north")], None)


def test_a_glossary_of_which_no_name_occurs_is_refused_where_names_are_graded() -> None:
    known = replace(knowledge(), lexicon=Lexicon.of([ELSEWHERE]))
    with pytest.raises(AlignError, match="no name of the glossary stands in any source") as refused:
        examine(the_set(), [system("north")], known)
    assert "--metrics" in refused.value.hint
    examine(the_set(), [system("north")], None)


@pytest.mark.parametrize(
    ("systems", "message"),
    [
        ([], "there is no system to grade"),
        ([system("north"), system("north")], "2 systems are called 'north'"),
        ([System("short", lines("north")[:3])], "the system 'short' has 3 segments, the test set 12"),
    ],
)
def test_systems_that_do_not_fit_are_refused(systems: list[System], message: str) -> None:
    with pytest.raises(AlignError, match=message):
        examine(the_set(), systems, None)


def test_a_set_without_segments_is_refused() -> None:
    with pytest.raises(AlignError, match="there is no segment to grade"):
        examine(TestSet("empty", ()), [System("a", ())], None)


def test_a_baseline_that_there_is_not_is_refused() -> None:
    measures = chosen(["bleu"], references=True, glossary=False)
    with pytest.raises(AlignError, match="no system is called 'east'"):
        grade(the_set("reference"), [system("north")], measures, settings=Settings(baseline="east"))


def test_of_fit_systems_there_is_nothing_to_tell() -> None:
    assert list(told(the_set(), [system("north"), system("south")])) == []


@pytest.mark.parametrize(
    ("asked", "hint"),
    [("blue", "did you mean bleu?"), ("comet-22", "choose from bleu, "), ("m_eta", "did you mean m-eta?")],
)
def test_an_unknown_measure_is_told_with_what_was_meant(asked: str, hint: str) -> None:
    with pytest.raises(AlignError, match=f"no measure '{asked}'") as refused:
        chosen([asked], references=True, glossary=True)
    assert refused.value.hint.startswith(hint)


@pytest.mark.parametrize(
    ("asked", "lacks"), [("bleu", "a reference"), ("names", "a glossary"), ("1-term", "a reference")]
)
def test_a_measure_says_what_it_lacks(asked: str, lacks: str) -> None:
    with pytest.raises(AlignError, match=f"{asked} cannot be measured without {lacks}"):
        chosen([asked], references=False, glossary=False)


def test_what_can_be_taken_is_taken_unasked() -> None:
    assert [each.name for each in chosen([], references=True, glossary=False)] == ["bleu", "chrf", "ter"]
    of_names = ["names", "names-macro", "order", "style", "m-eta", "terms"]
    assert [each.name for each in chosen([], references=False, glossary=True)] == of_names
