"""The queue of findings: grouped, filtered, folded, and kept up to date one document at a time.

A hundred thousand findings are grouped once; afterwards only what a document contributes is taken out and put in again,
so that an act costs what it changes. Rows are counted, not kept: a row is looked up when it is drawn.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate

from align.model.finding import Severity
from align.review.filters import Filter
from align.review.items import Item, ItemId, Status

_FEW = 200
"""With no more items than this every group is shown with what is in it."""


class Grouping(StrEnum):
    """What the queue is grouped by."""

    ENTITY = "entity"
    DOCUMENT = "document"
    RULE = "rule"

    @property
    def next(self) -> Grouping:
        """The one that follows when a reviewer goes through them."""
        order = tuple(Grouping)
        return order[(order.index(self) + 1) % len(order)]


@dataclass(slots=True, eq=False)
class Group:
    """Items that belong together. `parts` are those of each document, by its number; `flat` all in order and `places`
    where each stands in it, made when asked. `waiting` counts those that wait by how bad they are.

    `at` is its place among the groups that are shown, -1 where it has none yet.
    """

    key: str
    title: str
    name: str
    parts: dict[int, list[Item]] = field(default_factory=dict)
    total: int = 0
    waiting: dict[Severity, int] = field(default_factory=lambda: dict.fromkeys(Severity, 0))
    at: int = -1
    unfolded: bool | None = None
    flat: list[Item] | None = None
    places: dict[ItemId, int] | None = None

    @property
    def open(self) -> int:
        """How many wait."""
        return sum(self.waiting.values())

    @property
    def worst(self) -> Severity:
        """How bad the worst of those is that wait."""
        return max((severity for severity, count in self.waiting.items() if count), default=Severity.INFO)

    @property
    def items(self) -> list[Item]:
        """The items, by document and by place."""
        if self.flat is None:
            self.flat = [item for number in sorted(self.parts) for item in self.parts[number]]
        return self.flat

    def place(self, identity: ItemId) -> int | None:
        """Where an item stands among all, None where it is not in the group."""
        if identity.sheet not in self.parts:
            return None
        if self.places is None:
            self.places = {item.id: number for number, item in enumerate(self.items)}
        return self.places.get(identity)

    def add(self, number: int, item: Item) -> None:
        """Count one more."""
        self.parts.setdefault(number, []).append(item)
        self.total += 1
        if item.is_open:
            self.waiting[item.finding.severity] += 1
        self.flat = self.places = None
        if not self.name:
            self.name = item.finding.entity_name

    def drop(self, number: int) -> None:
        """Forget what a document had in it."""
        gone = self.parts.pop(number, [])
        if gone:
            self.total -= len(gone)
            for item in gone:
                if item.is_open:
                    self.waiting[item.finding.severity] -= 1
            self.flat = self.places = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the queue: the head of a group, or (`item`) one of its findings, number `index` of it."""

    group: Group
    item: Item | None
    index: int


