"""How a rendering differs from what a name should be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.model.alignment import FormRole, Relation
from align.names.compare import ExpectedName, Judgement, NamePart, judge, relate
from align.names.meanings import means
from align.names.order import FAMILY_FIRST, GIVEN_FIRST
from align.text.words import plain_letters, words

CASES = Path(__file__).parent / "cases" / "judge.tsv"


@dataclass(frozen=True, slots=True)
class Case:
    """One line of the table. Without family and given name it is no person's; the rest is as in a glossary."""

    origin: str
    full: str
    family: str
    given: str
    order: str
    accept: str
    han: str
    kana: str
    observed: str
    role: str
    relations: str
    shows: str

    @property
    def name(self) -> ExpectedName:
        """What is expected."""
        accepted = tuple(self.accept.split("|")) if self.accept else ()
        return ExpectedName(
            forms=(self.full, *accepted),
            family=self._part(0, "family", self.family),
            given=self._part(1, "given", self.given),
            orders=frozenset({self.order} - {""}) or frozenset({FAMILY_FIRST, GIVEN_FIRST}),
            han=self.han.replace(" ", ""),
            origin=self.origin,
            person=bool(self.family),
        )

    def _part(self, index: int, word: str, spelling: str) -> NamePart | None:
        han, kana = self.han.split(), self.kana.split()
        in_han = han[index] if len(han) == 2 else ""
        in_kana = kana[index] if len(kana) == 2 else ""
        return NamePart(word, spelling, (), in_han, in_kana, self.origin) if spelling else None


def read_cases() -> list[Case]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [Case(*line.split("\t")) for line in lines if not line.startswith("#")]


ALL_CASES = read_cases()
NAMES = list({case.full: case.name for case in ALL_CASES}.values())


def judged(name: ExpectedName, observed: str) -> Judgement | None:
    return judge(name, observed, [word.text for word in words(observed)])


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: f"{case.full} as {case.observed}: {case.shows}")
def test_a_rendering_is_judged_as_the_table_says(case: Case) -> None:
    judgement = judged(case.name, case.observed)
    assert judgement is not None
    relations = dict.fromkeys(difference.relation.value for difference in judgement.differences)
    assert (judgement.role.value, ",".join(relations)) == (case.role, case.relations)


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: f"{case.full} as {case.observed}")
def test_every_difference_says_what_was_seen_and_what_was_expected(case: Case) -> None:
    judgement = judged(case.name, case.observed)
    assert judgement is not None
    for difference in judgement.differences:
        assert plain_letters(difference.observed) in plain_letters(case.observed)
        assert difference.expected in (*case.name.forms, case.family, case.given)
        assert difference.why


def test_the_table_is_large_and_of_many_languages() -> None:
    assert len(ALL_CASES) >= 60
    assert len({case.origin for case in ALL_CASES}) >= 7
    assert {relation for case in ALL_CASES for relation in case.relations.split(",") if relation} == {
        relation.value for relation in Relation
    } - {"identity", "untranslated", "forbidden"}


@pytest.mark.parametrize("name", NAMES, ids=lambda name: name.forms[0])
def test_a_name_is_itself(name: ExpectedName) -> None:
    for form in name.forms:
        judgement = judged(name, form)
        assert judgement is not None
        assert (judgement.closeness, judgement.differences) == (1.0, ())


@pytest.mark.parametrize("name", NAMES, ids=lambda name: name.forms[0])
def test_a_wholly_different_name_is_far(name: ExpectedName) -> None:
    judgement = judged(name, "Wilhelmina Hrdlickova")
    assert judgement is None or judgement.closeness < 0.5


@settings(deadline=None)
@given(st.sampled_from(NAMES), st.text(max_size=20))
def test_any_text_can_be_judged(name: ExpectedName, observed: str) -> None:
    judgement = judged(name, observed)
    if judgement is not None:
        assert 0 <= judgement.closeness <= 1
        assert 0 <= judgement.strongest <= 1


@settings(deadline=None)
@given(st.sampled_from(NAMES), st.sampled_from(ALL_CASES))
def test_any_rendering_of_anybody_can_be_judged(name: ExpectedName, case: Case) -> None:
    judgement = judged(name, case.observed)
    assert judgement is None or 0 <= judgement.closeness <= 1


@pytest.mark.parametrize("observed", ["", "高市早苗", "2025", "!?"])
def test_a_text_without_letters_is_no_rendering(observed: str) -> None:
    assert judged(NAMES[0], observed) is None


def test_both_faults_of_a_rendering_are_told_part_by_part() -> None:
    judgement = judged(next(name for name in NAMES if name.forms[0] == "Zhang Xiaoming"), "Cheung Xiaomin")
    assert judgement is not None
    assert [(one.relation, one.part, one.observed, one.expected) for one in judgement.differences] == [
        (Relation.LANGUAGE, "family", "Cheung", "Zhang"),
        (Relation.READING, "given", "Xiaomin", "Xiaoming"),
    ]


def test_a_house_may_allow_a_family_name_in_capitals() -> None:
    plain = NAMES[0]
    allowing = ExpectedName(
        ("Takaichi Sanae",), plain.family, plain.given, frozenset({FAMILY_FIRST}), plain.han, "ja", capitals=True
    )
    judgement = judged(allowing, "TAKAICHI Sanae")
    assert judgement is not None
    assert (judgement.role, judgement.differences) == (FormRole.FULL, ())


# --- parts -------------------------------------------------------------------------------------------------------

KONO = NamePart("family", "Kono", ("Kohno",), "河野", "こうの", "ja")
RONGJI = NamePart("given", "Rongji", (), "镕基", "", "zh-CN")


@pytest.mark.parametrize(
    ("part", "observed", "relation"),
    [
        (KONO, "Kono", None),
        (KONO, "KONO", None),
        (KONO, "Kohno", None),
        (KONO, "Konos", None),
        (KONO, "Kōno", Relation.VARIANT),
        (KONO, "Kouno", Relation.VARIANT),
        (KONO, "Heye", Relation.LANGUAGE),
        (RONGJI, "Jung-chi", Relation.VARIANT),
        (RONGJI, "R.", Relation.PARTIAL),
        (RONGJI, "R.J.", Relation.PARTIAL),
    ],
)
def test_a_part_is_told_by_itself(part: NamePart, observed: str, relation: Relation | None) -> None:
    match = relate(part, observed)
    assert match.relation is relation
    assert match.closeness >= 0.9


@settings(deadline=None)
@given(st.text(max_size=12))
def test_what_is_no_part_of_the_name_is_no_nearer_than_the_name(observed: str) -> None:
    for part in (KONO, RONGJI):
        match = relate(part, observed)
        assert 0 <= match.closeness <= 1
        assert match.closeness < 1 or match.relation is None


@pytest.mark.parametrize("observed", ["", "高", "9"])
def test_nothing_is_nobody(observed: str) -> None:
    assert (relate(KONO, observed).closeness, relate(KONO, observed).relation) == (0.0, Relation.IDENTITY)


@pytest.mark.parametrize(
    ("han", "english", "meant"),
    [
        ("正義", "Justice", True),
        ("正义", "justice", True),
        ("春花", "Spring Flower", True),
        ("正義", "Masayoshi", False),
        ("正義", "", False),
        ("", "Justice", False),
        ("早苗", "Justice", False),
    ],
)
def test_a_word_may_be_what_the_characters_mean(han: str, english: str, meant: bool) -> None:
    assert means(han, english) is meant
