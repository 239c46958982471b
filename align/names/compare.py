"""How an English rendering differs from what a name should be: the diagnosis on which every rule stands.

A rendering is taken apart in every way in which it could be the name: as a whole form, as family and given name in
either order, as one part alone, as a reading of all its characters. The best fit decides, and says in what it differs.
Closeness is 0 to 1: 1 is the name itself, above .9 the same name in other letters or another language's reading of the
same characters, below .5 something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product
from unicodedata import normalize

from rapidfuzz.distance import OSA, Indel

from align.model.alignment import Difference, FormRole, Relation
from align.names.meanings import means
from align.names.order import FAMILY_FIRST, GIVEN_FIRST, join
from align.names.romanise import hepburn, pinyin
from align.names.surnames import other_spellings
from align.text.fold import fold_source
from align.text.words import plain_letters, without_diacritics

SAME, VARIANT, LANGUAGE, READING = 1.0, 0.97, 0.94, 0.9
STRONG = 0.85
_MACRONS = re.compile(r"[āīūēōâîûêô]", re.IGNORECASE)
_MANDARIN_ORIGINS = frozenset({"zh-CN"})
_HAN_ORIGINS = frozenset({"ja", "ko", "vi", "zh-TW", "zh-HK", "zh-MO", "zh-SG", "zh-MY", "other", "western", "zh-CN"})
# Whose names Japanese reads in its own way.
_READ_IN_JAPANESE = frozenset({"zh-CN", "zh-TW", "zh-HK", "zh-MO", "zh-SG", "zh-MY", "ko", "vi"})
_READING_LIMIT = 24
_MOST_INITIALS = 2
_LONG_ENOUGH = 5
_TERM_SIGNS = str.maketrans({"-": " ", '"': " ", "“": " ", "”": " ", "'": " "})
_TIDY = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "\u00a0": " "})


@dataclass(frozen=True, slots=True, eq=False)
class NamePart:
    """A family or given name: its English spelling, other spellings that are accepted, and what it is written with.

    Parts are told apart by identity, so that what is worked out about one is quickly found again.

    `han` and `kana` are empty where not known. `reads`, for a name in no glossary, tells whether another spelling is a
    reading of it as well, `readings` are its likeliest ones, and `likelihood` says how likely one is, 0 to 1.
    """

    word: str
    spelling: str
    also: tuple[str, ...] = ()
    han: str = ""
    kana: str = ""
    origin: str = ""
    reads: Callable[[str], bool] | None = None
    readings: tuple[str, ...] = ()
    likelihood: Callable[[str], float] | None = None


@dataclass(frozen=True, slots=True)
class ExpectedName:
    """What a rendering of one name may look like.

    `forms` are acceptable full forms, the preferred one first; `orders` the orders in which the two parts may stand.
    `family` and `given` are None where the name has no such part, `han` is the whole name as the source writes it.
    `capitals` says that the house allows a family name in capitals. `reads`, for a name in no glossary, tells whether a
    whole rendering is one that its characters may be read as.
    """

    forms: tuple[str, ...]
    family: NamePart | None
    given: NamePart | None
    orders: frozenset[str]
    han: str
    origin: str
    person: bool = True
    capitals: bool = False
    reads: Callable[[str], bool] | None = None


@dataclass(frozen=True, slots=True)
class PartMatch:
    """How one part of a name fits: `relation` is None where it is as it should be.

    `guessed` says that only the letters are alike: which relation that is has not been worked out. `leaning` says that
    it is too easily had by chance to count unless the other part of the name fits as well (see `_weighed`).
    """

    closeness: float
    relation: Relation | None
    why: str
    guessed: bool = False
    leaning: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """How well a rendering fits a name, in which role (full, family, given), and in what it differs.

    `strongest` and `weakest` are the closeness of the better and of the other part. `anchor` is the length in letters of
    the longest part that is as it should be. `plausible` says that the other part could be a name too: it is close, or a
    well-formed word of the name's language.
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
    same = [_same_letters(name, surface, form) for form in name.forms if plain_letters(form) == whole]
    if same:
        return min(same, key=lambda account: len(account.differences))
    if name.reads and len(pieces) > 1 and name.reads(surface):
        return Judgement(SAME, FormRole.FULL, "", (), SAME, SAME, anchor=len(whole))
    alone = len(pieces) == 1
    if name.person and means(name.han, surface):
        why = f"{surface} translates {name.han}, which is a name"
        return Judgement(READING, FormRole.FULL, "", (_whole(Relation.READING, name, surface, why),), READING)
    accounts = [*_in_two_parts(name, surface, pieces)]
    accounts += _in_one_part(name, surface, whole, alone=alone)
    other = _whole_reading(name, surface, whole)
    if other:
        accounts.append(other)
    return max(accounts, key=lambda account: (account.closeness, account.strongest), default=None)