class Queue:
    """The findings that a filter lets through, in groups; `titles` of documents are given with their items."""

    def __init__(self, grouping: Grouping = Grouping.ENTITY) -> None:
        self.grouping = grouping
        self.filter = Filter()
        self._items: dict[int, tuple[Item, ...]] = {}
        self._titles: dict[int, str] = {}
        self._groups: dict[str, Group] = {}
        self._named: dict[int, dict[ItemId, Item]] = {}
        self._unsifted: dict[int, None] = {}
        self._order: list[Group] = []
        self._shown: list[Group] = []
        self._starts: list[int] = [0]
        self._outdated = False
        self._focus = ""
        self.total = 0
        self.status: dict[Status, int] = dict.fromkeys(Status, 0)

    # --- what is in it

    def put(self, number: int, title: str, items: Sequence[Item]) -> None:
        """The items of a document, in the place of those it had."""
        self._count(number, -1)
        for key in {self._key(number, item)[0] for item in self._items.get(number, ())}:
            if key in self._groups:
                self._groups[key].drop(number)
        self._items[number] = tuple(items)
        self._titles[number] = title
        self._named.pop(number, None)
        self._count(number, 1)
        self._sort_in(number)
        self._outdated = True

    def regroup(self, grouping: Grouping | None = None, chosen: Filter | None = None) -> None:
        """Group or filter otherwise; the groups come in their best order again."""
        self.begin(grouping, chosen)
        while self.sift():
            pass

    def begin(self, grouping: Grouping | None = None, chosen: Filter | None = None, first: int = -1) -> None:
        """Begin to group or to filter otherwise: `sift` does it; of the document `first` it is done at once."""
        self.grouping = grouping or self.grouping
        self.filter = self.filter if chosen is None else chosen
        self._groups, self._order = {}, []
        self._unsifted = dict.fromkeys(sorted(self._items))
        self._outdated = True
        if first in self._unsifted:
            self._sort_in(first)

    def sift(self, most: int = 1 << 60) -> bool:
        """Sort in so many more items; whether some are left. Then the groups come in their best order."""
        while self._unsifted and most > 0:
            number = next(iter(self._unsifted))
            most -= len(self._items[number])
            self._sort_in(number)
        self._outdated = True
        if not self._unsifted:
            self.arrange()
        return bool(self._unsifted)

    @property
    def is_sifting(self) -> bool:
        """Whether some items are not sorted in yet."""
        return bool(self._unsifted)

    def arrange(self) -> None:
        """Put the groups in order: by document, by rule; of entities those with the worst and the most open findings first."""
        self._order = [group for group in self._order if group.total]
        if self.grouping is Grouping.DOCUMENT:
            self._order.sort(key=lambda group: min(group.parts))
        elif self.grouping is Grouping.RULE:
            self._order.sort(key=lambda group: group.key)
        else:
            self._order.sort(key=lambda group: (not group.open, -group.worst, -group.open))
        self._groups = {group.key: group for group in self._order}
        self._outdated = True

    def _count(self, number: int, sign: int) -> None:
        for item in self._items.get(number, ()):
            self.status[item.status] += sign

    def _sort_in(self, number: int) -> None:
        self._unsifted.pop(number, None)
        takes = self.filter.takes
        for item in self._items[number]:
            if not takes(item):
                continue
            key, title = self._key(number, item)
            group = self._groups.get(key)
            if group is None:
                group = self._groups[key] = Group(key, title, "")
                self._order.append(group)
            group.add(number, item)

    def _key(self, number: int, item: Item) -> tuple[str, str]:
        if self.grouping is Grouping.DOCUMENT:
            return str(number), self._titles[number]
        if self.grouping is Grouping.RULE:
            return item.finding.code, f"{item.finding.code} {item.finding.rule}"
        return item.subject, item.finding.source_text or item.finding.entity_name or item.subject

    def _laid_out(self) -> list[int]:
        """The row of each group that is shown, and the number of rows at the end."""
        if self._outdated:
            self._outdated = False
            self._shown = [group for group in self._order if group.total]
            self.total = sum(group.total for group in self._shown)
            for at, group in enumerate(self._shown):
                group.at = at
            lengths = (1 + (group.total if self.shows(group) else 0) for group in self._shown)
            self._starts = list(accumulate(lengths, initial=0))
        return self._starts

    # --- rows

    def __len__(self) -> int:
        return self._laid_out()[-1]

    def shows(self, group: Group) -> bool:
        """Whether a group is unfolded: as a reviewer left it, else if the cursor is in it or the queue is short."""
        if group.unfolded is not None:
            return group.unfolded
        return self.total <= _FEW or group.key == self._focus

    def row(self, number: int) -> Row:
        """A row by its number; IndexError where there is none."""
        if not 0 <= number < len(self):
            raise IndexError(number)
        starts = self._laid_out()
        at = bisect_right(starts, number) - 1
        group, within = self._shown[at], number - starts[at]
        return Row(group, group.items[within - 1] if within else None, within - 1)

    def row_of(self, identity: ItemId) -> int:
        """The row of an item; that of its group where the group is folded, -1 where it is not in the queue."""
        found = self._find(identity)
        if found is None:
            return -1
        at, index = found
        return self._laid_out()[at] + (1 + index if self.shows(self._shown[at]) else 0)

    def fold(self, group: Group, unfolded: bool) -> None:
        """Fold a group or unfold it."""
        group.unfolded = unfolded
        self._outdated = True

    def attend(self, identity: ItemId | None) -> None:
        """The cursor is on this item: its group is the one that is shown in a long queue."""
        found = self._find(identity) if identity else None
        focus = self._shown[found[0]].key if found else ""
        if focus != self._focus:
            self._focus = focus
            self._outdated = True

    # --- items

    def item(self, identity: ItemId) -> Item | None:
        """The item of an identity, whatever the filter says; None where there is none."""
        number = identity.sheet
        if number not in self._named:
            self._named[number] = {item.id: item for item in self._items.get(number, ())}
        return self._named[number].get(identity)

    def of_sheet(self, number: int) -> tuple[Item, ...]:
        """All items of a document, whatever the filter says."""
        return self._items.get(number, ())

    def all(self) -> Iterator[Item]:
        """All items, whatever the filter says."""
        for number in sorted(self._items):
            yield from self._items[number]

    def first(self, *, waiting: bool = True) -> Item | None:
        """The first item that waits, or the first of all."""
        return next(self._from(0, 0, 1, waiting=waiting), None)

    def last(self) -> Item | None:
        """The last item of all."""
        self._laid_out()
        return next(self._from(len(self._shown) - 1, _END, -1, waiting=False), None)

    def count(self) -> int:
        """How many items the filter lets through."""
        self._laid_out()
        return self.total

    def step(self, identity: ItemId, way: int, *, waiting: bool = False) -> Item | None:
        """The item after (`way` 1) or before (-1) another one, of those that wait alone if asked; None at the end."""
        found = self._find(identity)
        if found is None:
            return None
        at, index = found
        return next(self._from(at, index + way, way, waiting=waiting), None)

    def after(self, identity: ItemId) -> Item | None:
        """The item that waits next, going on from the beginning where the end is reached."""
        return self.step(identity, 1, waiting=True) or self.first()

    def place(self, identity: ItemId) -> tuple[int, int] | None:
        """Group and place in it, to find the neighbourhood again when the item is gone."""
        return self._find(identity)

    def near(self, at: int, index: int) -> Item | None:
        """The item that waits at a place or after it, else the first."""
        self._laid_out()
        if at < len(self._shown):
            found = next(self._from(at, index, 1, waiting=True), None)
            if found is not None:
                return found
        return self.first()

    def _from(self, at: int, index: int, way: int, *, waiting: bool) -> Iterator[Item]:
        self._laid_out()
        while 0 <= at < len(self._shown):
            group = self._shown[at]
            if not waiting or group.open:
                items = group.items
                start = len(items) - 1 if index is _END else index
                for number in range(start, len(items) if way > 0 else -1, way):
                    if 0 <= number < len(items) and (items[number].is_open or not waiting):
                        yield items[number]
            at, index = at + way, (0 if way > 0 else _END)

    def _find(self, identity: ItemId) -> tuple[int, int] | None:
        item = self.item(identity)
        group = self._groups.get(self._key(identity.sheet, item)[0]) if item else None
        index = group.place(identity) if group else None
        if group is None or index is None:
            return None
        self._laid_out()
        return group.at, index


_END = 1 << 60
