"""How Japanese names are read: sets of readings with likelihoods, for whole names and for their parts.

Three tables stand beside this file, made by `scripts/build_japanese_readings.py`: family names and given names in their
writing, with the readings that are listed for them; readings of single characters (`composition`); and every listed
reading with how usual it is, whatever its characters. What is listed comes with a likelihood learnt from the full names
of ENAMDICT; what is left of it is shared among the readings that the characters can be composed to.

Everything is looked up folded, so that old, simplified and Japanese characters are one: 赤冢 is 赤塚, 髙橋 is 高橋.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from heapq import nlargest
from math import exp, log
from typing import Final

from align.names.readings import composition, neural, table
from align.names.readings.composition import FAMILY, GIVEN, LEVELS
from align.names.readings.kana_letters import decode
from align.names.readings.model import NameReading, PartReading, Split
from align.names.readings.table import Table
from align.names.romanise import hepburn
from align.text.fold import fold_source
from align.text.scripts import has_han, hiragana, is_kana, kana_repeated

_SOURCES: Final = {"E": "ENAMDICT", "J": "personal name dataset", "S": "Sudachi"}
_COMPOSED: Final = ("characters",)
_AS_WRITTEN: Final = ("kana",)
_DOTS: Final = "・·‧•･"

_LONGEST_PART: Final = 8
_MOST_SPLITS: Final = 3
_LEAST_SPLIT: Final = 0.02
_ALL_LISTED: Final = 0.99
"""How much the listed readings of a part share at most; the rest is for what can be composed."""

# How the likelihood of a composed reading follows from that of its characters and from how usual it is as a name.
_BY_CHARACTERS: Final = (0.4, 0.3)
_BY_USE: Final = (0.35, 0.35)

# The powers of the tables' and of the network's likelihood where one is asked besides, for what a table lists and for what
# none does, and what a reading has that one of the two does not know; fitted to the full names that
# `scripts/name_reader_corpora.py` sets aside for development.
_WHERE_LISTED, _WHERE_NOT = (1.0, 0.15), (0.6, 0.6)
_NOT_IN_TABLES, _UNHEARD = 1e-4, 1e-4
_MOST_SCORED: Final = 40
"""How many readings of the tables, from the likeliest on, the network scores."""

_BEARERS: Final = 50_000
"""How many people the tables' numbers of bearers are drawn from."""

_ALONE: Final = 0.02
"""How much rarer one asks for a family or given name alone than for a full name."""

# What share of names no table has, how long those are, and how many bear a listed name that nobody was seen to bear.
_UNKNOWN: Final = (0.01, 0.06)
_LENGTHS: Final = (
    (0.0, 0.04, 0.68, 0.24, 0.03, 0.005, 0.001, 0.001, 0.001),
    (0.0, 0.02, 0.55, 0.37, 0.04, 0.01, 0.002, 0.001, 0.001),
)
_UNSEEN: Final = (0.05, 0.07)

_WITHIN_KANA: Final = 0.0005
_NEVER_FIRST: Final = frozenset("ゃゅょっんーぁぃぅぇぉゎャュョッンァィゥェォヮ")

_IN_KANA: Final = (0.003, 0.03)
"""What share of those who bear a name write it in kana alone."""

_UNSAID: Final = re.compile("っ(?![かきくけこさしすせそたちつてとぱぴぷぺぽ])")
"""っ stands before k, s, t and p alone; いっ + あき is no name."""

_EVEN: Final = -4.6
_STEEP: Final = 2.0
_MOST_PLAUSIBLE: Final = 0.99
"""How plausible a composed reading is at most: only what is listed is certain."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """A form in a table: about how many bearers it has among fifty thousand, and its readings."""

    bearers: float
    readings: tuple[PartReading, ...]


_Whole = tuple[float, Split, PartReading | None, PartReading | None]


# --- tables ------------------------------------------------------------------------------------------------------


@cache
def _table(role: int) -> Table:
    return Table(table.FOLDER / ("japanese_families.txt", "japanese_givens.txt")[role])


@lru_cache(maxsize=1 << 14)
def _listed(form: str, role: int) -> _Listed | None:
    """What the table has for a folded form."""
    found = _table(role).get(form)
    if found is None:
        return None
    bearers, *readings = found.split()
    return _Listed(_amount(bearers), tuple(map(_reading, readings)))


def _amount(level: str) -> float:
    """What the tables' logarithmic digits stand for."""
    return (float(2 ** (int(level) / 2)) - 1) / 10