def _whole(relation: Relation, name: ExpectedName, surface: str, why: str) -> Difference:
    return Difference(relation, "full", surface, name.forms[0], why)


def hints(name: ExpectedName, word: str) -> float:
    """How much of a name a single word may be, 0 to 1: cheap, and never less than what `judge` would find with it."""
    letters = plain_letters(word)
    parts = [part for part in (name.family, name.given) if part]
    best = max((relate(part, word).closeness for part in parts), default=0.0)
    if best >= STRONG or len(letters) < 2:
        return best
    wholes = [plain_letters(form) for form in name.forms]
    if name.han and name.origin in _HAN_ORIGINS:
        wholes += _mandarin_wholes(name.han)
    if any(letters in whole for whole in wholes):
        return 1.0
    alike = max((_likeness(letters, whole) for whole in wholes), default=0.0)
    return max(best, alike, 1.0 if means(name.han, word) else 0.0)


def _same_letters(name: ExpectedName, surface: str, form: str) -> Judgement:
    difference = format_difference(name, surface, form) or _macron_difference(name, surface, form)
    role = FormRole.SHORT if name.family and " " not in form else FormRole.FULL
    return Judgement(SAME, role, "", (difference,) if difference else (), SAME)


def _macron_difference(name: ExpectedName, surface: str, form: str) -> Difference | None:
    if name.origin == "ja" and _has_macron(surface) and not _has_macron(form):
        return Difference(Relation.VARIANT, "full", surface, form, "it is Hepburn with macrons")
    return None


def _has_macron(text: str) -> bool:
    """Whether a long vowel is marked, by one character or by a combining mark."""
    return not text.isascii() and bool(_MACRONS.search(normalize("NFC", text)))


def format_difference(name: ExpectedName, surface: str, form: str) -> Difference | None:
    """In what `surface` differs from `form`, whose letters are the same: spacing, hyphens, apostrophes, capitals."""
    seen, wanted = _tidy(surface), _tidy(form)
    if not name.person and _as_term(seen) == _as_term(wanted):
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


def _as_term(text: str) -> str:
    """A term without what the sentence around it may add: capitals, hyphens, quotation marks."""
    return " ".join(text.casefold().translate(_TERM_SIGNS).split())


def _capitals_mark_family(seen: str, family: str) -> bool:
    shouting = [token for token in seen.split() if len(token) > 1 and token.isupper()]
    return [plain_letters(token) for token in shouting] == [plain_letters(family)] and len(seen.split()) > 1


def _tidy(text: str) -> str:
    return without_diacritics(" ".join(text.translate(_TIDY).split()))


@dataclass(frozen=True, slots=True)
class _Split:
    """One way to cut a rendering into family and given name."""

    order: str
    family: PartMatch
    given: PartMatch
    seen: tuple[str, str]
    closeness: float

    @property
    def strongest(self) -> float:
        """The closeness of the better part."""
        return max(self.family.closeness, self.given.closeness)


