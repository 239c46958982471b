"""What keys of JSON objects and columns of tables are called, and how a row of either becomes texts of segments.

A row is one segment, or what one system made of one segment. Known are, in either case and with spaces, hyphens or
underlines between words:

- `source`, `src`; `hypothesis`, `hyp`, `mt`, `prediction`, `output`; `reference`, `ref`, of which there may be several
  (`reference 2`, `ref:B`); several systems stand side by side under `hypothesis:NAME`;
- `target`, `translation`: what the file was given for, a hypothesis or a reference;
- `system`; `document`, `doc`, `docid`; `id`, `segment`; `source lang`.

Other names say nothing here. Without ids the rows of a system are numbered, and those of several systems must come in one
order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from align.errors import FormatError
from align.formats.languages import source_of
from align.score.inputs.sheet import Column, Draft, Place, Role, Sheet

EXAMPLE: Final = "source, hypothesis, reference, system, document, id"
"""Names to give in a message."""


class Texts(NamedTuple):
    """One row: the line it begins on, and what its named fields say; those that say nothing are not there."""

    line: int
    said: Mapping[str, str]


def sheet_of(rows: Iterable[Texts], path: Path, role: Role) -> Sheet:
    """The sheet that rows make; FormatError where they hold no texts, or contradict each other."""
    draft = Draft(path)
    numbers: Counter[str] = Counter()
    keyed: bool | None = None
    source_lang = ""
    seen: dict[str, None] = {}
    for line, said in rows:
        seen.update(dict.fromkeys(said))
        fields = {_folded(name): text for name, text in said.items()}
        texts = [(column, text) for name, text in fields.items() if (column := _column(name, role))]
        if not texts:
            continue
        key, document, system = (_first(fields, _NAMES[each]) for each in ("id", "document", "system"))
        if keyed is not None and keyed != bool(key):
            raise FormatError("some segments have an id and others none", path=path, line=line, hint=_IDS)
        keyed = bool(key)
        numbers[system] += 1
        place = Place(document, key or str(numbers[system]), line)
        for column, text in texts:
            named = Column(Role.HYPOTHESIS, system) if column == Column(Role.HYPOTHESIS) and system else column
            draft.put(place, named, text)
        source_lang = source_lang or source_of(_first(fields, _NAMES["source lang"]))
    if keyed is None:
        names = ", ".join(repr(name[:40]) for name in list(seen)[:_SHOWN]) or "none"
        message = f"nothing here is called source, hypothesis or reference; the names are {names}"
        raise FormatError(message, path=path, hint=f"known names are {EXAMPLE}")
    return draft.sheet(keyed=keyed, source_lang=source_lang)


def names_text(name: str) -> bool:
    """Whether a key or column of this name holds a text of a segment."""
    return _column(_folded(name), Role.HYPOTHESIS) is not None


def is_known(name: str) -> bool:
    """Whether a key or column of this name says anything here."""
    return names_text(name) or _folded(name) in _IDENTIFIERS


@lru_cache(maxsize=1 << 10)
def _column(name: str, role: Role) -> Column | None:
    """The texts under a folded name; None where it names something else."""
    if name in _NAMES["own"]:
        return Column(role)
    kind, _, rest = name.partition(":")
    kind, rest = kind.strip(), rest.strip()
    for each in Role:
        if kind in _NAMES[each.value]:
            return Column(each, rest)
    numbered = _NUMBERED.fullmatch(name)
    return Column(Role.REFERENCE, numbered["number"]) if numbered else None


@lru_cache(maxsize=1 << 10)
def _folded(name: str) -> str:
    """A name in small letters, with one space between its words; what stands behind a colon is a name of its own."""
    kind, colon, rest = name.partition(":")
    return " ".join(re.sub(r"[\s_-]+", " ", kind.strip("\ufeff")).lower().split()) + colon + rest


def _first(fields: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((fields[name].strip() for name in names if name in fields), "")


_NAMES: Final = {
    "source": ("source", "src", "source text", "src text"),
    "hypothesis": ("hypothesis", "hyp", "mt", "prediction", "output"),
    "reference": ("reference", "references", "ref"),
    "own": ("target", "translation"),
    "system": ("system", "system name", "sysid", "model"),
    "document": ("document", "doc", "docid", "doc id", "document id"),
    "id": ("id", "segment", "segment id", "seg id", "segid"),
    "source lang": ("source lang", "source language", "src lang"),
}
_IDENTIFIERS: Final = frozenset(name for each in ("system", "document", "id", "source lang") for name in _NAMES[each])
_NUMBERED: Final = re.compile(r"(?:references?|ref) ?(?P<number>\w)")
_IDS: Final = "give every segment an id, or none"
_SHOWN: Final = 8
