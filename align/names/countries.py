"""Countries and territories of the news, as `countries.tsv` lists them: how they are named in English and in the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_PLACE: Final = Path(__file__).with_name("countries.tsv")


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory; the columns of `countries.tsv`."""

    key: str
    names: tuple[str, ...]
    peoples: tuple[str, ...]
    seats: tuple[str, ...]
    written: tuple[str, ...]
    signs: tuple[str, ...]
    source: tuple[str, ...]


@cache
def countries() -> tuple[Country, ...]:
    """All of them, in the order of the table."""
    return tuple(_read())


def _read() -> Iterator[Country]:
    for line in _PLACE.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            key, *columns = line.split("\t")
            yield Country(key, *(tuple(filter(None, column.split("|"))) for column in columns))
