"""Parts that do not make the whole, and whole names of which the parts are not known: G104 and G114."""

from __future__ import annotations

from collections.abc import Iterator

from align.glossary.checks.remark import Remark
from align.glossary.load import LoadedEntry
from align.glossary.schema import SourceForms
from align.glossary.unsaid import order_of, position
from align.model.finding import Severity
from align.text.fold import fold_source
from align.text.scripts import hiragana, is_han, is_kana

_TWO_PART_ORIGINS = ("ja", "zh-", "ko", "vi")
_BETWEEN = str.maketrans("", "", " \u3000・=＝·･")


def parts_and_whole(entry: LoadedEntry) -> Iterator[Remark]:
    """G104: family and given name against the whole, in English, in each source language and in kana."""
    if not entry.entity.is_person:
        yield from _parts_of_a_thing(entry)
        return
    yield from _english(entry)
    for lang, forms in entry.said.forms():
        yield from _source(entry, lang, forms)
    yield from _kana(entry)


def _parts_of_a_thing(entry: LoadedEntry) -> Iterator[Remark]:
    places: tuple[tuple[str, str], ...] = (
        ("en", entry.said.en.family or entry.said.en.given),
        *((lang, forms.family or forms.given) for lang, forms in entry.said.forms()),
    )
    for key, part in places:
        if part:
            message = f'only a person has a family or given name ("{part}"), and the type is `{entry.entity.type}`'
            yield Remark("G104", entry, message, (key,))


def _english(entry: LoadedEntry) -> Iterator[Remark]:
    said = entry.said.en
    words = tuple(said.full.split())
    for part, name in (("family", said.family), ("given", said.given)):
        if name and position(words, name) < 0:
            message = f'the {part} name "{name}" is not in "{said.full}"'
            yield Remark("G104", entry, message, ("en", part))
    if said.order and said.family and said.given:
        order = order_of(words, said.family, said.given)
        if order and order != said.order:
            message = f'"{said.full}" is {order} by its parts, but `order` says {said.order}'
            yield Remark("G104", entry, message, ("en", "order"))


def _source(entry: LoadedEntry, lang: str, forms: SourceForms) -> Iterator[Remark]:
    whole, family, given = (_plain(text) for text in (forms.full, forms.family, forms.given))
    if family and given:
        if whole not in (family + given, given + family):
            message = f"{forms.family} and {forms.given} do not make {forms.full}"
            yield Remark("G104", entry, message, (lang,))
        return
    for part, name, written in (("family", family, forms.family), ("given", given, forms.given)):
        if name and not whole.startswith(name) and not whole.endswith(name):
            yield Remark("G104", entry, f"the {part} name {written} is not in {forms.full}", (lang, part))


def _plain(text: str) -> str:
    return fold_source(text).text.translate(_BETWEEN)


def _kana(entry: LoadedEntry) -> Iterator[Remark]:
    entity, kana = entry.entity, entry.said.kana or ""
    if not kana or entity.origin != "ja":
        return
    parts = kana.split()
    han = next((name for name in entity.sources if name.family and name.given), None)
    if len(parts) > 2 or (len(parts) == 1 and han and any(map(is_han, han.full))):
        message = (
            f"the kana {kana} have {_counted(len(parts))}; write family and given name with one space between them"
        )
        yield Remark("G104", entry, message, ("kana",), Severity.WARNING)
        return
    ja = entry.said.ja
    if ja is None:
        return
    pairs = [(ja.full, "".join(parts))]
    if ja.family and ja.given:
        pairs = list(zip((ja.family, ja.given), parts, strict=False))
    for written, reading in pairs:
        if not _can_be_read(written, reading):
            message = f"{written} cannot be read {reading}"
            yield Remark("G104", entry, message, ("kana",), Severity.WARNING)


def _can_be_read(name: str, kana: str) -> bool:
    """Whether the kana hold at least one for each character, and those that the name itself is written in."""
    own = hiragana("".join(ch for ch in name if is_kana(ch) and ch not in "ヶケヵノのーゝゞヽヾ"))
    rest = iter(hiragana(kana))
    return all(ch in rest for ch in own) and len(kana) >= sum(1 for ch in name if is_han(ch) and ch != "々")


def _counted(parts: int) -> str:
    return "one part" if parts == 1 else f"{parts} parts"


def unknown_parts(entry: LoadedEntry) -> Iterator[Remark]:
    """G114: a person whose family name is not known, so that the order of the name goes unchecked."""
    entity = entry.entity
    if not entity.is_person or entity.family or not entity.origin.startswith(_TWO_PART_ORIGINS):
        return
    if len(entity.full.split()) < 2:
        return
    remedy = "add `kana` or `family`" if entity.origin == "ja" else "add `family`"
    message = f'the family name in "{entity.full}" is not known, so its order cannot be checked; {remedy}'
    yield Remark("G114", entry, message, ("en",))