def _reading(item: str) -> PartReading:
    """A reading as the tables have it: `masaaki3JS`, that is letters, likelihood and sources."""
    plain = item.rstrip("EJS")
    sources = tuple(_SOURCES[mark] for mark in item[len(plain) :] or "E")
    kana = decode(plain[:-1])
    return PartReading(_romaji(kana), kana, 2.0 ** (-LEVELS.index(plain[-1]) / 2), sources)


@cache
def _uses() -> Mapping[str, str]:
    """Canonical readings with two of the tables' numbers: how many bear them as a family and as a given name."""
    text = (table.FOLDER / "japanese_sounds.txt").read_text(encoding="ascii")
    words = text[text.index("\n") :].split()
    return dict(zip(words[::2], words[1::2], strict=True))


@lru_cache(maxsize=1 << 16)
def _use(letters: str) -> tuple[float, float]:
    """About how many of fifty thousand bear a canonical reading as their family and as their given name."""
    family, _, given = _uses().get(letters, "0,0").partition(",")
    return _amount(family), _amount(given)


@lru_cache(maxsize=1 << 15)
def _romaji(kana: str) -> str:
    return hepburn.romaji(kana)


@lru_cache(maxsize=1 << 14)
def _folded(form: str) -> str:
    return fold_source(kana_repeated(form)).text


def _is_kana(form: str) -> bool:
    return bool(form) and all(map(is_kana, form))


# --- parts -------------------------------------------------------------------------------------------------------


def family_readings(han: str) -> tuple[PartReading, ...]:
    """The readings of a Japanese family name, best first; empty where nothing gives any."""
    return _part_readings(_folded(han), FAMILY, neural.consulted())


def given_readings(han: str) -> tuple[PartReading, ...]:
    """The readings of a Japanese given name, best first; empty where nothing gives any."""
    return _part_readings(_folded(han), GIVEN, neural.consulted())


def readings_of_tables(han: str, *, family: bool) -> tuple[PartReading, ...]:
    """The readings of a part by the tables alone, whatever network is asked besides; best first."""
    return _readings_of_tables(_folded(han), FAMILY if family else GIVEN)


@lru_cache(maxsize=1 << 13)
def _part_readings(form: str, role: int, network: neural.Network | None) -> tuple[PartReading, ...]:
    """The readings that tables have or characters give, weighed anew by what the network, if any, takes for likely."""
    tables = _readings_of_tables(form, role)
    if network is None or not form or len(form) > _LONGEST_PART or _is_kana(form):
        return tables
    powers = _WHERE_LISTED if _listed(form, role) else _WHERE_NOT
    return _weighed(tables, _heard(form, role, network), powers)


@lru_cache(maxsize=1 << 13)
def _heard(form: str, role: int, network: neural.Network) -> Mapping[str, float]:
    """How likely a network takes the readings to be that it proposes itself and the likeliest ones of the tables."""
    task: neural.Task = "given" if role == GIVEN else "family"
    (proposals,) = network.proposals(task, [form])
    listed = [reading.kana for reading in _readings_of_tables(form, role)[:_MOST_SCORED]]
    scores = network.scores((task, form, kana) for kana in listed)
    heard = {each.text: each.probability for each in proposals if _is_reading(each.text)}
    return heard | dict(zip(listed, map(exp, scores), strict=True))


def network_share(han: str, romaji: str, *, family: bool, network: neural.Network) -> float:
    """How likely a network takes a reading of a part to be, beside the one that it takes for the likeliest: 0 to 1."""
    form = _folded(han)
    if not form or len(form) > _LONGEST_PART or _is_kana(form):
        return 0.0
    heard: dict[str, float] = {}
    for kana, probability in _heard(form, FAMILY if family else GIVEN, network).items():
        letters = hepburn.canonical(_romaji(kana))
        heard[letters] = heard.get(letters, 0.0) + probability
    return heard.get(hepburn.canonical(romaji), 0.0) / max(heard.values(), default=1.0)


def _is_reading(kana: str) -> bool:
    return hepburn.is_kana_reading(kana) and not _UNSAID.search(kana)


def _weighed(
    tables: tuple[PartReading, ...], heard: Mapping[str, float], powers: tuple[float, float]
) -> tuple[PartReading, ...]:
    """The readings of tables and network: a likelihood is the product of powers of both, shared out anew."""
    known = {reading.kana: reading for reading in tables}
    proposed = (PartReading(_romaji(kana), kana, 0.0, neural.SOURCES) for kana in heard if kana not in known)
    weighed = [
        (
            reading,
            (reading.likelihood + _NOT_IN_TABLES) ** powers[0] * (heard.get(reading.kana, 0.0) + _UNHEARD) ** powers[1],
        )
        for reading in (*tables, *proposed)
    ]
    total = sum(weight for _, weight in weighed)
    found = (_with(reading, weight / total) for reading, weight in weighed)
    return tuple(sorted(found, key=lambda reading: -reading.likelihood))


