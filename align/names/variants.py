"""Every English form of a name that one meets, right or wrong, and why each is what it is.

From the preferred form, its parts and (where known) kana and Han characters come first the forms that may stand, then
those that a reader still recognises: in the other order, spaced or hyphenated otherwise, in another romanisation, read
in the wrong language. Each says in which way it is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice, product
from typing import Final, Literal

from align.model.alignment import FormRole, Relation
from align.names.order import FAMILY_FIRST, GIVEN_FIRST, allowed_order, join, natural_order, other_order
from align.names.romanise import hepburn, pinyin, wade_giles
from align.names.style import DEFAULT, Style

Status = Literal["preferred", "allowed", "wrong"]
PREFERRED: Final = "preferred"
ALLOWED: Final = "allowed"
WRONG: Final = "wrong"

_FAMILY_READINGS: Final = 2
_GIVEN_READINGS: Final = 6


@dataclass(frozen=True, slots=True)
class EnglishForm:
    """One English form of a name.

    `order` is empty where there is no order to speak of. `relation` says in what a form differs from the preferred one:
    None for a form that is right as it stands, `PARTIAL` for one part alone, which is allowed. `why` is for users.
    """

    text: str
    role: FormRole
    order: str
    status: Status
    relation: Relation | None
    why: str


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as asked about. `order` is what the house wants; `composed` says that the full form is its two parts."""

    full: str
    family: str
    given: str
    order: str
    composed: bool
    accept: tuple[str, ...]
    origin: str
    kana: tuple[str, ...]
    han: tuple[str, str]
    style: Style

    @property
    def preferred(self) -> str:
        """The form that the house prefers."""
        return join(self.family, self.given, self.order) if self.composed else self.full


def english_forms(
    *,
    full: str,
    family: str = "",
    given: str = "",
    order: str = "",
    accept: Iterable[str] = (),
    origin: str = "",
    kana: tuple[str, ...] = (),
    family_han: str = "",
    given_han: str = "",
    style: Style = DEFAULT,
    readings: bool = False,
) -> tuple[EnglishForm, ...]:
    """The forms of one name: acceptable ones first, the preferred one leading, then wrong ones; no text twice.

    `full` is the preferred form as entered and `order` how it is written (empty where that is not known); `family` and
    `given` are its parts, empty for a name that has none. `kana` is (family, given) or one string. Japanese names
    follow the order of the house, all others the order that they are entered in. `readings` adds what comes from the
    Han characters: Mandarin for a name that is not Mandarin, other readings for one that is.
    """
    name = _restyled(
        _Name(
            full=full,
            family=family,
            given=given,
            order=_wanted_order(origin, order, style) if family and given else "",
            composed=bool(family and given)
            and full in (join(family, given, each) for each in (GIVEN_FIRST, FAMILY_FIRST)),
            accept=tuple(accept),
            origin=origin,
            kana=kana,
            han=(family_han, given_han),
            style=style,
        )
    )
    forms = chain(
        _acceptable(name),
        _in_other_order(name),
        _in_other_format(name),
        _in_other_romanisation(name),
        _in_other_reading(name) if readings else (),
    )
    return without_repetition(forms)


def without_repetition(forms: Iterable[EnglishForm]) -> tuple[EnglishForm, ...]:
    """The first form of each spelling, in order."""
    found: dict[str, EnglishForm] = {}
    for form in forms:
        found.setdefault(form.text, form)
    return tuple(found.values())


def _wanted_order(origin: str, order: str, style: Style) -> str:
    if origin == "ja":
        return allowed_order(origin, style) or order or natural_order(origin)
    return order or allowed_order(origin, style) or natural_order(origin)


def _restyled(name: _Name) -> _Name:
    """The name with the long vowels and signs of the house, where its entry is plain Hepburn of its kana.

    Any other spelling is one that somebody chose, and stays.
    """
    style = name.style
    plain = style.long_vowels == "drop" and style.labial_n == "n" and not style.apostrophe
    if plain or not name.composed or len(name.kana) != 2:
        return name
    family, given = (
        _in_style(part, kana, style) for part, kana in zip((name.family, name.given), name.kana, strict=True)
    )
    return _Name(name.full, family, given, name.order, True, name.accept, name.origin, name.kana, name.han, style)


def _in_style(spelling: str, kana: str, style: Style) -> str:
    if not hepburn.is_kana_reading(kana) or hepburn.romaji(kana) != spelling:
        return spelling
    return hepburn.romaji(kana, long_vowels=style.long_vowels, labial_n=style.labial_n, apostrophe=style.apostrophe)


