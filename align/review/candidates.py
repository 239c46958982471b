"""What a reviewer can put in the place of a wrong form: the forms that are right, best first, and where each is from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from align.glossary.entity import Authority, Entity
from align.model.finding import Finding
from align.names.order import FAMILY_FIRST, GIVEN_FIRST, join, other_order
from align.names.readings import japanese
from align.names.romanise import hepburn
from align.names.style import AS_ENTERED, PROFILES, Style
from align.text.words import plain_letters

MOST = 9
"""A candidate is picked with one of the keys 1 to 9."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A form that may stand there, and in a few words why."""

    text: str
    origin: str


def candidates(finding: Finding, entity: Entity | None, style: Style) -> tuple[Candidate, ...]:
    """The forms that can be picked for a finding, each once; none where it points at no words of the translation.

    `entity` is whoever is meant, None where nobody knows.
    """
    if finding.target is None:
        return ()
    found: dict[str, Candidate] = {}
    for candidate in _all(finding, entity, style):
        if candidate.text and candidate.text != finding.target_text:
            found.setdefault(candidate.text, candidate)
    return tuple(found.values())[:MOST]


def _all(finding: Finding, entity: Entity | None, style: Style) -> Iterator[Candidate]:
    expected = direct(finding)
    if entity is None or not all(_is_of(text, entity) for text in expected[:1]):
        # A pronoun or an office: the entity's own forms would not fit there.
        yield from (Candidate(text, "expected") for text in expected)
        return
    yield from (Candidate(text, _origin(text, entity)) for text in expected)
    part = bool(finding.expected) and finding.expected[0] in (entity.family, entity.given)
    if not part:
        yield from (Candidate(form, _origin(form, entity)) for form in entity.accept)
    yield from _short_forms(entity)
    if entity.is_person and entity.authority == Authority.READ and entity.origin == "ja":
        yield from _other_readings(entity, style)
    if entity.is_person and entity.family and entity.given:
        yield from _house_forms(entity)


def direct(finding: Finding) -> tuple[str, ...]:
    """What the rule itself would put there, then what it expects; nothing where it points at no words to be replaced."""
    if finding.target is None:
        return ()
    fixed = [edit.replacement for edit in finding.fix.edits] if finding.fix and len(finding.fix.edits) == 1 else []
    return tuple(form for form in dict.fromkeys([*fixed, *finding.expected]) if form and form != finding.target_text)


def _is_of(text: str, entity: Entity) -> bool:
    """Whether a form is one of an entity's name: it shares a word with it."""
    forms = (entity.full, entity.family, entity.given, *entity.accept)
    known = {letters for form in forms for letters in map(plain_letters, form.split())}
    return any(plain_letters(word) in known for word in text.split())


def _origin(text: str, entity: Entity) -> str:
    said = {
        Authority.DECLARED: "glossary",
        Authority.KNOWN: "who's who",
        Authority.READ: "reading",
    }[entity.authority]
    if text == entity.full:
        return f"{said}, preferred" if entity.is_declared else said
    if text in entity.accept:
        return f"{said}, accepted"
    if text in (entity.family, entity.given):
        return f"{'family' if text == entity.family else 'given'} name alone"
    if text.isupper() and text.casefold() == entity.full.casefold():
        return f"{said}, in capitals as the text around it"
    return said


def _short_forms(entity: Entity) -> Iterator[Candidate]:
    if entity.is_person and entity.family and entity.given:
        yield Candidate(entity.family, "family name alone")


def _other_readings(entity: Entity, style: Style) -> Iterator[Candidate]:
    """Other ways to read the characters of a Japanese name that no glossary declares, likeliest first."""
    source = next((name for name in entity.sources if name.family and name.given), None)
    if source is None:
        return
    order = style.japanese if style.japanese != AS_ENTERED else GIVEN_FIRST
    pairs = [
        (one.likelihood * two.likelihood, one, two)
        for one in japanese.family_readings(source.family)[:3]
        for two in japanese.given_readings(source.given)[:3]
    ]
    for likelihood, one, two in sorted(pairs, key=lambda pair: -pair[0])[:4]:
        text = join(one.spelling, two.spelling, order)
        yield Candidate(text, f"read {one.kana} {two.kana}, {max(1, round(100 * likelihood))} %")


def _house_forms(entity: Entity) -> Iterator[Candidate]:
    """The name as other house styles write it."""
    if entity.origin != "ja" or not entity.order:
        return
    turned = other_order(entity.order)
    yield Candidate(join(entity.family, entity.given, turned), f"house style {turned}")
    for style in (PROFILES["jp-government"], PROFILES["nippon-com"]):
        family, given = entity.family, entity.given
        if style.family_capitals:
            family = family.upper()
        elif len(entity.kana) == 2:
            family, given = (
                hepburn.romaji(kana, long_vowels=style.long_vowels, apostrophe=style.apostrophe) for kana in entity.kana
            )
        yield Candidate(join(family, given, FAMILY_FIRST), f"house style {style.name}")
