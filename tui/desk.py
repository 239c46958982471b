"""Where the reviewer is: which view, and what the cursor is on in each of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from align.glossary.entity import Entity
from align.model.segment import Segment
from align.model.span import Side, Span
from align.review.items import Item
from align.review.passages import Mark
from align.review.sheet import Sheet
from align.review.state import Review
from align.review.uses import NameRow, NameUse
from tui.actions import FINDINGS, LINKS, NAMES


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A line of the links view: a segment (`pair` None), or one of its links."""

    segment: str
    pair: int | None
    marks: tuple[Mark, ...] = ()


@dataclass(slots=True)
class Cursor:
    """The cursor of the names and the links view. `form` and `use` count from 0 within the name that is chosen."""

    name: str = ""
    form: int = 0
    use: int = 0
    sheet: int = 0
    segment: str = ""
    pair: int | None = None


@dataclass
class Place:
    """The view, and the cursor in it. `narrow` words restrict the rows of the names view."""

    review: Review
    view: str = FINDINGS
    cursor: Cursor = field(default_factory=Cursor)
    narrow: str = ""
    _rows: list[NameRow] | None = None
    _meant: frozenset[str] = frozenset()
    _links: tuple[tuple[int, int], list[LinkRow]] | None = None

    # --- what the cursor is on

    @property
    def item(self) -> Item | None:
        """The finding under the cursor of the findings view."""
        return self.review.item if self.view == FINDINGS else None

    @property
    def entity(self) -> Entity | None:
        """Whom the name under the cursor means, in every view; None where nothing says."""
        if self.view == NAMES:
            row, use = self.name, self.use
            return self.review.entity(row.key, use.sheet if use else 0) if row else None
        if self.view == LINKS:
            sheet, mark = self.sheet, next(iter(self.chosen()), None)
            return self.review.entity(mark.entity, sheet.number) if sheet and mark and mark.entity else None
        item = self.item
        return self.review.entity_of(item) if item else None

    @property
    def words(self) -> tuple[str, str]:
        """The name under the cursor in the source and in the translation, in every view; empty where it has none."""
        if self.view == NAMES:
            row = self.name
            form = row.forms[min(self.cursor.form, len(row.forms) - 1)].text if row and row.forms else ""
            return (row.sources[0] if row else ""), form
        if self.view == LINKS and (segment := self.segment):
            texts = {Side.SOURCE: segment.source or "", Side.TARGET: segment.target or ""}
            said = {mark.side: mark.span.of(texts[mark.side]) for mark in self.chosen()}
            return said.get(Side.SOURCE, ""), said.get(Side.TARGET, "")
        item = self.item
        return (item.finding.source_text, item.finding.target_text) if item else ("", "")

    def chosen(self) -> tuple[Mark, ...]:
        """The two sides of the link that is chosen in the links view, or its one."""
        pair = self.pair
        return tuple(mark for mark in self.marks() if mark.pair == pair) if pair is not None else ()

    @property
    def name(self) -> NameRow | None:
        """The name under the cursor of the names view."""
        if self.view != NAMES:
            return None
        rows = self.names()
        found = next((row for row in rows if row.key == self.cursor.name), None)
        # An entry that was made or taken back gives its name another key.
        found = found or next((row for row in rows if not self._meant.isdisjoint(row.sources)), None)
        return found or (rows[0] if rows else None)

    @property
    def use(self) -> NameUse | None:
        """The place of that name which is shown."""
        row = self.name
        return row.uses[min(self.cursor.use, len(row.uses) - 1)] if row and row.uses else None

    @property
    def pair(self) -> int | None:
        """The link that is chosen in the links view."""
        return self.cursor.pair if self.view == LINKS else None

    @property
    def sheet(self) -> Sheet | None:
        """The document that is shown."""
        number = self._place()[0]
        return self.review.sheets[number] if 0 <= number < len(self.review.sheets) else None

    @property
    def segment(self) -> Segment | None:
        """The segment that is shown, as it stands now."""
        sheet, key = self.sheet, self._place()[1]
        if sheet is None or not sheet.segments:
            return None
        return sheet.segment(key) if key in sheet.index else sheet.segments[0]

    def _place(self) -> tuple[int, str]:
        if self.view == NAMES and (use := self.use):
            return use.sheet, use.segment
        if self.view == FINDINGS and (item := self.review.item):
            return item.id.sheet, item.id.segment
        return self.cursor.sheet, self.cursor.segment

    def focus(self, side: Side) -> Span | None:
        """What is to be in focus in one text of the segment; None where nothing is, or where the words have changed."""
        if self.view == NAMES:
            use = self.use
            current = use is not None and self.review.sheets[use.sheet].checked == self.review.sheets[use.sheet].version
            return (use.span if side is Side.SOURCE else use.target) if use and current else None
        if self.view == LINKS:
            mark = next((mark for mark in self.marks() if mark.pair == self.cursor.pair and mark.side is side), None)
            return mark.span if mark else None
        item, segment = self.review.item, self.segment
        if item is None or segment is None:
            return None
        if side is Side.SOURCE:
            return item.finding.source
        return item.finding.target if item.finding.segment.target == segment.target else None

    def focus_target(self) -> Span | None:
        """What is in focus in the translation."""
        return self.focus(Side.TARGET)

    def marks(self) -> tuple[Mark, ...]:
        """The names of the segment that is shown; none where it is being checked again."""
        sheet, segment = self.sheet, self.segment
        if sheet is None or segment is None or sheet.marks is None or sheet.checked != sheet.version:
            return ()
        return sheet.marks.get(segment.key, ())

    # --- rows

    def names(self) -> list[NameRow]:
        """The rows of the names view."""
        if self._rows is None:
            self._rows = self.review.names()
        wanted = self.narrow.casefold().split()
        if not wanted:
            return self._rows
        return [row for row in self._rows if all(word in _words(row) for word in wanted)]

    def links(self) -> list[LinkRow]:
        """The rows of the links view: every segment of the document with its links."""
        sheet = self.sheet
        if sheet is None:
            return []
        state = (sheet.number, sheet.checked)
        if self._links is None or self._links[0] != state:
            rows: list[LinkRow] = []
            for segment in sheet.segments:
                marks = (sheet.marks or {}).get(segment.key, ())
                rows.append(LinkRow(segment.key, None, marks))
                pairs = dict.fromkeys(mark.pair for mark in marks)
                rows += (
                    LinkRow(segment.key, pair, tuple(mark for mark in marks if mark.pair == pair)) for pair in pairs
                )
            self._links = (state, rows)
        return self._links[1]

    def forget(self) -> None:
        """A check has come in: rows are made anew when they are asked for."""
        chosen = next((row for row in self._rows or () if row.key == self.cursor.name), None)
        self._meant = frozenset(chosen.sources) if chosen else self._meant
        self._rows = None
        self._links = None

    # --- going there

    def go(self, view: str) -> None:
        """Change the view and keep what the cursor is on."""
        sheet, segment, name, words = self.sheet, self.segment, self._entity(), self.words
        pair = self._pair()
        if view == FINDINGS and self.view != FINDINGS:
            self._look_at_finding()
        self.view = view
        if view == NAMES and name:
            self.cursor.name = name
            self._find_use(sheet.number if sheet else 0, segment.key if segment else "", words[1])
        if view == LINKS and sheet is not None and segment is not None:
            self.cursor.sheet, self.cursor.segment, self.cursor.pair = sheet.number, segment.key, pair

    def _entity(self) -> str:
        if self.view == NAMES:
            return self.cursor.name
        entity = self.entity
        return entity.id if entity else self.words[0]

    def _find_use(self, sheet: int, segment: str, english: str) -> None:
        """Put the cursor of the names view on this place of its name, and on this form of it."""
        row = self.name
        self.cursor.form = self.cursor.use = 0
        if row is not None:
            places = (number for number, use in enumerate(row.uses) if (use.sheet, use.segment) == (sheet, segment))
            self.cursor.use = next(places, 0)
            self.cursor.form = next((number for number, form in enumerate(row.forms) if form.text == english), 0)

    def _look_at_finding(self) -> None:
        """Put the cursor on the finding about what another view shows, if there is one."""
        sheet, segment = self.sheet, self.segment
        spans = (self.focus(Side.SOURCE), self.focus(Side.TARGET))
        if sheet is None or segment is None or spans == (None, None):
            return
        here = [item for item in self.review.queue.of_sheet(sheet.number) if item.id.segment == segment.key]
        about = [item for item in here if (item.finding.source or item.finding.target) in spans]
        focus = self.review.focus
        if about and focus not in [item.id for item in about]:
            self.review.look_at(next((item for item in about if item.is_open), about[0]).id)

    def _pair(self) -> int | None:
        spans = (self.focus(Side.SOURCE), self.focus(Side.TARGET))
        return next((mark.pair for mark in self.marks() if mark.span in spans), None)


def _words(row: NameRow) -> str:
    return "\n".join([row.name, row.key, *row.sources, *(form.text for form in row.forms)]).casefold()