# --- right forms -------------------------------------------------------------------------------------------------


def _acceptable(name: _Name) -> Iterator[EnglishForm]:
    yield EnglishForm(name.preferred, FormRole.FULL, name.order, PREFERRED, None, _why_preferred(name))
    for form in name.accept:
        yield EnglishForm(form, FormRole.FULL, "", ALLOWED, None, "the glossary accepts it")
    if name.composed and name.style.family_capitals:
        text = join(name.family.upper(), name.given, name.order)
        yield EnglishForm(text, FormRole.FULL, name.order, ALLOWED, None, "capitals mark the family name")
    if name.family:
        yield EnglishForm(name.family, FormRole.FAMILY, "", ALLOWED, Relation.PARTIAL, "the family name alone")
    if name.given:
        yield EnglishForm(name.given, FormRole.GIVEN, "", ALLOWED, Relation.PARTIAL, "the given name alone")


def _why_preferred(name: _Name) -> str:
    if name.preferred == name.full:
        return "the glossary prefers it"
    return f"the glossary's {name.full} in the style {name.style.name}"


# --- order and format --------------------------------------------------------------------------------------------


def _wrong(text: str, relation: Relation, why: str, order: str = "") -> EnglishForm:
    return EnglishForm(text, FormRole.FULL, order, WRONG, relation, why)


def _in_other_order(name: _Name) -> Iterator[EnglishForm]:
    if not name.composed:
        return
    other = other_order(name.order)
    why = f"{'family' if other == FAMILY_FIRST else 'given'} name first, where {name.preferred} is wanted"
    yield _wrong(join(name.family, name.given, other), Relation.ORDER, why, other)
    yield _wrong(join(name.family.upper(), name.given, other), Relation.ORDER, why, other)


def _in_other_format(name: _Name) -> Iterator[EnglishForm]:
    """The same letters with other capitals, spaces and hyphens."""
    if not name.composed:
        return
    capitals = join(name.family.upper(), name.given, name.order)
    yield _wrong(capitals, Relation.FORMAT, "the family name stands in capitals", name.order)
    index = f"{name.family}, {name.given}"
    yield _wrong(index, Relation.FORMAT, "a comma stands between the parts, as in an index", FAMILY_FIRST)
    if name.origin != "ja":
        for given in _spacings(_syllables(name.given, name.origin), name.origin):
            text = join(name.family, given, name.order)
            yield _wrong(text, Relation.FORMAT, f"the given name is written {name.given}", name.order)


def _syllables(given: str, origin: str) -> tuple[str, ...]:
    """The syllables of a given name, where its signs or, for Mandarin, its letters show them; otherwise the whole."""
    parts = tuple(given.replace("-", " ").split())
    if len(parts) > 1 or not origin.startswith("zh"):
        return parts
    return pinyin.split(given) or parts


def _spacings(syllables: Sequence[str], origin: str) -> tuple[str, ...]:
    """`Xiaoming`, `Xiao Ming`, `Xiao-ming`, `Xiao-Ming`, `XiaoMing`; nothing for a single syllable."""
    if len(syllables) < 2:
        return ()
    words = [syllable.lower() for syllable in syllables]
    if origin.startswith("zh"):
        words = [word.replace("v", "ü") for word in words]
    first, capitals = _capital(words[0]), [_capital(word) for word in words]
    return (
        _capital(pinyin.join(words)),
        _capital("".join(words)),
        " ".join(capitals),
        "-".join([first, *words[1:]]),
        "-".join(capitals),
        "".join(capitals),
    )


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


# --- romanisation ------------------------------------------------------------------------------------------------


def _in_other_romanisation(name: _Name) -> Iterator[EnglishForm]:
    if name.origin == "ja":
        yield from _japanese_spellings(name)
    elif name.origin == "zh-CN" and name.composed:
        yield from _mandarin_spellings(name)


def _japanese_spellings(name: _Name) -> Iterator[EnglishForm]:
    """The reading spelt otherwise: each part alone, and both in one system."""
    if len(name.kana) == 1 and not name.family:
        for spelt in _spelt(name.kana[0], name.full):
            yield _respelt(name, spelt.text, spelt.relation, spelt.system)
    if len(name.kana) != 2 or not name.composed:
        return
    families, givens = _spelt(name.kana[0], name.family), _spelt(name.kana[1], name.given)
    for one in families:
        yield _respelt(name, join(one.text, name.given, name.order), one.relation, one.system)
        why = f"it is {name.family} in {one.system}"
        yield EnglishForm(one.text, FormRole.FAMILY, "", WRONG, one.relation, why)
    for other in givens:
        yield _respelt(name, join(name.family, other.text, name.order), other.relation, other.system)
    for one, other in product(families, givens):
        if one.system == other.system:
            relation = Relation.VARIANT if Relation.VARIANT in (one.relation, other.relation) else Relation.FORMAT
            yield _respelt(name, join(one.text, other.text, name.order), relation, one.system)


