"""The glossary: entries made, edited, and forms allowed or forbidden in them, all without a file being written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import AlignError
from align.glossary import editing
from align.glossary.files import decode
from align.glossary.form import EntryForm, entity_of, form_of
from align.glossary.prefill import prefilled
from align.glossary.strict_yaml import parse
from align.model.span import Side
from align.review import steps
from align.review.edits import FileEdit, splice
from align.review.home import home_of
from align.review.steps import Step
from tui.actions import NAMES
from tui.doing.moving import next_waiting_name
from tui.screens.entry import EntryScreen
from tui.screens.mend import MendScreen
from tui.screens.selection import Selected, SelectScreen

if TYPE_CHECKING:
    from tui.app import ReviewApp


def edit_entry(app: ReviewApp) -> None:
    """Edit the entry of the name under the cursor."""
    path, number, loaded = app.review.glossaries.entry(_id_here(app))
    before = _text(app, path)
    entries = parse(before, path, list_key="entities").value["entities"]
    base = entries[number] if isinstance(entries, list) else None
    others = app.review.glossaries.ids - {loaded.entity.id}

    def done(form: EntryForm | None) -> None:
        if form is not None:
            app.attempt(lambda: _change(app, path, editing.with_fields(before, path, number, form), form.english))

    where = f"{path}:{loaded.line}"
    fields = base if isinstance(base, dict) else None
    app.push_screen(EntryScreen("Entry", where, form_of(loaded.said), others, app.palette, base=fields), done)


def new_entry(app: ReviewApp) -> None:
    """A new entry for the name under the cursor, or for words that are selected."""
    found = _name_here(app)
    if found is not None:
        _new_entry_of(app, *found)
        return
    segment = app.desk.segment
    if segment is None or not segment.source:
        raise steps.Refusal("the segment has no source to select a name from")

    def chosen(selected: Selected | None) -> None:
        if selected is not None:
            app.attempt(lambda: _new_entry_of(app, "", selected.text, ""))

    app.push_screen(SelectScreen(segment, Side.SOURCE, "Select the name in the source", sides=(Side.SOURCE,)), chosen)


def _new_entry_of(app: ReviewApp, entity: str, source: str, english: str) -> None:
    review = app.review
    segment = app.desk.segment
    lang = segment.source_lang if segment is not None else ""
    uses = review.made(entity) if entity else []
    form = prefilled(source, lang, english, uses, review.setting.style, review.glossaries.ids)
    path = home_of(review.glossaries, review.setting.new_entries, form)
    problem = review.glossaries.problem(path)
    if problem is not None:
        raise steps.Refusal(f"{path} has an error and takes no entries", hint=f"{app.key('mend')} shows and mends it")

    def done(filled: EntryForm | None) -> None:
        if filled is not None:
            app.attempt(lambda: _add(app, path, filled))

    new = path not in review.glossaries
    where = f"{path} (new: name it with --glossary or in align.toml)" if new else str(path)
    app.push_screen(EntryScreen("New entry", where, form, review.glossaries.ids, app.palette), done)


def _add(app: ReviewApp, path: Path, form: EntryForm) -> None:
    before = app.review.glossaries.text(path)
    after = editing.added(before or "", path, [entity_of(form)])
    row = app.desk.name
    _do(app, path, before, after, f"entry {steps.quoted(form.english)} added to {path.name}")
    if row is not None:
        next_waiting_name(app, 1)


def allow(app: ReviewApp) -> None:
    """Allow the form under the cursor in the entry of its name."""
    path, number, _ = app.review.glossaries.entry(_id_here(app))
    form = app.desk.words[1]
    after = editing.allowed(_text(app, path), path, number, form)
    _change(app, path, after, "", f"{steps.quoted(form)} allowed in {path.name}")


def forbid(app: ReviewApp) -> None:
    """Forbid the form under the cursor in the entry of its name."""
    path, number, loaded = app.review.glossaries.entry(_id_here(app))
    form = app.desk.words[1]
    after = editing.forbidden(_text(app, path), path, number, form)
    title = f"{steps.quoted(form)} forbidden for {loaded.entity.full}"
    _change(app, path, after, "", title)


def mend(app: ReviewApp) -> None:
    """Show what is wrong with a glossary, and mend it."""
    problem = next(iter(app.review.glossaries.problems), None)
    if problem is None or problem.path is None:
        raise steps.Refusal("every glossary can be read")
    path = Path(problem.path)
    raw = app.review.glossaries.contents[path]
    try:
        before = decode(raw, path)
    except AlignError as error:
        raise steps.Refusal(f"{path} is no text that can be edited here", hint=error.hint) from error

    def done(after: str | None) -> None:
        if after is not None:
            app.attempt(lambda: _do(app, path, before, after, f"{path.name} mended"))

    app.push_screen(MendScreen(path, before, problem, app.palette), done)


def _change(app: ReviewApp, path: Path, after: str, english: str, title: str = "") -> None:
    before = _text(app, path)
    if after == before:
        raise steps.Refusal("the entry says so already")
    _do(app, path, before, after, title or f"entry {steps.quoted(english)} changed in {path.name}")


def _do(app: ReviewApp, path: Path, before: str | None, after: str, title: str) -> None:
    edits: Sequence[FileEdit] = (splice(str(path.absolute()), before, after),)
    app.follow(app.review.perform(Step(title, files=tuple(edits), focus=app.review.focus)))


def _text(app: ReviewApp, path: Path) -> str:
    return app.review.glossaries.text(path) or ""


def _id_here(app: ReviewApp) -> str:
    """The id of the entry under the cursor, which is in a glossary."""
    entity = app.desk.entity
    if entity is None:
        raise steps.Refusal("there is no name here")
    return entity.id


def _name_here(app: ReviewApp) -> tuple[str, str, str] | None:
    """Id, source form and English of the name under the cursor that no glossary has; None where none is."""
    (source, english), entity = app.desk.words, app.desk.entity
    if not source or (entity is not None and entity.id in app.review.glossaries.lexicon()):
        return None
    if app.desk.view == NAMES and app.desk.name is not None:
        return app.desk.name.key, source, english
    full = entity.sources[0].full if entity is not None and entity.sources else source
    # What stands in the translation is wrong where there is a finding, and what a link has is right for all we know.
    return (entity.id if entity else ""), full, "" if app.desk.item else english
