"""Readings against English forms: G103 and G117.

Every system and every long-vowel spelling is right here (Ohno, Ōno, Onoe for おおのえ): which of them a house uses is a
matter of style. A word that is no romanisation at all is the person's own spelling and none of our business.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from align.glossary.checks.remark import Remark
from align.glossary.load import LoadedEntry
from align.names.romanise import hepburn, pinyin
from align.text.scripts import is_han

_NEAR = 0.7
"""From which likeness on an English word is taken for a misspelt reading rather than for a translation."""


def kana_against_english(entry: LoadedEntry) -> Iterator[Remark]:
    """G103: the kana say something else than the English."""
    entity = entry.entity
    if not entity.kana:
        return
    if entity.is_person and entity.origin == "ja":
        yield from _person(entry)
    elif not entity.is_person:
        yield from _thing(entry)


def _person(entry: LoadedEntry) -> Iterator[Remark]:
    entity = entry.entity
    if len(entity.kana) != 2:
        yield from _whole(entry)
        return
    family, given = entity.kana
    if not (entity.family and entity.given):
        if not entity.family and len(entity.full.split()) == 2:
            yield from _loose_words(entry)
        return
    if _reads(entity.family, given) and _reads(entity.given, family):
        message = f'"{entity.family}" is read {given}, the given name in `kana`: family and given name are swapped'
        yield Remark("G103", entry, message, ("kana",))
        return
    for part, word, kana in (("family", entity.family, family), ("given", entity.given, given)):
        if hepburn.is_romaji(_letters(word)) and not _reads(word, kana):
            yield _mismatch(entry, f'the {part} name "{word}"', kana)


def _loose_words(entry: LoadedEntry) -> Iterator[Remark]:
    """Neither word of a name is what the kana say, or its parts would be known."""
    if all(hepburn.is_romaji(word) for word in entry.entity.full.split()):
        yield _mismatch(entry, f'"{entry.entity.full}"', " ".join(entry.entity.kana))


def _whole(entry: LoadedEntry) -> Iterator[Remark]:
    """A reading in one piece: the words in some order must give it."""
    entity, words = entry.entity, entry.entity.full.split()
    kana = entity.kana[0].replace(" ", "")
    if not all(hepburn.is_romaji(word) for word in words):
        return
    turned = (words, words[1:] + words[:1], words[-1:] + words[:-1])
    readings = {hepburn.canonical("".join(order)) for order in turned}
    if hepburn.canonical(hepburn.romaji(kana)) not in readings:
        yield _mismatch(entry, f'"{entity.full}"', entity.kana[0])


def _thing(entry: LoadedEntry) -> Iterator[Remark]:
    """A place or an organisation: only a near miss is told, because a translation is not like the reading at all."""
    entity = entry.entity
    kana = "".join(entity.kana).replace(" ", "")
    reading = hepburn.canonical(hepburn.romaji(kana))
    words = entity.full.split()
    if not all(hepburn.is_romaji(word) for word in words):
        return
    english = hepburn.canonical("".join(words))
    if any(hepburn.canonical(word) in reading for word in words) or english == reading:
        return
    if SequenceMatcher(None, english, reading).ratio() >= _NEAR:
        yield _mismatch(entry, f'"{entity.full}"', entity.kana[0])


def _mismatch(entry: LoadedEntry, what: str, kana: str) -> Remark:
    message = f'{what} is no romanisation of {kana}, which is read "{hepburn.romaji(kana)}"'
    return Remark("G103", entry, message, ("kana",))


def _reads(word: str, kana: str) -> bool:
    word = _letters(word)
    return hepburn.canonical(word) == hepburn.canonical(hepburn.romaji(kana)) or word.lower() in hepburn.spellings(kana)


def _letters(word: str) -> str:
    return word.replace(" ", "").replace("-", "")


def pinyin_against_characters(entry: LoadedEntry) -> Iterator[Remark]:
    """G117: a mainland Chinese name in pinyin that its characters are not read as."""
    entity, words = entry.entity, entry.entity.full.split()
    if entry.said.origin != "zh-CN" or not entity.is_person:
        return
    form = next((name for name in entity.sources if all(map(is_han, name.full))), None)
    if form is None or not all(pinyin.segmentations(word) for word in words):
        return
    turned = (words, words[1:] + words[:1], words[-1:] + words[:-1])
    if not any(pinyin.matches(" ".join(order), form.full) for order in turned):
        message = f'"{entity.full}" is no pinyin reading of {form.full}'
        yield Remark("G117", entry, message, ("en",))
