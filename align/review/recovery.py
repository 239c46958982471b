"""Going on where an earlier review ended: what its journal has left is done again, and what no longer fits is told."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from align.errors import AlignError
from align.review.edits import FileEdit, Record, TextEdit, digest, undone
from align.review.items import ItemId
from align.review.replay import Pending, Replay, replayed
from align.review.state import Changed, Review
from align.review.steps import Step


def left_over(review: Review) -> Replay:
    """What an earlier review has left in the journal, not written."""
    return replayed(review.journal.records())


def go_on(review: Review) -> tuple[Changed, list[str]]:
    """Do again what is left in the journal. What of it no longer fits is told, and kept beside the journal."""
    replay = left_over(review)
    unfit: list[str] = []
    again: set[int] = set()
    kept: list[TextEdit | FileEdit] = []
    before = review.glossaries
    for path, pending in replay.files.items():
        made = _take_up(review, path, pending)
        if made is None:
            unfit.append(path)
        elif made and (sheet := review.sheet_of(path)) is not None:
            again.add(sheet.number)
        kept += made or ()
    undo, redo = replay.undo, replay.redo
    if unfit:
        undo, redo = _fitting(replay, kept, unfit)
        review.journal.restart(_records(review, undo, redo), keep_old=True)
    review.unanswered = False
    review.done = [_step(record) for record in undo]
    review.undone = [_step(record) for record in redo]
    if review.glossaries is not before:
        touched = before.touched(review.glossaries)
        again |= {sheet.number for sheet in review.sheets if sheet.says(touched)}
    for number in again:
        review.sheets[number].version += 1
    focus = _read_focus(replay.focus)
    if focus is not None and review.queue.item(focus) is not None:
        review.look_at(focus)
    lost = [path for path in unfit if replay.files[path].edits]
    told = [f"{path} has changed since: what was done in it is kept beside the journal as .old" for path in lost]
    return Changed(frozenset(again), review.glossaries is not before), told


def _take_up(review: Review, path: str, pending: Pending) -> list[TextEdit | FileEdit] | None:
    """Make the edits of one file, all or none; None where it is no longer what they were made in."""
    edits = pending.on_top_of(digest(path, review.on_disk(path)).sha256)
    if edits is None:
        return None
    before = review.glossaries
    made: list[TextEdit | FileEdit] = []
    try:
        for edit in edits:
            made += (_taken_up(review, edit),)
    except AlignError:
        review.glossaries = before
        for edit in reversed(made):
            if isinstance(edit, TextEdit):
                review.writable(edit.reversed()).put(edit.key, edit.before)
        return None
    return made


def _taken_up(review: Review, edit: TextEdit | FileEdit) -> TextEdit | FileEdit:
    """Make an edit where its words stand now, and give it with that place."""
    if isinstance(edit, FileEdit):
        glossary = review.glossary_at(edit.path)
        review.glossaries = review.glossaries.with_text(glossary, edit.applied(review.glossaries.text(glossary)))
        return edit
    sheet = review.sheet_of(edit.path)
    key = sheet.key_of(edit.key, edit.before) if sheet else None
    here = replace(edit, key=edit.key if key is None else key)
    review.writable(here).put(here.key, here.after)
    return here


def _records(review: Review, undo: Sequence[Record], redo: Sequence[Record]) -> list[Record]:
    """A journal of its own for steps that are made already, and for those that were taken back again."""
    steps = [*undo, *reversed(redo)]
    if not steps:
        return []
    paths = dict.fromkeys(edit.path for step in steps for edit in step.edits)
    bases = tuple(digest(path, review.on_disk(path)) for path in paths)
    return [Record("base", digests=bases), *steps, *map(undone, redo)]


def start_afresh(review: Review) -> None:
    """Leave what is in the journal beside it, and begin with what is on the disk."""
    review.journal.restart(keep_old=True)
    review.unanswered = False


def _fitting(
    replay: Replay, kept: Iterable[TextEdit | FileEdit], unfit: Sequence[str]
) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    """The steps to be undone and redone without what they did in files that no longer fit.

    Where some of it is on the disk already, steps can no longer be told from one another: what was made is one step.
    """
    undo, redo = (tuple(_without(unfit, steps)) for steps in (replay.undo, replay.redo))
    made, told = list(kept), [edit for step in undo for edit in step.edits]
    if all([e for e in made if e.path == path] == [e for e in told if e.path == path] for path in replay.files):
        return undo, redo
    texts = tuple(edit for edit in made if isinstance(edit, TextEdit))
    files = tuple(edit for edit in made if isinstance(edit, FileEdit))
    return ((Record("do", "gone on", texts, files),) if made else ()), ()


def _without(unfit: Container[str], steps: Iterable[Record]) -> Iterator[Record]:
    for step in steps:
        texts = tuple(edit for edit in step.texts if edit.path not in unfit)
        files = tuple(edit for edit in step.files if edit.path not in unfit)
        if texts or files:
            yield replace(step, texts=texts, files=files)


def _step(record: Record) -> Step:
    return Step(record.title, record.texts, record.files, focus=_read_focus(record.focus))


def _read_focus(said: str) -> ItemId | None:
    parts = said.split("\x1f")
    if len(parts) != len(ItemId._fields) or not (parts[0].isdigit() and parts[-1].isdigit()):
        return None
    return ItemId(int(parts[0]), parts[1], parts[2], parts[3], parts[4], int(parts[5]))
