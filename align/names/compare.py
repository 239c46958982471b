"""How an English rendering differs from what a name should be: the diagnosis on which every rule stands.

A rendering is taken apart in every way in which it could be the name: as a whole form, as family and given name in
either order, as one part alone, as a reading of all its characters. The best fit decides, and says in what it differs.
Closeness is 0 to 1: 1 is the name itself, above .9 the same name in other letters or another language's reading of the
same characters, below .5 something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from rapidfuzz.distance import Indel

from align.model.alignment import Difference, FormRole, Relation
from align.names.meanings import means
from align.names.order import FAMILY_FIRST, GIVEN_FIRST
from align.names.romanise import hepburn, pinyin
from align.names.surnames import other_spellings
from align.text.fold import fold_source
from align.text.words import plain_letters

SAME, VARIANT, LANGUAGE, READING = 1.0, 0.97, 0.94, 0.9
STRONG = 0.85
_MACRONS = re.compile(r"[āīūēōâîûêô]", re.IGNORECASE)
_MANDARIN_ORIGINS = frozenset({"zh-CN"})
_HAN_ORIGINS = frozenset({"ja", "ko", "vi", "zh-TW", "zh-HK", "zh-MO", "zh-SG", "zh-MY", "other", "western", "zh-CN"})
_READING_LIMIT = 24
_MOST_INITIALS = 2
_TIDY = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class NamePart:
    """A family or given name: its English spelling, other spellings that are accepted, and what it is written with.

    `han` and `kana` are empty where not known.
    """

    word: str
    spelling: str
    also: tuple[str, ...] = ()
    han: str = ""
    kana: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class ExpectedName:
    """What a rendering of one name may look like.

    `forms` are acceptable full forms, the preferred one first; `orders` the orders in which the two parts may stand.
    `family` and `given` are None where the name has no such part, `han` is the whole name as the source writes it.
    `capitals` says that the house allows a family name in capitals.
    """

    forms: tuple[str, ...]
    family: NamePart | None
    given: NamePart | None
    orders: frozenset[str]
    han: str
    origin: str
    person: bool = True
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class PartMatch:
    """How one part of a name fits: `relation` is None where it is as it should be."""

    closeness: float
    relation: Relation | None
    why: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """How well a rendering fits a name, in which role (full, family, given), and in what it differs.

    `strongest` and `weakest` are the closeness of the better and of the other part. `anchor` is the length in letters of the longest
    part that is as it should be. `plausible` says that the other part could be a name too: it is close,
    or a well-formed word of the name's language.
    """

    closeness: float
    role: FormRole
    order: str
    differences: tuple[Difference, ...]
    strongest: float
    weakest: float = 0.0
    plausible: bool = True
    anchor: int = 0


def judge(name: ExpectedName, surface: str, pieces: Sequence[str]) -> Judgement | None:
    """The best account of `surface` (its words being `pieces`) as a rendering of `name`; None where there is none."""
    whole = plain_letters("".join(pieces))
    if not whole:
        return None
    for form in name.forms:
        if plain_letters(form) == whole:
            return _same_letters(name, surface, form)
    alone = len(pieces) == 1
    if name.person and means(name.han, surface):
        why = f"{surface} translates {name.han}, which is a name"
        return Judgement(READING, FormRole.FULL, "", (_whole(Relation.READING, name, surface, why),), READING)
    accounts = [*_in_two_parts(name, surface, pieces)]
    accounts += [one for one in _in_one_part(name, surface, whole) if alone or one.strongest >= READING]
    other = _whole_reading(name, surface, whole)
    if other:
        accounts.append(other)
    return max(accounts, key=lambda account: (account.closeness, account.strongest), default=None)


def _whole(relation: Relation, name: ExpectedName, surface: str, why: str) -> Difference:
    return Difference(relation, "full", surface, name.forms[0], why)


def _same_letters(name: ExpectedName, surface: str, form: str) -> Judgement:
    difference = format_difference(name, surface, form) or _macron_difference(name, surface, form)
    role = FormRole.SHORT if name.family and " " not in form else FormRole.FULL
    return Judgement(SAME, role, "", (difference,) if difference else (), SAME)


def _macron_difference(name: ExpectedName, surface: str, form: str) -> Difference | None:
    if name.origin == "ja" and _MACRONS.search(surface) and not _MACRONS.search(form):
        return Difference(Relation.VARIANT, "full", surface, form, "it is Hepburn with macrons")
    return None


def format_difference(name: ExpectedName, surface: str, form: str) -> Difference | None:
    """In what `surface` differs from `form`, whose letters are the same: spacing, hyphens, apostrophes, capitals."""
    seen, wanted = _tidy(surface), _tidy(form)
    if not name.person and seen.casefold().replace("-", " ") == wanted.casefold().replace("-", " "):
        # A term takes the capitals and hyphens of its sentence; only the spaces of a name are its own.
        return None
    if seen == wanted or (name.capitals and seen.casefold() == wanted.casefold()):
        return None
    if seen.casefold() != wanted.casefold():
        what = "spacing, hyphens or apostrophes differ"
        return Difference(Relation.FORMAT, "full", surface, form, what)
    if name.family and name.given and name.origin == "ja" and _capitals_mark_family(seen, name.family.spelling):
        return Difference(Relation.FORMAT, "capitals", surface, form, "the family name stands in capitals")
    return Difference(Relation.FORMAT, "full", surface, form, "capitals differ")


def _capitals_mark_family(seen: str, family: str) -> bool:
    shouting = [token for token in seen.split() if len(token) > 1 and token.isupper()]
    return [plain_letters(token) for token in shouting] == [plain_letters(family)] and len(seen.split()) > 1


def _tidy(text: str) -> str:
    text = " ".join(text.translate(_TIDY).split())
    return text if text.isascii() else "".join(plain if (plain := _undiacritic(ch)) else ch for ch in text)


@lru_cache(maxsize=4096)
def _undiacritic(ch: str) -> str:
    plain = plain_letters(ch)
    return plain.upper() if ch.isupper() else plain


def _in_two_parts(name: ExpectedName, surface: str, pieces: Sequence[str]) -> Iterator[Judgement]:
    """Accounts of the rendering as family and given name, or given and family name."""
    if name.family is None or name.given is None:
        return
    for cut in range(1, len(pieces)):
        first, second = "".join(pieces[:cut]), "".join(pieces[cut:])
        for order, family, given in ((FAMILY_FIRST, first, second), (GIVEN_FIRST, second, first)):
            yield _two_parts(name, surface, family, given, order)


def _two_parts(name: ExpectedName, surface: str, family: str, given: str, order: str) -> Judgement:
    assert name.family is not None and name.given is not None
    matches = ((relate(name.family, family), name.family, family), (relate(name.given, given), name.given, given))
    weights = [min(len(part.spelling), 9) + 2 for _, part, _ in matches]
    closeness = sum(w * m.closeness for w, (m, _, _) in zip(weights, matches, strict=True)) / sum(weights)
    differences = tuple(
        Difference(match.relation, part.word, seen, part.spelling, match.why)
        for match, part, seen in matches
        if match.relation
    )
    if order not in name.orders and max(match.closeness for match, _, _ in matches) >= STRONG:
        why = f"the {'given' if order == FAMILY_FIRST else 'family'} name should come first"
        differences = (Difference(Relation.ORDER, "full", surface, name.forms[0], why), *differences)
    if not differences:
        # Both parts are right and in their place, yet the whole is no accepted form: the spaces or signs differ.
        form = _best_form(name, order)
        found = format_difference(name, surface, form)
        differences = (found,) if found else ()
    strongest = max(
        (match.closeness for match, part, _ in matches if len(plain_letters(part.spelling)) >= 2), default=0.0
    )
    plausible = all(match.closeness >= 0.4 or _could_be_name(part, seen) for match, part, seen in matches)
    weakest = min(match.closeness for match, _, _ in matches)
    anchor = max((len(plain_letters(part.spelling)) for match, part, _ in matches if match.closeness == SAME), default=0)
    return Judgement(closeness, FormRole.FULL, order, differences, strongest, weakest, plausible, anchor)


def _best_form(name: ExpectedName, order: str) -> str:
    assert name.family is not None and name.given is not None
    if order == FAMILY_FIRST:
        return f"{name.family.spelling} {name.given.spelling}"
    return f"{name.given.spelling} {name.family.spelling}"


def _in_one_part(name: ExpectedName, surface: str, whole: str) -> Iterator[Judgement]:
    """Accounts of the rendering as the family name alone or the given name alone."""
    for part, role in ((name.family, FormRole.FAMILY), (name.given, FormRole.GIVEN)):
        if part is None:
            continue
        match = relate(part, surface if surface.isalpha() else whole)
        differences = []
        if match.relation:
            differences.append(Difference(match.relation, part.word, surface, part.spelling, match.why))
        elif " " in surface and " " not in part.spelling:
            differences.append(Difference(Relation.FORMAT, part.word, surface, part.spelling, "it is one word"))
        elif not name.capitals and surface.isupper() and len(surface) > 2 and not part.spelling.isupper():
            differences.append(Difference(Relation.FORMAT, part.word, surface, part.spelling, "capitals differ"))
        # One part is less than the name: it never wins against an equally good account of the whole.
        yield Judgement(match.closeness * 0.8, role, "", tuple(differences), match.closeness)


def _whole_reading(name: ExpectedName, surface: str, whole: str) -> Judgement | None:
    """An account of the rendering as the Mandarin reading of all characters, in either order."""
    if not name.person or len(name.han) < 2 or name.origin not in _HAN_ORIGINS or len(whole) < 3:
        return None
    nearest = _nearest(whole, _mandarin_wholes(name.han))
    if nearest < 0.8:
        return None
    why = f"{surface} is {'' if nearest == 1 else 'close to '}the Mandarin reading of {name.han}"
    relation = Relation.READING if name.origin in _MANDARIN_ORIGINS else Relation.LANGUAGE
    return Judgement(LANGUAGE * nearest, FormRole.FULL, "", (_whole(relation, name, surface, why),), nearest)


@lru_cache(maxsize=65536)
def relate(part: NamePart, observed: str) -> PartMatch:
    """How `observed` (one or more words, joined) fits a part of a name."""
    letters, expected = plain_letters(observed), plain_letters(part.spelling)
    if letters == expected or letters in (plain_letters(form) for form in part.also):
        if part.origin == "ja" and _MACRONS.search(observed) and not _MACRONS.search(part.spelling):
            return PartMatch(VARIANT, Relation.VARIANT, f"{observed} is {part.spelling} in Hepburn with macrons")
        return PartMatch(SAME, None, "")
    if not letters or not expected:
        return PartMatch(0.0, Relation.IDENTITY, "")
    initials = observed.isupper() and len(letters) <= _MOST_INITIALS < len(expected) and letters[0] == expected[0]
    if part.word == "given" and initials:
        return PartMatch(READING, Relation.PARTIAL, f"{observed} stands for the given name")
    if part.word == "given" and means(part.han, observed):
        return PartMatch(READING, Relation.READING, f"{observed} translates {part.han}, which is a name")
    known = _japanese_variant(part, observed, letters) or _other_system(part, observed, letters)
    return known or _approximate(part, observed, letters, expected)


def _japanese_variant(part: NamePart, observed: str, letters: str) -> PartMatch | None:
    if part.origin != "ja" or hepburn.canonical(letters) != hepburn.canonical(part.spelling):
        return None
    system = hepburn.spellings(part.kana).get(letters, "") if part.kana else ""
    manner = (
        f"is {part.spelling} in {system}" if system and system != "Hepburn" else f"is {part.spelling} spelt otherwise"
    )
    return PartMatch(VARIANT, Relation.VARIANT, f"{observed} {manner}")


def _other_system(part: NamePart, observed: str, letters: str) -> PartMatch | None:
    """Another romanisation or another language's reading of the same characters."""
    if not part.han:
        return None
    mandarin = part.origin in _MANDARIN_ORIGINS
    if not mandarin and letters in mandarin_readings(part.han):
        return PartMatch(LANGUAGE, Relation.LANGUAGE, f"{observed} is the Mandarin reading of {part.han}")
    if mandarin and letters in _wade_giles(part.han):
        return PartMatch(VARIANT, Relation.VARIANT, f"{observed} is {part.spelling} in Wade–Giles")
    if part.word == "family" and part.origin != "ja":
        system = other_spellings(part.han).get(letters)
        if system == "Wade–Giles":
            return PartMatch(VARIANT, Relation.VARIANT, f"{observed} is {part.spelling} in Wade–Giles")
        if system:
            return PartMatch(LANGUAGE, Relation.LANGUAGE, f"{observed} is the {system} spelling of {part.han}")
    if mandarin and letters in mandarin_readings(part.han):
        return PartMatch(READING, Relation.READING, f"{observed} is another reading of {part.han}")
    return None


