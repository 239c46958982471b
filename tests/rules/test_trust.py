"""How far a finding about a name that no glossary declares is to be trusted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from align.glossary.entity import Authority, Entity
from align.model.alignment import FormRole, FormStatus, Link, Mention, NameForm, Relation, Verdict, Via
from align.model.span import Side, Span
from align.rules.base import CERTAIN, THRESHOLD
from align.rules.trust import REMARK, trust

SANAE = Entity("name:1", "person", "ja", "Sanae Takaichi", "Takaichi", "Sanae", "given-first", authority=Authority.READ)
LIQUN = Entity("name:2", "person", "zh-CN", "Shao Liqun", "Shao", "Liqun", "family-first", authority=Authority.READ)
WRONG = [Relation.READING, Relation.SPELLING, Relation.IDENTITY, Relation.LANGUAGE]


def rendered(entity: Entity, surface: str, role: FormRole = FormRole.FULL) -> Link:
    form = NameForm(surface, role, FormStatus.ALLOWED)
    mention = Mention(Side.TARGET, Span(0, len(surface)), surface, (entity.id,), form, Via.DISCOVERED)
    return Link(None, mention, entity.id, 1.0, (), Verdict.PAIRED, (), (entity.full,))


def of(entity: Entity, relation: Relation, surface: str = "Some Body", role: FormRole = FormRole.FULL) -> float:
    return trust(entity, rendered(entity, surface, role), relation)


@pytest.mark.parametrize("relation", Relation)
def test_what_a_glossary_declares_is_trusted_altogether(relation: Relation) -> None:
    assert of(replace(SANAE, authority=Authority.DECLARED, certainty=0.1), relation) == 1


@pytest.mark.parametrize("entity", [SANAE, LIQUN])
@pytest.mark.parametrize("relation", [Relation.ORDER, Relation.PARTIAL])
def test_order_is_for_the_writer_to_choose(entity: Entity, relation: Relation) -> None:
    assert of(entity, relation) == REMARK < THRESHOLD


def test_the_romanisation_of_a_japanese_name_is_too() -> None:
    assert of(SANAE, Relation.VARIANT) == REMARK


def test_the_romanisation_of_a_known_chinese_name_is_not() -> None:
    assert of(replace(LIQUN, authority=Authority.KNOWN, certainty=0.95), Relation.VARIANT) >= THRESHOLD


@pytest.mark.parametrize("relation", WRONG)
def test_what_contradicts_the_characters_counts_as_much_as_they_are_sure_to_be_a_name(relation: Relation) -> None:
    trusted = [of(replace(SANAE, certainty=certainty), relation) for certainty in (0.3, 0.6, 0.8)]
    assert trusted == [0.3, 0.6, 0.8]


@pytest.mark.parametrize("relation", [Relation.SPELLING, Relation.IDENTITY, Relation.LANGUAGE])
def test_a_table_of_readings_is_never_as_sure_as_the_whos_who(relation: Relation) -> None:
    read = of(replace(SANAE, certainty=1.0), relation)
    known = of(replace(SANAE, authority=Authority.KNOWN, certainty=1.0), relation)
    assert CERTAIN < read < known == 1


def test_a_reading_that_is_not_the_known_persons_is_worth_a_look() -> None:
    assert of(replace(SANAE, authority=Authority.KNOWN, certainty=1.0), Relation.READING) >= THRESHOLD


@pytest.mark.parametrize(
    ("entity", "surface", "slip"),
    [
        (LIQUN, "shao liqun", True),
        (LIQUN, "Shao liqun", True),
        (LIQUN, "Shao Li Qun", True),
        (LIQUN, "Shao Li-qun", False),
        (LIQUN, "SHAO Liqun", False),
        (SANAE, "Sanae takaichi", True),
        (SANAE, "Sanae TAKAICHI", False),
        (replace(LIQUN, origin="ko"), "Moon Jae In", False),
    ],
)
def test_how_a_name_is_written_is_a_slip_only_where_nobody_writes_so(entity: Entity, surface: str, slip: bool) -> None:
    assert (of(entity, Relation.FORMAT, surface) >= THRESHOLD) is slip


def test_a_family_name_alone_may_be_spelt_as_where_its_bearer_lives() -> None:
    assert of(LIQUN, Relation.LANGUAGE, "Siu", FormRole.FAMILY) == REMARK
    assert of(LIQUN, Relation.LANGUAGE, "Siu Lap-kwan") > THRESHOLD


@pytest.mark.parametrize("relation", Relation)
@pytest.mark.parametrize("authority", Authority)
@pytest.mark.parametrize("certainty", [0.0, 0.5, 1.0])
def test_trust_is_a_share(relation: Relation, authority: Authority, certainty: float) -> None:
    entity = replace(SANAE, authority=authority, certainty=certainty)
    assert 0 <= of(entity, relation) <= 1
    assert 0 <= trust(entity, replace(rendered(entity, "x"), target=None), relation) <= 1
