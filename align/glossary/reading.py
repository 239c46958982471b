"""How the name of an entry is read and in which characters it is written, by what the entry says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from align.glossary.entity import Entity, SourceName
from align.model.alignment import FormRole
from align.names.characters import Scripts, scripts
from align.names.explain import Reading, chinese_readings
from align.names.romanise import hepburn, pinyin
from align.text.scripts import guess_lang, is_han

GLOSSARY = "glossary"
"""What a reading rests on that an entry gives."""

_SPELT_AS_READ = frozenset({"ja", "ko", "vi"})


def reading_of(entity: Entity) -> Reading | None:
    """How an entity's name is read; None where its entry does not say.

    Kana say it, and so does the English form of a Korean, Vietnamese or mainland Chinese name. Names from Taiwan, Hong
    Kong and overseas are spelt in their bearers' own ways, so that their Mandarin reading comes from the characters.
    """
    family, given = _parts(entity)
    if entity.kana and all(map(hepburn.is_kana_reading, entity.kana)):
        kana = " ".join(entity.kana)
        return Reading(hepburn.romaji(kana), kana, family, given, 1.0, (GLOSSARY,))
    if not entity.is_person or not entity.family:
        return None
    english = " ".join(filter(None, (entity.family, entity.given)))
    said = Reading(english, "", family, given, 1.0, (GLOSSARY,))
    if entity.origin.startswith("zh"):
        if pinyin.matches(english, family + given):
            return said
        return next(chinese_readings(family, given), None) if family and given else None
    return said if entity.origin in _SPELT_AS_READ else None


def part_reading(entity: Entity, role: FormRole) -> Reading | None:
    """How the family or the given name alone is read; None where the entry does not say."""
    at = int(role is FormRole.GIVEN)
    if len(entity.kana) == 2 and hepburn.is_kana_reading(entity.kana[at]):
        return Reading(hepburn.romaji(entity.kana[at]), entity.kana[at], likelihood=1.0, sources=(GLOSSARY,))
    whole = reading_of(entity)
    if whole is None or not (whole.family and whole.given):
        return None
    words = whole.romaji.split(" ", 1)
    return replace(whole, romaji=words[at], family="", given="") if len(words) == 2 else None


def merged(readings: Iterable[Reading | None]) -> tuple[Reading, ...]:
    """The readings of several entries, each once, the most frequent first; likelihood is the share that is read so.

    A single entry keeps the likelihood that it gives.
    """
    found: dict[tuple[str, str], list[Reading]] = {}
    for reading in readings:
        if reading is not None:
            found.setdefault((reading.romaji, reading.kana), []).append(reading)
    total = sum(map(len, found.values()))
    if total == 1:
        return tuple(same[0] for same in found.values())
    ranked = sorted(found.values(), key=len, reverse=True)
    return tuple(replace(same[0], likelihood=round(len(same) / total, 4)) for same in ranked)


def scripts_of(entity: Entity, role: FormRole = FormRole.FULL) -> Scripts:
    """The name of an entity, or one part of it, in the characters of each region."""
    forms = {source.lang: _written(source, role) for source in entity.sources}
    chinese = forms.get("zh", "")
    return scripts(
        hans=forms.get("zh-Hans", ""),
        hant=forms.get("zh-Hant", "") or (chinese if guess_lang(chinese) == "zh-Hant" else ""),
        chinese=chinese,
        ja=forms.get("ja", ""),
        family=next((source.family for source in entity.sources if source.family), ""),
    )


def han_parts(entity: Entity) -> tuple[str, str]:
    """Family and given name of the first source form that is wholly in Han characters; empty where none has both."""
    for source in entity.sources:
        if source.family and source.given and all(map(is_han, source.family + source.given)):
            return source.family, source.given
    return "", ""


def _parts(entity: Entity) -> tuple[str, str]:
    han = han_parts(entity)
    if all(han):
        return han
    return next(((source.family, source.given) for source in entity.sources if source.family and source.given), han)


def _written(source: SourceName, role: FormRole) -> str:
    if role is FormRole.FAMILY:
        return source.family
    return source.given if role is FormRole.GIVEN else source.full