def _in_two_parts(name: ExpectedName, surface: str, pieces: Sequence[str]) -> Iterator[Judgement]:
    """The best account of the rendering as family and given name, in either order; nothing for a single word."""
    if name.family is None or name.given is None or len(pieces) < 2:
        return
    splits = _splits(name.family, name.given, pieces)
    best = max(splits, key=lambda split: (split.closeness, split.strongest))
    yield _as_two_parts(name, name.family, name.given, surface, best)


def _splits(family: NamePart, given: NamePart, pieces: Sequence[str]) -> Iterator[_Split]:
    family_weight, given_weight = _weight(family), _weight(given)
    for cut in range(1, len(pieces)):
        first, second = "".join(pieces[:cut]), "".join(pieces[cut:])
        for order, seen in ((FAMILY_FIRST, (first, second)), (GIVEN_FIRST, (second, first))):
            one, other = _weighed(family, given, seen)
            closeness = family_weight * one.closeness + given_weight * other.closeness
            yield _Split(order, one, other, seen, closeness / (family_weight + given_weight))


def _weighed(family: NamePart, given: NamePart, seen: tuple[str, str]) -> tuple[PartMatch, PartMatch]:
    """How two words fit the two parts: what leans on the other part counts only where that one fits."""
    one, other = relate(family, seen[0]), relate(given, seen[1])
    if one.leaning and other.closeness < STRONG:
        return _alike(family, seen[0]), other
    if other.leaning and one.closeness < STRONG:
        return one, _alike(given, seen[1])
    if other.leaning and one.relation is Relation.LANGUAGE:
        # Beside a Japanese reading, what several languages share is Japanese as well: Mo Takuto, not Cantonese Mo.
        one = _in_japanese(family, seen[0]) or one
    return one, other


def _weight(part: NamePart) -> int:
    """What a part counts for: a long one tells more, but not without end."""
    return min(len(part.spelling), 9) + 2


def _as_two_parts(name: ExpectedName, family: NamePart, given: NamePart, surface: str, split: _Split) -> Judgement:
    matches = ((split.family, family, split.seen[0]), (split.given, given, split.seen[1]))
    differences = tuple(_difference(part, seen, match) for match, part, seen in matches if match.relation)
    if split.order not in name.orders and split.strongest >= STRONG:
        why = f"the {'given' if split.order == FAMILY_FIRST else 'family'} name should come first"
        differences = (Difference(Relation.ORDER, "full", surface, name.forms[0], why), *differences)
    if not differences:
        # Both parts are right and in their place, yet the whole is no accepted form: the spaces or signs differ.
        form = join(family.spelling, given.spelling, split.order)
        alike = family.reads is None or plain_letters(form) == plain_letters(surface)
        found = format_difference(name, surface, form) if alike else None
        differences = (found,) if found else ()
    return Judgement(
        split.closeness,
        FormRole.FULL,
        split.order,
        differences,
        split.strongest,
        weakest=min(split.family.closeness, split.given.closeness),
        plausible=all(match.closeness >= 0.4 or _could_be_name(part, seen) for match, part, seen in matches),
        anchor=max(
            (len(plain_letters(part.spelling)) for match, part, _ in matches if match.closeness == SAME), default=0
        ),
    )


def _in_one_part(name: ExpectedName, surface: str, whole: str, *, alone: bool) -> Iterator[Judgement]:
    """Accounts of the rendering as the family name alone or the given name alone; of several words, only a sure one."""
    for part, role in ((name.family, FormRole.FAMILY), (name.given, FormRole.GIVEN)):
        if part is None:
            continue
        match = relate(part, surface if surface.isalpha() else whole)
        if match.leaning and len(part.han) == 1:
            match = _alike(part, whole)
        if not alone and match.closeness < READING:
            continue
        differences = []
        if match.relation:
            differences.append(_difference(part, surface, match))
        elif " " in surface and " " not in part.spelling:
            differences.append(Difference(Relation.FORMAT, part.word, surface, part.spelling, "it is one word"))
        elif not name.capitals and surface.isupper() and len(surface) > 2 and not part.spelling.isupper():
            differences.append(Difference(Relation.FORMAT, part.word, surface, part.spelling, "capitals differ"))
        # One part is less than the name: it never wins against an equally good account of the whole.
        yield Judgement(match.closeness * 0.8, role, "", tuple(differences), match.closeness)


