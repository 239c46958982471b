"""What the tables of readings answer with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PartReading:
    """One way to read a family or a given name.

    `spelling` is how English writes it, with its capital (`Masaaki`, `Jae-in`, `Kin-chung`); `kana` is hiragana, empty for
    names that are not Japanese. `likelihood` (0 to 1) is its share among all readings of the part, and `sources` names the
    tables that say so.
    """

    spelling: str
    kana: str
    likelihood: float
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """One way to cut a name into family and given name; `likelihood` (0 to 1) is its share among all of them.

    `family` or `given` is empty where the name is only the other part.
    """

    family: str
    given: str
    likelihood: float


@dataclass(frozen=True, slots=True)
class NameReading:
    """One reading of a whole name: a cut with a reading of each part (None for a part that is not there)."""

    split: Split
    family: PartReading | None
    given: PartReading | None
    likelihood: float