def _approximate(part: NamePart, observed: str, letters: str, expected: str) -> PartMatch:
    """What is left: a misread or misspelt part, or something else altogether."""
    likeness = _likeness(letters, expected)
    likeness = max([likeness, *(_likeness(letters, plain_letters(form)) for form in part.also)])
    mandarin = part.origin in _MANDARIN_ORIGINS
    if part.han and not mandarin and not (part.origin == "ja" and hepburn.is_romaji(letters)):
        reading = _nearest(letters, mandarin_readings(part.han))
        if reading >= 0.75 and reading > likeness:
            why = f"{observed} is close to the Mandarin reading of {part.han}"
            return PartMatch(reading * STRONG, Relation.LANGUAGE, why)
    closeness = likeness * 0.9 if likeness >= 0.5 else likeness * 0.5
    written = part.han or part.spelling
    if _could_be_reading(part, letters):
        return PartMatch(closeness, Relation.READING, f"{written} is read {part.spelling}, not {observed}")
    return PartMatch(closeness, Relation.SPELLING, f"{written} is {part.spelling}, not {observed}")


def _could_be_reading(part: NamePart, letters: str) -> bool:
    """Whether the letters are a well-formed reading in the name's language, though not of this name."""
    if part.origin == "ja":
        return hepburn.is_romaji(letters)
    return part.origin.startswith("zh") and bool(pinyin.segmentations(letters))