def _whole_reading(name: ExpectedName, surface: str, whole: str) -> Judgement | None:
    """An account of the rendering as the Mandarin reading of all characters, in either order."""
    if len(name.han) < 2 or name.origin not in _HAN_ORIGINS or len(whole) < 3:
        return None
    nearest = _nearest(whole, _mandarin_wholes(name.han))
    if nearest < (0.8 if name.person else 1) or (not name.person and name.origin in _MANDARIN_ORIGINS):
        return None
    why = f"{surface} is {'' if nearest == 1 else 'close to '}the Mandarin reading of {name.han}"
    relation = Relation.LANGUAGE
    if name.origin in _MANDARIN_ORIGINS:
        relation = Relation.READING if pinyin.segmentations(whole) else Relation.SPELLING
    return Judgement(LANGUAGE * nearest, FormRole.FULL, "", (_whole(relation, name, surface, why),), nearest)


@lru_cache(maxsize=65536)
def relate(part: NamePart, observed: str) -> PartMatch:
    """How `observed` (one or more words, joined) fits a part of a name."""
    letters, expected = plain_letters(observed), plain_letters(part.spelling)
    if letters == expected or letters in (plain_letters(form) for form in part.also):
        if part.origin == "ja" and _has_macron(observed) and not _has_macron(part.spelling):
            return PartMatch(VARIANT, Relation.VARIANT, f"{observed} is {part.spelling} in Hepburn with macrons")
        return PartMatch(SAME, None, "")
    if not letters or not expected:
        return PartMatch(0.0, Relation.IDENTITY, "")
    if part.reads and part.reads(observed):
        return PartMatch(SAME, None, "")
    if part.word == "family" and letters == expected + "s":
        return PartMatch(SAME, None, "")  # the family as such: the Trumps
    initials = observed.isupper() and len(letters) <= _MOST_INITIALS < len(expected) and letters[0] == expected[0]
    if part.word == "given" and initials:
        return PartMatch(READING, Relation.PARTIAL, f"{observed} stands for the given name")
    if part.word == "given" and means(part.han, observed):
        return PartMatch(READING, Relation.READING, f"{observed} translates {part.han}, which is a name")
    known = _japanese_variant(part, observed, letters) or _other_system(part, observed, letters)
    return known or _approximate(part, letters, expected)


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
    if "ü" in part.spelling.lower() and letters in _umlaut_forms(part.spelling):
        return PartMatch(VARIANT, Relation.VARIANT, f"{observed} is {part.spelling} typed without the dots")
    if not mandarin and letters in mandarin_readings(part.han):
        return PartMatch(LANGUAGE, Relation.LANGUAGE, f"{observed} is the Mandarin reading of {part.han}")
    if mandarin and letters in _wade_giles(part.han):
        return PartMatch(VARIANT, Relation.VARIANT, f"{observed} is {part.spelling} in Wade–Giles")
    if mandarin and letters in _tongyong(part.han):
        return PartMatch(VARIANT, Relation.VARIANT, f"{observed} is {part.spelling} in Tongyong Pinyin")
    if part.word == "family" and part.origin != "ja":
        system = other_spellings(part.han).get(letters)
        if system == "Wade–Giles":
            return PartMatch(VARIANT, Relation.VARIANT, f"{observed} is {part.spelling} in Wade–Giles")
        if system:
            return PartMatch(LANGUAGE, Relation.LANGUAGE, f"{observed} is the {system} spelling of {part.han}")
    if mandarin and letters in mandarin_readings(part.han):
        return PartMatch(READING, Relation.READING, f"{observed} is another reading of {part.han}")
    return _in_japanese(part, observed)


