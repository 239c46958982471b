"""Mending the text: candidates, typed forms, whole segments, all findings that are alike, one form everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from align.review import steps
from align.review.items import Item
from tui.actions import NAMES
from tui.screens.confirm import AllScreen
from tui.screens.editor import SegmentScreen
from tui.screens.prompt import PromptScreen

if TYPE_CHECKING:
    from tui.app import ReviewApp


def use_first(app: ReviewApp) -> None:
    """Use the first candidate."""
    using(1)(app)


def using(number: int) -> Callable[[ReviewApp], None]:
    """Use a candidate; in the names view, choose a form."""

    def use(app: ReviewApp) -> None:
        if app.desk.view == NAMES:
            choose_form(app, number - 1)
            return
        item = app.desk.item
        assert item is not None
        found = app.review.candidates(item)
        if number > len(found):
            raise steps.Refusal(f"there are only {len(found)} candidates")
        _put(app, item, found[number - 1].text)

    return use


def choose_form(app: ReviewApp, number: int) -> None:
    """Choose one of the English forms of a name."""
    row = app.desk.name
    if row is None:
        return
    if number >= len(row.forms):
        forms = "only 1 form" if len(row.forms) == 1 else f"only {len(row.forms)} forms"
        raise steps.Refusal(f"{forms} of this name {'stands' if len(row.forms) == 1 else 'stand'} in the texts")
    app.desk.cursor.form = number
    app.say(f"form {number + 1}: {steps.quoted(row.forms[number].text)} · {app.key('win')} lets it win")


def type_form(app: ReviewApp) -> None:
    """Type the form that shall stand there."""
    item = app.desk.item
    assert item is not None

    def typed(text: str | None) -> None:
        if text:
            app.attempt(lambda: _put(app, item, text))

    app.push_screen(PromptScreen("form", item.finding.target_text), typed)


def _put(app: ReviewApp, item: Item, text: str) -> None:
    app.follow(app.review.perform(steps.put(app.review, item, text, app.review.beside(item))), advance=True)


def use_all(app: ReviewApp) -> None:
    """The same for all findings like this one, in the document or everywhere, after the count."""
    item = app.desk.item
    assert item is not None
    here, everywhere = app.review.like(item, everywhere=False), app.review.like(item, everywhere=True)

    def answered(answer: str | None) -> None:
        if answer:
            chosen = here if answer == "document" else everywhere
            app.attempt(
                lambda: app.follow(app.review.perform(steps.put_all(app.review, chosen, item.id)), advance=True)
            )

    app.push_screen(AllScreen(here, everywhere, app.palette), answered)


def edit_segment(app: ReviewApp) -> None:
    """Edit the translation of the segment that is shown."""
    sheet, segment = app.desk.sheet, app.desk.segment
    assert sheet is not None
    if segment is None:
        raise steps.Refusal("the document has no segments")

    def edited(text: str | None) -> None:
        if text is not None:
            focus = app.review.focus
            app.attempt(
                lambda: app.follow(
                    app.review.perform(steps.edit(app.review, sheet.number, segment.key, text, focus)), advance=False
                )
            )

    app.push_screen(SegmentScreen(segment, app.desk.focus_target()), edited)


def win(app: ReviewApp) -> None:
    """One form wins wherever the name stands, as one step."""
    row = app.desk.name
    assert row is not None
    form = row.forms[min(app.desk.cursor.form, len(row.forms) - 1)]
    app.follow(app.review.perform(steps.win(app.review, row, form.text, app.review.focus)))