def _could_be_name(part: NamePart, seen: str) -> bool:
    letters = plain_letters(seen)
    if part.origin == "ja":
        return hepburn.is_romaji(letters) or bool(pinyin.segmentations(letters))
    return part.origin not in _MANDARIN_ORIGINS or bool(pinyin.segmentations(letters))


def could_read_so(name: ExpectedName, pieces: Sequence[str]) -> bool:
    """Whether words are well-formed in the name's own language, so that a misreading of its characters may give them."""
    letters = [plain_letters(piece) for piece in pieces]
    if name.origin == "ja":
        return all(hepburn.is_romaji(word) for word in letters)
    return name.origin in _MANDARIN_ORIGINS and all(pinyin.segmentations(word) for word in letters)


def sounds_east_asian(word: str) -> bool:
    """Whether a word is well-formed Japanese or Mandarin in Latin letters."""
    letters = plain_letters(word)
    return hepburn.is_romaji(letters) or bool(pinyin.segmentations(letters))


def likeness(one: str, other: str) -> float:
    """How alike two renderings are in their letters, 0 to 1."""
    return _likeness(plain_letters(one), plain_letters(other))


def _likeness(one: str, other: str) -> float:
    return Indel.normalized_similarity(one, other)


def _nearest(letters: str, readings: tuple[str, ...] | frozenset[str]) -> float:
    return max((_likeness(letters, reading) for reading in readings), default=0.0)


