"""Getting about: the next finding, name or link, the next document, a jump, a filter, a search."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from align.review import steps
from align.review.filters import KEYS, parsed
from align.review.items import ItemId
from align.review.search import Hit, search
from tui.actions import FINDINGS, LINKS, NAMES
from tui.screens.pick import PickScreen
from tui.screens.prompt import PromptScreen

if TYPE_CHECKING:
    from tui.app import ReviewApp

Going = Callable[["ReviewApp"], None]


def following(way: int) -> Going:
    """The next row of the view, or the one before."""

    def go(app: ReviewApp) -> None:
        if app.desk.view == FINDINGS:
            found = app.review.queue.step(app.review.focus, way) if app.review.focus else app.review.queue.first()
            _look(app, found.id if found else None, "the last finding" if way > 0 else "the first finding")
        elif app.desk.view == NAMES:
            _next_name(app, way)
        else:
            _next_link(app, way)

    return go


def next_waiting(way: int) -> Going:
    """The next finding that waits; the next name that does; the next segment."""

    def go(app: ReviewApp) -> None:
        if app.desk.view == FINDINGS:
            queue, focus = app.review.queue, app.review.focus
            found = queue.step(focus, way, waiting=True) if focus else queue.first()
            found = found or queue.first()
            _look(app, found.id if found else None, "no finding waits")
        elif app.desk.view == NAMES:
            if not next_waiting_name(app, way):
                app.say("no name waits: all are right, consistent and in a glossary")
        else:
            _next_segment(app, way)

    return go


def next_waiting_name(app: ReviewApp, way: int) -> bool:
    """Go to the next name that is wrong, inconsistent or in no glossary, round the end; whether there is one."""
    rows, chosen = app.desk.names(), app.desk.name
    at = next((number for number, row in enumerate(rows) if chosen and row.key == chosen.key), 0)
    for step in range(1, len(rows)):
        row = rows[(at + way * step) % len(rows)]
        if row.waits:
            app.desk.cursor.name, app.desk.cursor.form, app.desk.cursor.use = row.key, 0, 0
            return True
    return False


def next_place(way: int) -> Going:
    """The next place of the name under the cursor."""
    return lambda app: _next_use(app, way)


def _look(app: ReviewApp, identity: ItemId | None, otherwise: str) -> None:
    if identity is None:
        app.say(f"this is {otherwise}" if otherwise.startswith("the") else otherwise)
    else:
        app.review.look_at(identity)
        app.say("")


def _next_name(app: ReviewApp, way: int) -> None:
    rows, chosen = app.desk.names(), app.desk.name
    if chosen is None:
        app.say("there is no name here")
        return
    at = next(number for number, row in enumerate(rows) if row.key == chosen.key)
    to = max(0, min(len(rows) - 1, at + way))
    _say_end(app, at == to, way, "name")
    app.desk.cursor.name = rows[to].key
    app.desk.cursor.form = app.desk.cursor.use = 0


def _next_use(app: ReviewApp, way: int) -> None:
    row = app.desk.name
    if row is None:
        app.say("there is no name here")
    else:
        app.say("it stands nowhere else" if len(row.uses) == 1 else "")
        app.desk.cursor.use = (app.desk.cursor.use + way) % len(row.uses)


def _next_link(app: ReviewApp, way: int) -> None:
    rows, cursor = app.desk.links(), app.desk.cursor
    at = next((n for n, row in enumerate(rows) if row.segment == cursor.segment and row.pair == cursor.pair), 0)
    if rows:
        to = max(0, min(len(rows) - 1, at + way))
        _say_end(app, at == to, way, "link")
        cursor.segment, cursor.pair = rows[to].segment, rows[to].pair


def _next_segment(app: ReviewApp, way: int) -> None:
    sheet, segment = app.desk.sheet, app.desk.segment
    if sheet is not None and segment is not None:
        at = sheet.index[segment.key]
        to = max(0, min(len(sheet.segments) - 1, at + way))
        _say_end(app, at == to, way, "segment")
        app.desk.cursor.segment, app.desk.cursor.pair = sheet.segments[to].key, None


def _say_end(app: ReviewApp, here: bool, way: int, what: str) -> None:
    """Where there is nothing further to go to, say so."""
    app.say(f"this is the {'last' if way > 0 else 'first'} {what}" if here else "")


def next_document(way: int) -> Going:
    """The next document that has findings; in the other views, the next document."""

    def go(app: ReviewApp) -> None:
        sheet = app.desk.sheet
        if sheet is None:
            return
        numbers = range(sheet.number + way, len(app.review.sheets) if way > 0 else -1, way)
        if app.desk.view == LINKS:
            _say_end(app, not numbers, way, "document")
            if numbers:
                _show(app, numbers[0], "")
            return
        for number in numbers:
            items = app.review.queue.of_sheet(number)
            found = next((item for item in items if item.is_open), items[0] if items else None)
            if found is not None:
                app.desk.view = FINDINGS
                app.review.look_at(found.id)
                return
        app.say("no document with findings follows" if way > 0 else "no document with findings comes before")

    return go


def to_end(way: int) -> Going:
    """The first or the last row of the view."""

    def go(app: ReviewApp) -> None:
        queue = app.review.queue
        if app.desk.view == FINDINGS:
            found = queue.first(waiting=False) if way < 0 else queue.last()
            _look(app, found.id if found else None, "no finding is here")
        elif app.desk.view == NAMES:
            _next_name(app, way * len(app.desk.names()))
        else:
            _next_link(app, way * len(app.desk.links()))

    return go


def paging(way: int) -> Going:
    """Scroll the pane that is marked."""

    def go(app: ReviewApp) -> None:
        pane = app.pane_of(app.pane)
        if app.pane == "list":
            for _ in range(max(1, pane.size.height - 1)):
                following(way)(app)
        else:
            pane.scroll_lines(way * max(1, pane.size.height - 1))

    return go


def open_place(app: ReviewApp) -> None:
    """List the places of a name; the one that is picked is shown."""
    row = app.desk.name
    assert row is not None
    options = []
    for use in row.uses:
        sheet = app.review.sheets[use.sheet]
        where = sheet.segment(use.segment).place
        options.append(f"{use.source} → {use.english or '∅'}   {where}")

    def picked(number: int | None) -> None:
        if number is not None:
            app.desk.cursor.use = number
        app.draw()

    app.push_screen(PickScreen(f"Places of {row.sources[0]}", options, start=app.desk.cursor.use), picked)


def filter_rows(app: ReviewApp) -> None:
    """Filter the rows while it is typed; Enter keeps the filter, Esc takes it away."""
    names = app.desk.view == NAMES
    before = app.desk.narrow if names else app.review.queue.filter.text

    def narrowed(text: str) -> str:
        if names:
            app.desk.narrow = text
            app.draw()
            return hint()
        app.sift(chosen=parsed(text))
        return hint()

    def hint() -> str:
        queue = app.review.queue
        if names:
            return f"{len(app.desk.names()):,} names"
        return queue.filter.mistake or f"{queue.count():,} findings{' …' if queue.is_sifting else ''}"

    def done(text: str | None) -> None:
        narrowed(before if text is None else text)
        app.draw()

    words = [f"{key}:" for key in KEYS]
    app.push_screen(PromptScreen("filter", before, on_change=narrowed, hint=hint, words=words), done)


def find(app: ReviewApp) -> None:
    """Find words in the texts: the places are listed, and one of them is gone to."""

    def found(text: str | None) -> None:
        if not text:
            return
        hits = search(app.review.sheets, text)
        if not hits:
            app.say(f"{steps.quoted(text)} stands nowhere", "warning")
            app.draw()
            return
        app.push_screen(PickScreen(f"{len(hits):,} places", [hit.line for hit in hits]), go(hits))

    def go(hits: list[Hit]) -> Callable[[int | None], None]:
        def picked(number: int | None) -> None:
            if number is not None:
                _show(app, hits[number].sheet, hits[number].segment)
            app.draw()

        return picked

    app.push_screen(PromptScreen("find"), found)


def jump(app: ReviewApp) -> None:
    """Jump to a document by a part of its path, and to a line or a segment of it: `article 12`, `12`."""

    def typed(text: str | None) -> None:
        if text:
            app.attempt(lambda: _jump(app, text))

    app.push_screen(PromptScreen("jump", placeholder="document, line"), typed)


def _jump(app: ReviewApp, text: str) -> None:
    words = text.replace(":", " ").split()
    line = int(words.pop()) if words and words[-1].isdigit() else 0
    wanted = " ".join(words).casefold()
    here = app.desk.sheet
    sheets = [sheet for sheet in app.review.sheets if wanted in str(sheet.path).casefold()] if wanted else [here]
    sheet = sheets[0] if sheets else None
    if sheet is None or not sheet.segments:
        raise steps.Refusal(f"no document is called {steps.quoted(wanted)}")
    key = sheet.segments[0].key
    for segment in sheet.segments:
        where = segment.target_at or segment.source_at
        if line and where is not None and where.line <= line:
            key = segment.key
    _show(app, sheet.number, key)


def _show(app: ReviewApp, sheet: int, segment: str) -> None:
    """Show a segment: with its finding if it has one, else in the links view."""
    items = [item for item in app.review.queue.of_sheet(sheet) if item.id.segment == segment]
    found = next((item for item in items if item.is_open), None)
    if found is not None and app.desk.view != LINKS:
        app.desk.view = FINDINGS
        app.review.look_at(found.id)
        return
    here = app.review.sheets[sheet]
    app.desk.view = LINKS
    app.desk.cursor.sheet, app.desk.cursor.pair = sheet, None
    app.desk.cursor.segment = segment or (here.segments[0].key if here.segments else "")