def _in_japanese(part: NamePart, observed: str) -> PartMatch | None:
    """What a part is where Japanese reads somebody else's characters in its own way: Shu Kinpei for 習近平."""
    letters = plain_letters(observed)
    if part.origin not in _READ_IN_JAPANESE or not hepburn.is_romaji(letters):
        return None
    from align.names.romanise import sino_japanese

    if not sino_japanese.reads(letters, part.han):
        return None
    return PartMatch(LANGUAGE, Relation.LANGUAGE, f"{observed} is the Japanese reading of {part.han}", leaning=True)


def _umlaut_forms(spelling: str) -> frozenset[str]:
    """The ways in which ü is typed: v, yu, u."""
    return frozenset(plain_letters(spelling.lower().replace("ü", typed)) for typed in ("v", "yu", "u"))


def _alike(part: NamePart, observed: str) -> PartMatch:
    """How a part fits by its letters alone."""
    return _approximate(part, plain_letters(observed), plain_letters(part.spelling))


def _approximate(part: NamePart, letters: str, expected: str) -> PartMatch:
    """What is left: a misread or misspelt part, or something else altogether. Which of them, `_difference` says."""
    likeness = max([_likeness(letters, expected), *(_likeness(letters, plain_letters(form)) for form in part.also)])
    mandarin = part.origin in _MANDARIN_ORIGINS
    if part.han and not mandarin and not (part.origin == "ja" and hepburn.is_romaji(letters)):
        reading = _nearest(letters, mandarin_readings(part.han))
        if reading >= 0.75 and reading > likeness:
            return PartMatch(reading * STRONG, Relation.LANGUAGE, "", guessed=True)
    closeness = likeness * 0.9 if likeness >= 0.5 else likeness * 0.5
    if len(expected) >= _LONG_ENOUGH and OSA.distance(letters, expected) == 1 and not _could_be_reading(part, letters):
        closeness = READING
    return PartMatch(closeness, Relation.SPELLING, "", guessed=True)


def _difference(part: NamePart, seen: str, match: PartMatch) -> Difference:
    """What a match that is not quite right says of a part. A guess is worked out here: few matches come so far."""
    assert match.relation is not None
    if not match.guessed:
        return Difference(match.relation, part.word, seen, part.spelling, match.why)
    if match.relation is Relation.LANGUAGE:
        why = f"{seen} is close to the Mandarin reading of {part.han}"
        return Difference(Relation.LANGUAGE, part.word, seen, part.spelling, why)
    written = part.han or part.spelling
    if _could_be_reading(part, plain_letters(seen)):
        why = f"{written} is read {part.spelling}, not {seen}" if not part.readings else _no_reading(part, seen)
        return Difference(Relation.READING, part.word, seen, part.spelling, why)
    return Difference(Relation.SPELLING, part.word, seen, part.spelling, f"{written} is {part.spelling}, not {seen}")


def _no_reading(part: NamePart, seen: str) -> str:
    """`正彰 is read Masaaki, also Tadaaki; no reading gives Takashi`."""
    first, *others = part.readings
    also = f", also {' and '.join(others)}" if others else ""
    seldom = part.likelihood is not None and part.likelihood(seen) > 0
    return f"{part.han} is read {first}{also}; {'hardly ever' if seldom else 'no reading gives'} {seen}"


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

    return _spelt(han, lambda syllable: map(plain_letters, wade_giles.spellings(syllable)))


@lru_cache(maxsize=8192)
def _tongyong(han: str) -> frozenset[str]:
    from align.names.romanise import tongyong

    return _spelt(han, tongyong.spellings) - mandarin_readings(han)


def _spelt(han: str, spellings: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """Characters in their usual Mandarin readings, joined, as another system spells the syllables."""
    characters = [
        {form for reading in pinyin.readings(character)[:1] for form in spellings(reading)}
        for character in fold_source(han).text
    ]
    return frozenset("".join(reading) for reading in islice(product(*characters), _READING_LIMIT))