@dataclass(frozen=True, slots=True)
class _Spelling:
    """Another spelling of a part: its system, and `FORMAT` where only signs and capitals differ, else `VARIANT`."""

    text: str
    system: str
    relation: Relation


@lru_cache(maxsize=4096)
def _spelt(kana: str, spelling: str) -> tuple[_Spelling, ...]:
    """The other spellings of a part; none where `spelling` is no romanisation of the kana."""
    if not hepburn.is_kana_reading(kana):
        return ()
    spellings = hepburn.spellings(kana)
    if spelling.lower() not in spellings and hepburn.canonical(spelling) != hepburn.canonical(next(iter(spellings))):
        return ()
    own = _letters(spelling)
    return tuple(
        _Spelling(_capitals(text), system, Relation.FORMAT if _letters(text) == own else Relation.VARIANT)
        for text, system in spellings.items()
        if _capitals(text) != spelling
    )


_NO_SIGNS: Final = str.maketrans("", "", "'’- ")


def _letters(text: str) -> str:
    """Its small letters with their long marks, without apostrophes, hyphens and spaces."""
    return text.lower().translate(_NO_SIGNS)


def _capitals(text: str) -> str:
    return " ".join(_capital(word) for word in text.split(" ")) if " " in text else _capital(text)


def _respelt(name: _Name, text: str, relation: Relation, system: str) -> EnglishForm:
    return _wrong(text, relation, f"it is {name.preferred} in {system}", name.order)


def _mandarin_spellings(name: _Name) -> Iterator[EnglishForm]:
    """A pinyin name in Wade–Giles, and with ü written otherwise."""
    family, given = pinyin.split(name.family), pinyin.split(name.given)
    if not family or not given:
        return
    for text in _dotless(name):
        yield _wrong(text, Relation.VARIANT, f"it is {name.preferred} with ü written otherwise", name.order)
    for spelt in _wade_giles(family, given):
        text = join(*spelt, name.order)
        yield _wrong(text, Relation.VARIANT, f"it is {name.preferred} in Wade–Giles", name.order)


def _dotless(name: _Name) -> Iterator[str]:
    if "ü" in name.preferred or "Ü" in name.preferred:
        for plain in ("u", "v", "yu"):
            yield name.preferred.replace("ü", plain).replace("Ü", _capital(plain))


def _wade_giles(family: Sequence[str], given: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Family and given name in Wade–Giles: in full, without dots, without apostrophes, without either."""
    surname = _capital("-".join(map(wade_giles.from_pinyin, family)))
    forename = _capital("-".join(map(wade_giles.from_pinyin, given)))
    pairs = ((surname, forename), (surname.replace("ü", "u"), forename.replace("ü", "u")))
    return (*pairs, *((one.replace("'", ""), other.replace("'", "")) for one, other in pairs))


# --- readings of the characters ----------------------------------------------------------------------------------


def _in_other_reading(name: _Name) -> Iterator[EnglishForm]:
    """The Mandarin reading of a name that is not Mandarin, or readings that a Mandarin name does not have."""
    han = "".join(name.han)
    if not name.composed or not all(name.han):
        return
    relation = Relation.READING if name.origin == "zh-CN" else Relation.LANGUAGE
    why = f"it is {'another' if name.origin == 'zh-CN' else 'the Mandarin'} reading of {han}"
    own = pinyin.letters(name.family), pinyin.letters(name.given)
    for family, given in _readings(*name.han):
        if (pinyin.letters(family), pinyin.letters(given)) != own:
            for order in (FAMILY_FIRST, GIVEN_FIRST):
                yield _wrong(join(family, given, order), relation, why, order)


def _readings(family_han: str, given_han: str) -> Iterator[tuple[str, str]]:
    families = dict.fromkeys(map(_word, _family_readings(family_han)))
    givens = map(_word, product(*pinyin.mandarin(given_han)))
    yield from product(islice(families, _FAMILY_READINGS), islice(givens, _GIVEN_READINGS))


def _family_readings(han: str) -> Iterator[tuple[str, ...]]:
    yield from pinyin.surname_readings(han)
    yield from product(*pinyin.mandarin(han))


def _word(syllables: Sequence[str]) -> str:
    return _capital(pinyin.join(syllables))
