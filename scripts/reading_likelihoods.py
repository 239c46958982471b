"""How likely each reading of a name is, learnt from full names: whoever bears it, who lists it, how it is composed.

A reading's weight is the exponential of a weighted sum of features; its likelihood is its share among all readings of
the same characters. The weights are those under which full names with known kana are most likely, each judged as if
the name itself had not been counted. A dictionary lists nearly every name it has in full; other people's names it lists
less often, so that some of the names are judged as if no list had them.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log

from align.names.readings.composition import compose

FEATURES = (
    "bearers",
    "share",
    "kana",
    "characters",
    "enamdict",
    "unclassified",
    "dataset",
    "sudachi",
    "chosen",
    "listed",
)
_EPOCHS = 8
_RATE = 0.1
_UNLISTED = 0.2
"""The share of names borne once that are judged as if no list had them."""


@dataclass(slots=True)
class Bearers:
    """How many bear a name, by form and kana, and the forms that lists have for each kana."""

    forms: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    kana: Counter[str] = field(default_factory=Counter)
    listed: Counter[str] = field(default_factory=Counter)

    def add(self, form: str, kana: str, number: float) -> None:
        """So many more bear it."""
        self.forms[form][kana] += number  # type: ignore[assignment]
        self.kana[kana] += number  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading that a form may have: the marks of the lists that have it, and its probability by characters."""

    kana: str
    marks: frozenset[str]
    composed: float


def candidates(form: str, role: int, listed: Mapping[str, Iterable[str]]) -> list[Reading]:
    """The readings of a form, listed and composed, in the order of their kana."""
    composed = {each.kana: each.probability for each in compose(form, role)}
    return [
        Reading(kana, frozenset(listed.get(kana, ())), composed.get(kana, 0.0)) for kana in sorted({*listed, *composed})
    ]


def features(form: str, reading: Reading, bearers: Bearers, *, but: str = "") -> tuple[float, ...]:
    """The features of a reading, in the order of `FEATURES`; one bearer of `but` is not counted."""
    own, all_forms = bearers.forms[form][reading.kana], bearers.kana[reading.kana]
    total = bearers.forms[form].total()
    if but:
        total -= 1
        if but == reading.kana:
            own, all_forms = own - 1, all_forms - 1
    marks = reading.marks
    return (
        log(max(own, 0.0) + 0.5),
        log((max(own, 0.0) + 0.1) / (max(total, 0.0) + 1)),
        log(max(all_forms, 0.0) + 0.02 + 0.05 * bearers.listed[reading.kana] ** 0.5),
        log(reading.composed + 1e-4),
        float("E" in marks),
        float("U" in marks and "E" not in marks),
        float("J" in marks),
        float("S" in marks),
        float("T" in marks),
        float(bool(marks)),
    )


def shares(scores: Sequence[float]) -> list[float]:
    """The exponentials of scores, divided by their sum."""
    highest = max(scores)
    powers = [exp(score - highest) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def score(weights: Sequence[float], values: Sequence[float]) -> float:
    """The weighted sum of features."""
    return sum(weight * value for weight, value in zip(weights, values, strict=True))


def fit(
    names: Sequence[tuple[str, str]], role: int, listed: Mapping[str, Mapping[str, Iterable[str]]], bearers: Bearers
) -> list[float]:
    """The weights of the features under which the names, each a form with its kana, are read most likely so."""
    chance = random.Random(1)
    cases = [
        case
        for form, kana in names
        for case in [_case(form, kana, role, listed.get(form, {}), bearers, chance)]
        if case is not None
    ]
    weights, squares = [0.0] * len(FEATURES), [1e-3] * len(FEATURES)
    for _ in range(_EPOCHS):
        chance.shuffle(cases)
        for rows, right in cases:
            likely = shares([score(weights, row) for row in rows])
            for at in range(len(FEATURES)):
                step = rows[right][at] - sum(share * row[at] for share, row in zip(likely, rows, strict=True))
                squares[at] += step * step
                weights[at] += _RATE * step / squares[at] ** 0.5
    return weights


def _case(
    form: str, kana: str, role: int, listed: Mapping[str, Iterable[str]], bearers: Bearers, chance: random.Random
) -> tuple[list[tuple[float, ...]], int] | None:
    """The features of each reading of a form and which of them is the right one; None where there is no choice."""
    if bearers.forms[form][kana] < 2 and chance.random() < _UNLISTED:
        listed = {other: marks for other, marks in listed.items() if other != kana}
    readings = candidates(form, role, listed)
    right = next((at for at, reading in enumerate(readings) if reading.kana == kana), None)
    if right is None or len(readings) < 2:
        return None
    return [features(form, reading, bearers, but=kana) for reading in readings], right


def likelihoods(
    form: str, role: int, listed: Mapping[str, Iterable[str]], bearers: Bearers, weights: Sequence[float]
) -> Iterator[tuple[str, float]]:
    """The listed readings of a form with their likelihoods, best first; what is left is for what is composed."""
    readings = candidates(form, role, listed)
    likely = shares([score(weights, features(form, reading, bearers)) for reading in readings])
    ranked = sorted(zip(readings, likely, strict=True), key=lambda each: (-each[1], each[0].kana))
    return ((reading.kana, share) for reading, share in ranked if reading.marks)
