"""Candidates: what may stand in the place of wrong words, each once, the surest first, and where each is from."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from align.glossary.entity import Authority, Entity, SourceName
from align.names.style import PROFILES
from align.review.candidates import MOST, candidates, direct
from tests.review.driven import ARTICLE, driven, finding

TAKAICHI = Entity(
    "takaichi",
    "person",
    "ja",
    "Sanae Takaichi",
    family="Takaichi",
    given="Sanae",
    order="given-first",
    accept=("Ms Takaichi", "Sanae Takaichi"),
    kana=("たかいち", "さなえ"),
    sources=(SourceName("ja", "高市早苗", "高市", "早苗"),),
)
HOUSE = PROFILES["jp-government"]


def read(entity: Entity) -> Entity:
    """The same, in no glossary."""
    from dataclasses import replace

    return replace(entity, authority=Authority.READ, accept=())


def test_the_forms_of_the_glossary_come_first_and_say_so(tmp_path: Path) -> None:
    desk = driven(tmp_path, {"a.jsonl": ARTICLE})
    found = desk.review.candidates(desk.item("1"))
    assert [(one.text, one.origin) for one in found] == [
        ("Sanae Takaichi", "glossary, preferred"),
        ("Takaichi", "family name alone"),
        ("Takaichi Sanae", "house style family-first"),
        ("TAKAICHI Sanae", "house style jp-government"),
    ]


def test_accepted_forms_are_offered_where_the_whole_name_is_expected() -> None:
    whole = candidates(finding(expected=("Sanae Takaichi",)), TAKAICHI, HOUSE)
    assert [one.text for one in whole][:3] == ["Sanae Takaichi", "Ms Takaichi", "Takaichi"]
    assert whole[1].origin == "glossary, accepted"
    part = candidates(finding(target="Kono", expected=("Takaichi",)), TAKAICHI, HOUSE)
    assert part[0].origin == "family name alone"
    assert "Ms Takaichi" not in [one.text for one in part]


def test_capitals_are_kept_and_explained() -> None:
    (first, *_) = candidates(finding(target="TARO KONO", expected=("SANAE TAKAICHI",)), TAKAICHI, HOUSE)
    assert (first.text, first.origin) == ("SANAE TAKAICHI", "glossary, in capitals as the text around it")


def test_other_readings_are_offered_only_of_names_that_are_read_from_their_characters() -> None:
    expecting = finding(expected=("Sanae Takaichi",))
    assert any(one.origin.startswith("read ") for one in candidates(expecting, read(TAKAICHI), HOUSE))
    assert not any(one.origin.startswith("read ") for one in candidates(expecting, TAKAICHI, HOUSE))


def test_nothing_is_offered_where_no_words_are_pointed_at() -> None:
    nowhere = finding(target="", expected=("Sanae Takaichi",))
    assert nowhere.target is None
    assert candidates(nowhere, TAKAICHI, HOUSE) == ()
    assert direct(nowhere) == ()


def test_of_somebody_unknown_only_what_the_rule_expects_is_offered() -> None:
    found = candidates(finding(expected=("Takaichi", "Takaichi", "Taro Kono", "")), None, HOUSE)
    assert [(one.text, one.origin) for one in found] == [("Takaichi", "expected")]


FORMS = st.lists(st.sampled_from(["Takaichi", "Sanae Takaichi", "Taro Kono", "", *"abcdefghijkl"]), max_size=12).map(
    tuple
)


@given(FORMS, st.sampled_from([None, TAKAICHI, read(TAKAICHI)]))
def test_every_candidate_is_offered_once_and_is_not_what_stands_there(
    expected: tuple[str, ...], entity: Entity | None
) -> None:
    found = [one.text for one in candidates(finding(expected=expected), entity, HOUSE)]
    assert len(found) == len(set(found)) <= MOST
    assert "Taro Kono" not in found
    assert all(found)
    wanted = direct(finding(expected=expected))
    assert tuple(found[: len(wanted)]) == wanted[:MOST]