@lru_cache(maxsize=1 << 13)
def _readings_of_tables(form: str, role: int) -> tuple[PartReading, ...]:
    if not form or len(form) > _LONGEST_PART:
        return ()
    if _is_kana(form):
        return _as_written(form)
    listed = _listed(form, role)
    readings = listed.readings if listed else ()
    total = sum(reading.likelihood for reading in readings)
    scale = min(1.0, _ALL_LISTED / total) if total else 0.0
    left = 1.0 - total * scale
    found = [_with(reading, reading.likelihood * scale) for reading in readings]
    found.extend(_composed(form, role, frozenset(reading.kana for reading in readings), left))
    return tuple(sorted(found, key=lambda reading: -reading.likelihood))


def _with(reading: PartReading, likelihood: float) -> PartReading:
    return PartReading(reading.spelling, reading.kana, likelihood, reading.sources)


def _as_written(form: str) -> tuple[PartReading, ...]:
    kana = hiragana(form)
    if not hepburn.is_kana_reading(kana):
        return ()
    return (PartReading(hepburn.romaji(kana), kana, 1.0, _AS_WRITTEN),)


def _composed(form: str, role: int, listed: frozenset[str], left: float) -> Iterator[PartReading]:
    """What the characters give and no table lists; the likelihoods share what the table leaves."""
    new = [
        (each, _romaji(each.kana))
        for each in composition.compose(form, role)
        if each.kana not in listed and not _UNSAID.search(each.kana)
    ]
    weights = [_worth(each.probability, spelling, role) for each, spelling in new]
    total = sum(weights)
    for (each, spelling), weight in zip(new, weights, strict=True):
        yield PartReading(spelling, each.kana, left * weight / total, _COMPOSED)


def _worth(probability: float, spelling: str, role: int) -> float:
    use = _use(hepburn.canonical(spelling))[role]
    return exp(_BY_CHARACTERS[role] * log(probability) + _BY_USE[role] * log(use + 0.02))


# --- whole names -------------------------------------------------------------------------------------------------


def splits(name: str) -> tuple[Split, ...]:
    """The ways to cut a Japanese name into family and given name, best first; none for what is no name.

    A space or a middle dot between two parts is the cut. One of the parts is empty where the name may be the other alone.
    """
    parts = _parts(name)
    if len(parts) == 2:
        return (Split(parts[0], parts[1], 1.0),)
    return _splits(parts[0]) if len(parts) == 1 else ()


def _parts(name: str) -> list[str]:
    return name.translate(dict.fromkeys(map(ord, _DOTS), " ")).split()


@lru_cache(maxsize=4096)
def _splits(name: str) -> tuple[Split, ...]:
    if len(name) > 2 * _LONGEST_PART:
        return ()
    weights = {
        at: _weight(_folded(name[:at]), FAMILY) * _weight(_folded(name[at:]), GIVEN) / _BEARERS * _seam(name, at)
        for at in range(1, len(name))
    }
    whole = _folded(name)
    if family := _listed(whole, FAMILY):
        weights[len(name)] = family.bearers * _ALONE
    if given := _listed(whole, GIVEN):
        weights[0] = given.bearers * _ALONE
    total = sum(weights.values())
    found = sorted(weights.items(), key=lambda each: (-each[1], each[0]))
    return tuple(Split(name[:at], name[at:], weight / total) for at, weight in found if weight)


def _seam(name: str, at: int) -> float:
    """How well a name can be cut there: not before ん or a small kana, seldom within kana that Han characters border."""
    if name[at] in _NEVER_FIRST:
        return 0.0
    within = is_kana(name[at - 1]) and is_kana(name[at])
    return _WITHIN_KANA if within and has_han(name) else 1.0


@lru_cache(maxsize=1 << 14)
def _weight(form: str, role: int) -> float:
    """How many bear a form as that part, more or less: as a table says, and as its characters let expect."""
    if len(form) > _LONGEST_PART:
        return 0.0
    unknown = _BEARERS * _UNKNOWN[role] * _LENGTHS[role][len(form)] * composition.likeness(form, role)
    listed = _listed(form, role)
    if listed is not None:
        return unknown + listed.bearers + _UNSEEN[role]
    if _is_kana(form):
        return unknown + _IN_KANA[role] * _use(_sound(form))[role]
    return unknown


