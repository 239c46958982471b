"""Steps: what one key does, as a value that can be undone. Making one changes nothing; `Review.perform` does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from align.errors import AlignError
from align.model.decision import Decision, Quote, Ruling, Scope, Subject
from align.model.segment import Segment
from align.model.span import Side, Span
from align.review.candidates import direct
from align.review.edits import FileEdit, TextEdit
from align.review.items import Item, ItemId
from align.review.sheet import Sheet, replaced
from align.review.uses import NameRow, NameUse
from align.text.place import printable


class Refusal(AlignError):
    """An act that cannot be done now; the message says why."""


@dataclass(frozen=True, slots=True)
class Step:
    """One undoable act. `settles` are the findings that it deals with, `focus` the one that the cursor was on.

    `decisions` are new ones and `restores` those that bring back what counted before, pair by pair.
    """

    title: str
    texts: tuple[TextEdit, ...] = ()
    files: tuple[FileEdit, ...] = ()
    decisions: tuple[Decision, ...] = ()
    restores: tuple[Decision, ...] = ()
    settles: tuple[ItemId, ...] = ()
    focus: ItemId | None = None

    @property
    def paths(self) -> frozenset[str]:
        """The files that it changes."""
        return frozenset(edit.path for edit in self.texts) | frozenset(edit.path for edit in self.files)


class Open(Protocol):
    """What the making of a step looks at: the open documents, and what their files are called in the log."""

    @property
    def sheets(self) -> Sequence[Sheet]: ...

    def file_of(self, sheet: Sheet) -> str: ...


def put(review: Open, item: Item, text: str, others: Iterable[Item] = ()) -> Step:
    """Let `text` stand in the place of the words that a finding points at; `others` at the same words go with it."""
    finding = item.finding
    if finding.target is None:
        raise Refusal("the finding points at no words of the translation", hint="e edits the translation")
    segment = _present(review, item)
    if text == finding.target_text:
        raise Refusal(f'"{text}" stands there already')
    new = replaced(segment.target or "", [(finding.target, text)])
    settles = (item.id, *(other.id for other in others))
    title = f"{quoted(finding.target_text)} → {quoted(text)}"
    return Step(title, (_edit(review, item.id.sheet, segment, new),), settles=settles, focus=item.id)


def put_all(review: Open, items: Sequence[Item], focus: ItemId) -> Step:
    """The first candidate of every one of these findings at once; those whose words have changed are left out."""
    places: dict[tuple[int, str], list[Item]] = {}
    for item in items:
        if fix_of(item) and is_present(review, item):
            places.setdefault((item.id.sheet, item.id.segment), []).append(item)
    texts: list[TextEdit] = []
    settles: list[ItemId] = []
    pairs: dict[str, None] = {}
    for (sheet, key), here in places.items():
        segment = review.sheets[sheet].segment(key)
        edits = [(item.finding.target, fix_of(item)) for item in here if item.finding.target]
        texts.append(_edit(review, sheet, segment, replaced(segment.target or "", edits)))
        settles += (item.id for item in here)
        pairs |= dict.fromkeys(f"{quoted(item.finding.target_text)} → {quoted(fix_of(item))}" for item in here)
    if not texts:
        raise Refusal("none of them has a form that could be put there", hint="t types one")
    what = ", ".join(list(pairs)[:2]) + (" …" if len(pairs) > 2 else "")
    return Step(f"{what} in {places_of(len(settles))}", tuple(texts), settles=tuple(settles), focus=focus)


def fix_of(item: Item) -> str:
    """What would be put in the place of the words of a finding, empty where there is nothing to put."""
    return next(iter(direct(item.finding)), "")


def edit(review: Open, sheet: int, key: str, new: str, focus: ItemId | None) -> Step:
    """Another translation of a whole segment. FormatError where it cannot stand in its file."""
    here = review.sheets[sheet]
    segment = here.segment(key)
    if new == (segment.target or ""):
        raise Refusal("nothing was changed")
    here.format.write(here.document, {key: new})
    settles = (focus,) if focus and focus.sheet == sheet and focus.segment == key else ()
    return Step(f"segment {printable(key)} edited", (_edit(review, sheet, segment, new),), settles=settles, focus=focus)


def win(review: Open, row: NameRow, form: str, focus: ItemId | None) -> Step:
    """One English form wherever the name stands as the same part of it: whole for whole, family name for family name."""
    role = next((each.role for each in row.forms if each.text == form), None)
    uses = [use for use in row.uses if use.target and use.english != form and (role is None or use.role is role)]
    places: dict[tuple[int, str], list[NameUse]] = {}
    for use in uses:
        places.setdefault((use.sheet, use.segment), []).append(use)
    texts: list[TextEdit] = []
    for (number, key), here in places.items():
        sheet = review.sheets[number]
        if sheet.checked != sheet.version:
            raise Refusal("the document is being checked again", hint="try again in a moment")
        segment = sheet.segment(key)
        spans = [(use.target, form) for use in here if use.target]
        texts.append(_edit(review, number, segment, replaced(segment.target or "", spans)))
    if not texts:
        raise Refusal(f"{quoted(form)} stands everywhere already")
    return Step(f"{quoted(form)} wins in {places_of(len(uses))}", tuple(texts), focus=focus)


def link(review: Open, sheet: int, key: str, source: Span | None, target: Span | None, *, together: bool) -> Step:
    """Two stretches of a segment belong together, or do not; None for what has nothing on the other side."""
    segment = review.sheets[sheet].segment(key)
    decision = Decision(
        Subject.LINK,
        Ruling.TOGETHER if together else Ruling.APART,
        file=review.file_of(review.sheets[sheet]),
        segment=key,
        source=Quote.of(segment.source or "", source) if source else None,
        target=Quote.of(segment.target or "", target) if target else None,
    )
    one, other = (quoted(quote.exact) if quote else "nothing" for quote in (decision.source, decision.target))
    return Step(f"{one} {'goes with' if together else 'does not go with'} {other}", decisions=(decision,))


def name(review: Open, sheet: int, key: str, side: Side, span: Span) -> Step:
    """A stretch of a text is a name that was missed."""
    segment = review.sheets[sheet].segment(key)
    quote = Quote.of((segment.source if side is Side.SOURCE else segment.target) or "", span)
    decision = Decision(
        Subject.NAME,
        Ruling.NAME,
        file=review.file_of(review.sheets[sheet]),
        segment=key,
        source=quote if side is Side.SOURCE else None,
        target=quote if side is Side.TARGET else None,
    )
    return Step(f"{quoted(quote.exact)} is a name", decisions=(decision,))


SCOPES: Final[Mapping[Scope, str]] = {
    Scope.HERE: "here",
    Scope.FILE: "in this file",
    Scope.ENTITY: "for this name",
    Scope.EVERYWHERE: "everywhere",
}
"""How far a decision goes, as reviewers read it."""


def ruling(item: Item, decision: Decision, others: Iterable[Decision] = ()) -> Step:
    """A decision on a finding: to ignore it, that one is not sure, or that it waits again; `others` go with it."""
    what = f"{item.finding.code} {quoted(item.finding.target_text or item.finding.source_text)}"
    said = {
        Ruling.IGNORE: f"{what} ignored {SCOPES[decision.scope]}",
        Ruling.UNSURE: f"{what}: not sure",
        Ruling.NONE: f"{what} waits again",
    }
    return Step(said[decision.ruling], decisions=(decision, *others), settles=(item.id,), focus=item.id)


def is_present(review: Open, item: Item) -> bool:
    """Whether the segment still reads as it did when the finding was made."""
    return review.sheets[item.id.sheet].segment(item.id.segment).target == item.finding.segment.target


def quoted(text: str) -> str:
    """Words of a document as a message has them."""
    return f'"{printable(text)}"'


def places_of(count: int) -> str:
    """So many places."""
    return "1 place" if count == 1 else f"{count:,} places"


def _present(review: Open, item: Item) -> Segment:
    if not is_present(review, item):
        raise Refusal("the words have changed since the finding was made", hint="it is being checked again")
    return review.sheets[item.id.sheet].segment(item.id.segment)


def _edit(review: Open, sheet: int, segment: Segment, new: str) -> TextEdit:
    return TextEdit(str(review.sheets[sheet].path.absolute()), segment.key, segment.target or "", new)
