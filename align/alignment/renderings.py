"""How an entity is written in English: its order in each house, and every form, right or wrong, that one meets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from align.alignment.expected import preferred_order
from align.glossary.entity import Entity
from align.glossary.reading import han_parts
from align.model.alignment import FormRole, Relation
from align.names.explain import mandarin
from align.names.order import FAMILY_FIRST, GIVEN_FIRST, join
from align.names.style import AS_ENTERED, PROFILES, Style
from align.names.variants import ALLOWED, PREFERRED, WRONG, EnglishForm, english_forms, without_repetition


def orders(entity: Entity, style: Style) -> Mapping[str, tuple[str, ...]]:
    """What each house profile writes, and `style` if it is none of them: the preferred form, then one in capitals where
    the house allows it. Empty for a name that has no two parts."""
    if not (entity.is_person and entity.family and entity.given):
        return {}
    return {
        house.name: _in_house(forms_in_english(entity, house, readings=False), house.family_capitals)
        for house in _houses(style)
    }


def orders_of_reading(
    family: str, given: str, *, origin: str, kana: Sequence[str] = (), style: Style
) -> Mapping[str, tuple[str, ...]]:
    """The same for a name that is in no glossary, read in this way; `kana` is (family, given) or empty."""
    full = join(family, given, FAMILY_FIRST)
    return {
        house.name: _in_house(
            english_forms(full=full, family=family, given=given, origin=origin, kana=tuple(kana), style=house),
            house.family_capitals,
        )
        for house in _houses(style)
    }


def _houses(style: Style) -> tuple[Style, ...]:
    return tuple(({**PROFILES, style.name: style}).values())


def _in_house(forms: Iterable[EnglishForm], capitals: bool) -> tuple[str, ...]:
    # Of the other allowed forms only the one in capitals has an order to speak of.
    return tuple(
        form.text for form in forms if form.status == PREFERRED or (form.status == ALLOWED and form.order and capitals)
    )


def forms_in_english(entity: Entity, style: Style, *, readings: bool = True) -> tuple[EnglishForm, ...]:
    """Every English form of an entity: acceptable ones first, the preferred one leading, then wrong ones.

    `readings` adds what comes from reading the characters in another way or another language.
    """
    family_han, given_han = han_parts(entity)
    forms = english_forms(
        full=entity.full,
        family=entity.family if entity.is_person else "",
        given=entity.given if entity.is_person else "",
        order=entity.order,
        accept=entity.accept,
        origin=entity.origin,
        kana=entity.kana,
        family_han=family_han,
        given_han=given_han,
        style=_style_for(entity, style),
        readings=readings,
    )
    right = (form for form in forms if form.status != WRONG)
    wrong = (_as_reported(form, forms[0]) for form in forms if form.status == WRONG)
    added = _misread(entity, family_han, given_han) if readings and entity.is_person else ()
    return without_repetition(chain(right, _forbidden(entity), wrong, added))


def _as_reported(form: EnglishForm, preferred: EnglishForm) -> EnglishForm:
    """`Takaichi, Sanae` is first of all out of order where the given name comes first."""
    if form.relation is Relation.FORMAT and form.order and form.order != preferred.order:
        return replace(form, relation=Relation.ORDER)
    return form


def part_in_english(entity: Entity, role: FormRole, style: Style) -> tuple[EnglishForm, ...]:
    """Every English form of a family or given name alone; empty where the entity has no such part."""
    at = int(role is FormRole.GIVEN)
    spelling = (entity.family, entity.given)[at]
    if not spelling:
        return ()
    kana = (entity.kana[at],) if len(entity.kana) == 2 else ()
    first, *others = english_forms(full=spelling, origin=entity.origin, kana=kana, style=style)
    han = han_parts(entity)[at]
    reading = mandarin(han, "") if role is FormRole.FAMILY else mandarin("", han)
    forms = [replace(first, why=f"the {role.value} name alone"), *others]
    if reading and entity.origin != "zh-CN":
        why = f"it is the Mandarin reading of {han}"
        forms.append(EnglishForm(reading, role, "", WRONG, Relation.LANGUAGE, why))
    return without_repetition(replace(form, role=role) for form in forms)


def _style_for(entity: Entity, style: Style) -> Style:
    """The style, with the order that the house has for this person (historical figures keep their own)."""
    if entity.origin == "ja" and entity.order and preferred_order(entity, style) == entity.order:
        return replace(style, japanese=AS_ENTERED)
    return style


def _forbidden(entity: Entity) -> Iterator[EnglishForm]:
    for form in entity.forbid:
        yield EnglishForm(
            form.form, FormRole.FULL, "", WRONG, Relation.FORBIDDEN, form.why or "the glossary forbids it"
        )


def _misread(entity: Entity, family_han: str, given_han: str) -> Iterator[EnglishForm]:
    """The Mandarin reading of a name whose English form is more than its two parts: Matthew Cheung Kin-chung."""
    if entity.origin == "zh-CN" or not (family_han and given_han):
        return
    family, given = mandarin(family_han, ""), mandarin("", given_han)
    if family and given:
        why = f"it is the Mandarin reading of {family_han}{given_han}"
        for order in (FAMILY_FIRST, GIVEN_FIRST):
            yield EnglishForm(join(family, given, order), FormRole.FULL, order, WRONG, Relation.LANGUAGE, why)
