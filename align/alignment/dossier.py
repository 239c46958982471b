"""Everything that is known of one name: its entries, readings, characters, orders and English forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from align.alignment.renderings import forms_in_english, orders, orders_of_reading, part_in_english
from align.glossary.entity import Entity
from align.glossary.lexicon import Lexicon
from align.glossary.reading import han_parts, merged, part_reading, reading_of, scripts_of
from align.match.automaton import Kind
from align.match.known import Known, KnownNames
from align.model.alignment import FormRole
from align.names.characters import Scripts, is_japanese, scripts
from align.names.explain import LONGEST, Explanation, Reading, explain, likely_lang, mandarin, tidy
from align.names.style import Style
from align.names.variants import EnglishForm
from align.text.fold import fold_source
from align.text.scripts import has_cjk, has_han, is_han, is_kana

_PARTS = {Kind.FAMILY: FormRole.FAMILY, Kind.GIVEN: FormRole.GIVEN}


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry that the name is a form of; `kind` says of what sort.

    `orders` has what each house writes, and is empty for a family or given name alone. `forms` are English forms of the
    whole name, or of that part.
    """

    entity: Entity
    kind: Kind
    orders: Mapping[str, tuple[str, ...]]
    forms: tuple[EnglishForm, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A name, as asked, and what is known of it.

    `lang` is `zh`, `ja`, or empty where the name is in neither; `guessed` says that only the characters suggest it.
    `family` and `given` are its parts in its own writing, empty where it has none or they cannot be told. `readings`
    come best first. `mandarin` is its Mandarin reading where that is the wrong language, else empty. `explanation` is
    what language alone says, None where glossary entries say it; `orders` is what each house then writes by the best
    reading, empty otherwise.
    """

    name: str
    lang: str
    guessed: bool
    family: str
    given: str
    readings: tuple[Reading, ...]
    scripts: Scripts
    mandarin: str
    entries: tuple[Entry, ...] = ()
    explanation: Explanation | None = None
    orders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Dossiers:
    """Answers what is known of names, under one lexicon and one house style."""

    def __init__(self, lexicon: Lexicon, style: Style) -> None:
        self._names = KnownNames(lexicon)
        self._style = style

    def of(self, name: str, lang: str = "") -> Dossier:
        """The dossier of a name of any kind, nonsense included; `lang` is `zh`, `ja`, or empty to have it guessed."""
        plain = tidy(name)
        known = _fitting(self._names.of(plain), lang)
        return self._known(name, plain, lang, known) if known else self._unknown(name, plain, lang)

    def _known(self, name: str, plain: str, lang: str, known: tuple[Known, ...]) -> Dossier:
        whole = tuple(one for one in known if one.kind.whole)
        first = (whole or known)[0]
        readings, part = merged(map(_reading, whole or known)), _PARTS.get(first.kind, FormRole.FULL)
        family, given = _as_asked(*han_parts(first.entity), plain) if whole else ("", "")
        return Dossier(
            name,
            lang or _lang_of(first.entity, plain),
            guessed=False,
            family=family,
            given=given,
            readings=tuple(_cut_as_asked(reading, plain) for reading in readings),
            scripts=scripts_of(first.entity, part),
            mandarin="" if first.entity.origin.startswith("zh") else mandarin(family, given),
            entries=tuple(map(self._entry, known)),
        )

    def _entry(self, known: Known) -> Entry:
        entity, part = known.entity, _PARTS.get(known.kind)
        if part is not None:
            return Entry(entity, known.kind, {}, part_in_english(entity, part, self._style))
        return Entry(entity, known.kind, orders(entity, self._style), forms_in_english(entity, self._style))

    def _unknown(self, name: str, plain: str, lang: str) -> Dossier:
        asked = lang or (likely_lang(plain) if len(plain) <= LONGEST else "")
        found = explain(plain, asked)
        return Dossier(
            name,
            asked,
            guessed=not lang and has_han(plain),
            family=found.family,
            given=found.given,
            readings=found.readings,
            scripts=_scripts(plain, asked, found) if found.family or _all_han(plain) else Scripts(),
            mandarin=found.mandarin,
            explanation=found,
            orders=self._orders(asked, found.readings),
        )

    def _orders(self, lang: str, readings: Sequence[Reading]) -> Mapping[str, tuple[str, ...]]:
        best = readings[0] if readings else None
        # Katakana alone spell a foreign name, whose English no house derives from them.
        if best is None or not (best.family and best.given) or (best.kana and not any(map(_is_hiragana, best.kana))):
            return {}
        family, given = best.romaji.split(" ", 1)
        origin, kana = ("ja", best.kana.split(" ")) if lang == "ja" else ("zh-CN", ())
        return orders_of_reading(family, given, origin=origin, kana=kana, style=self._style)


def _is_hiragana(ch: str) -> bool:
    return "ぁ" <= ch <= "ゖ"


def _fitting(known: tuple[Known, ...], lang: str) -> tuple[Known, ...]:
    """All entries that the name names in full, then those that share a part of it, family names before given names.

    Of the latter only those of its language count: 林 is a family name in China and in Japan.
    """
    whole = tuple(one for one in known if one.kind.whole)
    parts = [one for one in known if one.kind is Kind.FAMILY] or [one for one in known if one.kind is Kind.GIVEN]
    of_lang = [one for one in parts if not lang or (one.entity.origin == "ja") == (lang == "ja")]
    return (*whole, *(of_lang or parts))


def _reading(known: Known) -> Reading | None:
    part = _PARTS.get(known.kind)
    return reading_of(known.entity) if part is None else part_reading(known.entity, part)


def _cut_as_asked(reading: Reading, name: str) -> Reading:
    family, given = _as_asked(reading.family, reading.given, name)
    return replace(reading, family=family, given=given)


def _as_asked(family: str, given: str, name: str) -> tuple[str, str]:
    """The parts in the characters of the name that was asked about, where it is the same name in another script."""
    if len(name) == len(family + given) and _folded(name) == _folded(family + given):
        return name[: len(family)], name[len(family) :]
    return family, given


def _lang_of(entity: Entity, name: str) -> str:
    """The language of a name that an entry has: the one it gives the name in, and where that is both, the entry's."""
    folded = fold_source(name).text
    langs = {source.lang[:2] for source in entity.sources if folded in map(_folded, (source.full, *source.accept))}
    if len(langs) == 1 or any(map(is_kana, name)):
        return "ja" if any(map(is_kana, name)) else langs.pop()
    if entity.origin == "ja":
        return "ja"
    return "zh" if entity.origin.startswith("zh") or has_cjk(name) else ""


def _folded(form: str) -> str:
    return fold_source(form).text


def _all_han(name: str) -> bool:
    return 0 < len(name) <= LONGEST and all(map(is_han, name))


def _scripts(name: str, lang: str, found: Explanation) -> Scripts:
    if lang == "ja" and is_japanese(name):
        return scripts(ja=name, family=found.family)
    return scripts(chinese=name, family=found.family)