@lru_cache(maxsize=8192)
def mandarin_readings(han: str) -> frozenset[str]:
    """The toneless Mandarin readings of Han characters, joined, in every way to write ü; empty where one has none."""
    # The folded characters, for Japanese ones that no Chinese table has (沢); the written ones, where folding merges two.
    written = dict.fromkeys((han, fold_source(han).text))
    joined = (reading for text in written for reading in islice(pinyin.joined_readings(text), _READING_LIMIT))
    return frozenset(form for reading in joined for form in pinyin.u_forms(reading))


@lru_cache(maxsize=4096)
def _mandarin_wholes(han: str) -> tuple[str, ...]:
    """Readings of a whole name, and the same with the family name of one or two characters moved to the end."""
    straight = mandarin_readings(han)
    turned = {
        given + family
        for cut in (1, 2)
        if len(han) > cut
        for family in islice(sorted(mandarin_readings(han[:cut])), 6)
        for given in islice(sorted(mandarin_readings(han[cut:])), 6)
    }
    return tuple(sorted(straight | turned))


@lru_cache(maxsize=8192)
def _wade_giles(han: str) -> frozenset[str]:
    from align.names.romanise import wade_giles

    characters = [
        {plain_letters(form) for reading in pinyin.readings(ch)[:2] for form in wade_giles.spellings(reading)}
        for ch in fold_source(han).text
    ]
    return frozenset("".join(reading) for reading in islice(product(*characters), _READING_LIMIT))