def _sound(kana: str) -> str:
    return hepburn.canonical(hepburn.romaji(hiragana(kana))) if hepburn.is_kana_reading(hiragana(kana)) else ""


def name_readings(name: str, limit: int = 60) -> tuple[NameReading, ...]:
    """The readings of a whole Japanese name, best first, each spelling once."""
    cuts = [cut for cut in splits(name)[:_MOST_SPLITS] if cut.likelihood >= _LEAST_SPLIT]
    likeliest = nlargest(2 * limit, (each for cut in cuts for each in _products(cut, limit)), key=lambda each: each[0])
    best: dict[tuple[str, str], _Whole] = {}
    for likelihood, cut, family, given in likeliest:
        key = family.spelling if family else "", given.spelling if given else ""
        known = best.get(key)
        # Of two that are spelt alike the likelier, which comes first, stands for both.
        best[key] = (likelihood, cut, family, given) if known is None else (known[0] + likelihood, *known[1:])
    found = nlargest(limit, best.values(), key=lambda each: each[0])
    return tuple(NameReading(cut, family, given, likelihood) for likelihood, cut, family, given in found)


def _products(cut: Split, limit: int) -> Iterator[_Whole]:
    """Readings of both parts together, as far down both lists as one of the likeliest can stand."""
    families = family_readings(cut.family) if cut.family else (None,)
    givens = given_readings(cut.given) if cut.given else (None,)
    for rank, family in enumerate(families, 1):
        both = cut.likelihood * (family.likelihood if family else 1.0)
        for given in givens[: 2 * limit // rank]:
            yield both * (given.likelihood if given else 1.0), cut, family, given


# --- judgements --------------------------------------------------------------------------------------------------


def plausibility(han: str, romaji: str, *, family: bool) -> float:
    """How well a romanised part can be read from these characters, however it is spelt.

    1.0 for a reading that a table lists for them, 0.0 where no composition of their readings gives it, between them for
    one that is composed: 0.5 is passed by about 96 in 100 true readings that no table lists, and by fewer than one in 100
    names of other people.
    """
    return _plausibility(_folded(han), hepburn.canonical(romaji), FAMILY if family else GIVEN)


@lru_cache(maxsize=1 << 16)
def _plausibility(form: str, letters: str, role: int) -> float:
    if not form or not letters:
        return 0.0
    if letters in _listed_sounds(form, role):
        return 1.0
    score = _score(form, letters, role)
    return 0.0 if score is None else _MOST_PLAUSIBLE / (1 + exp((_EVEN - score) / _STEEP))


def _score(form: str, letters: str, role: int) -> float | None:
    """How much likelier a form is to be read so than its characters let expect of a reading so usual; None for never.

    Half of what makes a reading usual counts: Takashi fits by chance more often than Takanaru does.
    """
    probability = composition.probability(form, role, letters)
    use = _use(letters)[role]
    return log(probability) - 0.5 * log((use + 0.05) / _BEARERS) if probability else None


@lru_cache(maxsize=1 << 14)
def _listed_sounds(form: str, role: int) -> frozenset[str]:
    """The canonical readings of a form that are beyond doubt; kana have their own."""
    if _is_kana(form):
        return frozenset({_sound(form)})
    listed = _listed(form, role)
    return frozenset(hepburn.canonical(reading.spelling) for reading in listed.readings) if listed else frozenset()


def is_family(han: str) -> float:
    """How established a string is as a Japanese family name: 0.0 for one in no list, 0.05 for one that a list has but
    nobody was seen to bear, a half for one in fifty thousand bearers, towards 1.0 for many.
    """
    return _established(_folded(han), FAMILY)


def is_given(han: str) -> float:
    """How established a string is as a Japanese given name, on the scale of `is_family`."""
    return _established(_folded(han), GIVEN)


def _established(form: str, role: int) -> float:
    listed = _listed(form, role)
    return _degree(listed.bearers + _UNSEEN[role]) if listed else 0.0


def _degree(bearers: float) -> float:
    """A number of bearers as a degree: a half for one in fifty thousand."""
    return bearers / (bearers + 1.0)


def sounds(romaji: str) -> tuple[float, float]:
    """How established a romanised word is as a Japanese family name and as a given name, on the scale of `is_family`.

    However it is spelt: Ohno and Ōno are one.
    """
    family, given = _use(hepburn.canonical(romaji))
    return _degree(family), _degree(given)
