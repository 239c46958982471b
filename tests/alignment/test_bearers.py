"""Whom the who's who knows by a name, and how they change what is read."""

from __future__ import annotations

import pytest

from align.alignment.bearers import bearers, deciding, known_readings
from align.glossary.whos_who import whos_who
from align.match.automaton import Kind
from align.names.explain import Reading


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("河野太郎", Kind.FULL),
        ("Taro Kono", Kind.FULL),
        ("Kono Taro", Kind.TURNED),
        ("Cheung Kin-chung", Kind.ACCEPTED),
        ("トランプ", Kind.FAMILY),
    ],
)
def test_a_name_is_a_form_of_its_bearer(name: str, kind: Kind) -> None:
    assert bearers(whos_who(), name)[0].kind is kind


def test_whom_a_glossary_has_is_left_out() -> None:
    (kono,) = bearers(whos_who(), "河野太郎")
    assert bearers(whos_who(), "河野太郎", [kono.entity]) == ()


def test_places_decide_nothing() -> None:
    assert deciding(bearers(whos_who(), "东京"), "东京", "") == ()


def test_other_readings_share_what_the_known_one_leaves() -> None:
    readings = (Reading("Kono Yoshio", "こうの よしお", likelihood=0.6), Reading("Kawano Taro", likelihood=0.4))
    first, *others = known_readings(bearers(whos_who(), "河野太郎"), readings, "河野太郎")
    assert (first.romaji, first.sources) == ("Kono Taro", ("who's who",))
    assert [reading.romaji for reading in others] == ["Kono Yoshio", "Kawano Taro"]
    assert sum(reading.likelihood or 0 for reading in (first, *others)) == pytest.approx(1, abs=0.001)


def test_kana_are_read_as_they_are_written() -> None:
    said = (Reading("Toranpu", "トランプ", likelihood=1.0),)
    assert known_readings(bearers(whos_who(), "トランプ"), said, "トランプ") == said
