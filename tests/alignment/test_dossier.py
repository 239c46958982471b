"""Everything that is known of a name, whatever is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.alignment.dossier import Dossiers
from align.glossary.entity import Entity, SourceName
from align.glossary.lexicon import Lexicon
from align.names.style import DEFAULT


def _person(name: str, origin: str, full: str, han: tuple[str, str], kana: tuple[str, ...] = ()) -> Entity:
    family, forename = full.split()
    sources = tuple(SourceName(lang, "".join(han), *han) for lang in ("zh", "ja"))
    return Entity(name, "person", origin, full, family, forename, "family-first", sources=sources, kana=kana)


KNOWN = Dossiers(
    Lexicon.of(
        [
            _person("lin", "zh-CN", "Lin Xiaolan", ("林", "小蘭")),
            _person("hayashi", "ja", "Hayashi Ichiro", ("林", "一郎"), ("はやし", "いちろう")),
            _person("kim", "ko", "Kim Min-su", ("金", "民洙")),
        ]
    ),
    DEFAULT,
)
NAMES = st.text(st.one_of(st.characters(), st.sampled_from("林金小蘭一郎民洙はやし々ー・ ")), max_size=12)


@given(NAMES, st.sampled_from(["zh", "ja", ""]))
def test_any_text_has_a_dossier_under_its_own_name(name: str, lang: str) -> None:
    found = KNOWN.of(name, lang)
    assert found.name == name
    assert found.lang == (lang or found.lang)
    assert bool(found.entries) == (found.explanation is None)


@pytest.mark.parametrize(
    ("name", "lang"), [("林小蘭", "zh"), ("林一郎", "ja"), ("金民洙", "zh"), ("はやし", "ja"), ("Kim Min-su", "")]
)
def test_the_language_of_a_known_name_is_that_of_its_entry(name: str, lang: str) -> None:
    assert (KNOWN.of(name).lang, KNOWN.of(name).guessed) == (lang, False)


def test_the_parts_are_in_the_characters_that_were_asked() -> None:
    found = KNOWN.of("林小兰")
    assert (found.family, found.given) == ("林", "小兰")
    assert (found.readings[0].family, found.readings[0].given) == ("林", "小兰")


@pytest.mark.parametrize(("lang", "ids"), [("", ["lin", "hayashi"]), ("zh", ["lin"]), ("ja", ["hayashi"])])
def test_a_family_name_is_that_of_people_of_the_language(lang: str, ids: list[str]) -> None:
    assert [entry.entity.id for entry in KNOWN.of("林", lang).entries] == ids


def test_the_mandarin_reading_is_told_where_it_is_the_wrong_one() -> None:
    assert KNOWN.of("金民洙").mandarin == "Jin Minzhu"
    assert KNOWN.of("林小兰").mandarin == ""


def test_a_foreign_name_in_katakana_has_no_order() -> None:
    assert KNOWN.of("ジョン・スミス").orders == {}
    assert KNOWN.of("やまだ はなこ").orders["given-first"] == ("Hanako Yamada",)
