"""Everything that is known of one name: its entries, readings, characters, orders and English forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from align.alignment.bearers import WHOS_WHO, bearers, deciding, known_readings
from align.alignment.renderings import forms_in_english, orders, orders_of_reading, part_in_english
from align.glossary.entity import Entity
from align.glossary.lexicon import Lexicon
from align.glossary.reading import han_parts, merged, part_reading, reading_of, scripts_of
from align.glossary.whos_who import WhosWho
from align.match.automaton import Kind
from align.match.known import Known, KnownNames
from align.model.alignment import FormRole
from align.names.characters import Scripts, is_japanese, scripts
from align.names.explain import LONGEST, Explanation, Reading, explain, likely_lang, mandarin, tidy
from align.names.style import Style
from align.names.variants import EnglishForm
from align.text.fold import fold_source
from align.text.scripts import has_cjk, has_han, is_han, is_kana

_PROPOSED = "the who's who knows this name; another bearer may be meant, and read otherwise"
_NOBODY = "the who's who knows nobody of this name, only what is listed above"
_IN_HAN = frozenset({"zh-CN", "zh-TW", "zh-HK", "zh-MO", "zh-SG", "zh-MY", "ko", "vi"})
"""The origins of people whose names other cultures spell by the same characters."""

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
    reading, empty otherwise. `entries` are those of glossaries, and after them those of the who's who, which only propose.
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
    """Answers what is known of names, under one lexicon and one house style, and by the who's who if one is given."""

    def __init__(self, lexicon: Lexicon, style: Style, who: WhosWho | None = None) -> None:
        self._names = KnownNames(lexicon)
        self._style = style
        self._who = who

    def of(self, name: str, lang: str = "") -> Dossier:
        """The dossier of a name of any kind, nonsense included; `lang` is `zh`, `ja`, or empty to have it guessed."""
        plain = tidy(name)
        known = _fitting(self._names.of(plain), lang)
        proposed = bearers(self._who, plain, [one.entity for one in known]) if self._who else ()
        if known:
            return self._declared(name, plain, lang, known, proposed)
        people = deciding(proposed, plain, lang)
        if people:
            return self._proposed(name, plain, lang, people, proposed)
        return self._unknown(name, plain, lang, proposed)

    def _declared(
        self, name: str, plain: str, lang: str, known: tuple[Known, ...], proposed: tuple[Known, ...]
    ) -> Dossier:
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
            entries=tuple(map(self._entry, (*known, *proposed))),
        )

    def _proposed(
        self, name: str, plain: str, lang: str, people: tuple[Known, ...], proposed: tuple[Known, ...]
    ) -> Dossier:
        """What language says of a name, and first what the who's who says of its bearers."""
        first, alone = people[0], len(people) == 1
        entity, part = first.entity, _PARTS.get(first.kind, FormRole.FULL)
        spoken = lang or _lang_of(entity, plain)
        basis = self._unknown(name, plain, spoken, proposed)
        family, given = _parts_of(first, plain, basis) if alone or has_cjk(plain) else ("", "")
        readings = known_readings(people, basis.readings, plain)
        return replace(
            basis,
            guessed=not lang and has_han(plain) and likely_lang(plain) != spoken,
            family=family,
            given=given,
            readings=tuple(
                _cut_as_asked(one, plain) if alone or has_cjk(plain) else replace(one, family="", given="")
                for one in readings
            ),
            scripts=scripts_of(entity, part) if alone or has_cjk(plain) else Scripts(),
            mandarin=_misread(entity, family, given) or (basis.mandarin if entity.origin not in _IN_HAN else ""),
            explanation=_of_bearer(entity, basis.explanation),
            orders=basis.orders if first.kind is Kind.FAMILY else orders(entity, self._style) or basis.orders,
        )

    def _entry(self, known: Known) -> Entry:
        entity, part = known.entity, _PARTS.get(known.kind)
        forms = part_in_english(entity, part, self._style) if part else forms_in_english(entity, self._style)
        if not entity.is_declared:
            forms = tuple(replace(form, why=form.why.replace("the glossary", f"the {WHOS_WHO}")) for form in forms)
        return Entry(entity, known.kind, {} if part else orders(entity, self._style), forms)

    def _unknown(self, name: str, plain: str, lang: str, proposed: tuple[Known, ...]) -> Dossier:
        asked = lang or (likely_lang(plain) if len(plain) <= LONGEST else "")
        found = explain(plain, asked)
        if proposed and not any(one.entity.is_person for one in proposed):
            found = replace(found, remark=_NOBODY)
        return Dossier(
            name,
            asked,
            guessed=not lang and has_han(plain),
            family=found.family,
            given=found.given,
            readings=found.readings,
            scripts=_scripts(plain, asked, found) if found.family or _all_han(plain) else Scripts(),
            mandarin=found.mandarin,
            entries=tuple(map(self._entry, proposed)),
            explanation=found,
            orders=self._orders(found),
        )

    def _orders(self, found: Explanation) -> Mapping[str, tuple[str, ...]]:
        best = found.readings[0] if found.readings else None
        # Katakana alone spell a foreign name, whose English no house derives from them.
        if best is None or not (best.family and best.given) or (found.foreign and best.kana):
            return {}
        family, given = best.romaji.split(" ", 1)
        if found.lang == "ja":
            return orders_of_reading(family, given, origin="ja", kana=best.kana.split(" "), style=self._style)
        return orders_of_reading(family, given, origin="western" if found.foreign else "zh-CN", style=self._style)


def _fitting(known: tuple[Known, ...], lang: str) -> tuple[Known, ...]:
    """All entries that the name names in full, then those that share a part of it, family names before given names.

    Of the latter only those of its language count: 林 is a family name in China and in Japan.
    """
    whole = tuple(one for one in known if one.kind.whole)
    parts = [one for one in known if one.kind is Kind.FAMILY] or [one for one in known if one.kind is Kind.GIVEN]
    of_lang = [one for one in parts if not lang or (one.entity.origin == "ja") == (lang == "ja")]
    return (*whole, *(of_lang or parts))


def _parts_of(known: Known, name: str, basis: Dossier) -> tuple[str, str]:
    """Family and given name of a bearer that the who's who knows, in the characters of the name that was asked about."""
    if known.kind is Kind.FULL or not has_cjk(name):
        return _as_asked(*han_parts(known.entity), name)
    return ("", "") if known.kind is Kind.FAMILY else (basis.family, basis.given)


def _misread(entity: Entity, family: str, given: str) -> str:
    """The Mandarin reading of somebody who is not named in it; empty where it is how the name is spelt."""
    plain = mandarin(family, given) if entity.origin in _IN_HAN or entity.origin == "ja" else ""
    return "" if entity.origin == "zh-CN" or plain in (entity.full, *entity.accept) else plain


def _of_bearer(entity: Entity, found: Explanation | None) -> Explanation | None:
    """What language says, without what it says of Chinese names where the bearer has none."""
    if found is None:
        return None
    if entity.origin not in _IN_HAN:
        found = replace(found, spellings=(), family_spellings=(), cultures={})
    return replace(found, remark=_PROPOSED)


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
