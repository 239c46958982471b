"""How names are rendered in the open documents: one small value for each place, so that a large corpus fits into memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from sys import intern

from align.glossary.entity import Authority, Entity
from align.model.alignment import Alignment, FormRole, Link, Relation
from align.model.span import Span
from align.text.fold import fold_target


@dataclass(frozen=True, slots=True)
class NameUse:
    """One mention of a name in a source text, with what renders it.

    `entity` is the id of whoever is meant, empty where nothing decides; `name` the English name that is expected and
    `authority` who says so. `source` is what the source writes, `english` what the translation does, empty where it
    renders the name by nothing. `role` is which part of the name the English is. `expected` would be right here, empty
    where nothing is known. `sheet` and `segment` say where, `target` where in the translation.
    """

    entity: str
    name: str
    type: str
    authority: Authority
    source: str
    english: str
    role: FormRole
    wrong: bool
    expected: str
    sheet: int
    segment: str
    span: Span
    target: Span | None


def uses_of(alignments: Iterable[Alignment], sheet: int, entity_of: Callable[[str], Entity]) -> Iterator[NameUse]:
    """The uses of all names in these alignments; `entity_of` gives the entity of an id."""
    for alignment in alignments:
        for link in alignment.links:
            if link.source is not None:
                yield _use(link, sheet, alignment.segment.key, entity_of(link.entity) if link.entity else None)


def _use(link: Link, sheet: int, segment: str, entity: Entity | None) -> NameUse:
    assert link.source is not None
    target = link.target
    return NameUse(
        intern(link.entity),
        entity.full if entity else "",
        entity.type if entity else "",
        entity.authority if entity else Authority.READ,
        intern(link.source.surface),
        intern(target.surface) if target else "",
        target.form.role if target else link.source.form.role,
        any(difference.relation is not Relation.PARTIAL for difference in link.differences),
        intern(link.expected[0]) if link.expected else "",
        sheet,
        segment,
        link.source.span,
        target.span if target else None,
    )


@dataclass(frozen=True, slots=True)
class Form:
    """An English form in use: `role` is the part of the name it is, `count` how often it stands, `wrong` how often wrongly."""

    text: str
    role: FormRole
    count: int
    wrong: int


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name of the open documents. `key` tells it from others; `sources` and `forms` are the ways it is written, most
    frequent first; `left_out` counts places without any rendering. `uses` are all places in order."""

    key: str
    name: str
    type: str
    authority: Authority
    sources: tuple[str, ...]
    forms: tuple[Form, ...]
    left_out: int
    uses: tuple[NameUse, ...]

    @property
    def inconsistent(self) -> bool:
        """Whether the whole name, or one part of it, stands in more than one form; capitals and accents do not count."""
        seen: dict[FormRole, set[str]] = {}
        for form in self.forms:
            seen.setdefault(form.role, set()).add(fold_target(form.text).text)
        return any(len(forms) > 1 for forms in seen.values())

    @property
    def wrong(self) -> int:
        """In how many places the rendering is wrong."""
        return sum(form.wrong for form in self.forms)

    @property
    def waits(self) -> bool:
        """Whether it is wrong somewhere, inconsistent, or in no glossary."""
        return bool(self.wrong) or self.inconsistent or not self.declared

    @property
    def declared(self) -> bool:
        """Whether a glossary has it."""
        return self.authority == Authority.DECLARED


_Rank = tuple[bool, bool, int, int, int]


class Names:
    """The names of all documents, kept up to date one document at a time: a row is made anew only where it changes."""

    def __init__(self) -> None:
        self._groups: dict[str, dict[int, list[NameUse]]] = {}
        self._held: dict[int, dict[str, int]] = {}
        self._rows: dict[str, tuple[_Rank, NameRow]] = {}

    def put(self, sheet: int, uses: Iterable[NameUse]) -> None:
        """The uses of names in a document, in the place of those it had."""
        for key in self._held.pop(sheet, ()):
            del self._groups[key][sheet]
            self._rows.pop(key, None)
        held = self._held.setdefault(sheet, {})
        for use in uses:
            key = use.entity or use.source
            self._groups.setdefault(key, {}).setdefault(sheet, []).append(use)
            held.setdefault(key, len(held))
            self._rows.pop(key, None)

    def rows(self) -> list[NameRow]:
        """One row for each name, inconsistent and wrong ones first, then those in no glossary, then the frequent ones, of
        equal ones that which comes first."""
        for key in self._groups.keys() - self._rows.keys():
            parts = self._groups[key]
            if parts:
                self._rows[key] = self._ranked(key, parts)
            else:
                del self._groups[key]
        return [row for _, row in sorted(self._rows.values(), key=lambda ranked: ranked[0])]

    def _ranked(self, key: str, parts: dict[int, list[NameUse]]) -> tuple[_Rank, NameRow]:
        row = _row(key, [use for sheet in sorted(parts) for use in parts[sheet]])
        first = min(parts)
        fine = not (row.wrong or row.inconsistent)
        return (fine, row.declared, -len(row.uses), first, self._held[first][key]), row


def name_rows(uses: Iterable[NameUse]) -> list[NameRow]:
    """The rows of some uses, which come one document after the other."""
    names = Names()
    for sheet, group in groupby(uses, key=lambda use: use.sheet):
        names.put(sheet, group)
    return names.rows()


def _row(key: str, group: Sequence[NameUse]) -> NameRow:
    first = group[0]
    rendered = Counter((use.english, use.role) for use in group if use.english)
    wrong = Counter((use.english, use.role) for use in group if use.english and use.wrong)
    forms = tuple(Form(*form, count, wrong[form]) for form, count in rendered.most_common())
    sources = tuple(source for source, _ in Counter(use.source for use in group).most_common())
    left_out = sum(not use.english for use in group)
    return NameRow(key, first.name, first.type, first.authority, sources, forms, left_out, tuple(group))
