"""Undo, redo, writing, leaving, and the editor."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from align.review import steps
from align.review.writing import Plan, planned
from align.review.writing import write as write_plan
from tui.screens.writing import WriteScreen

if TYPE_CHECKING:
    from tui.app import ReviewApp


def undo(app: ReviewApp) -> None:
    """Take the last step back."""
    changed = app.review.undo()
    if changed is not None:
        app.follow(changed)
        app.say(f"undone: {changed.step.title if changed.step else ''} · {app.key('redo')} does it again")


def redo(app: ReviewApp) -> None:
    """Do again what was taken back."""
    changed = app.review.redo()
    if changed is not None:
        app.follow(changed)


def write(app: ReviewApp) -> None:
    """Show what would be written, then write it."""
    plan = planned(app.review.changes(), app.review.check)

    def answered(yes: bool | None) -> None:
        if yes:
            app.attempt(lambda: _write(app, plan))

    app.push_screen(WriteScreen(plan, app.palette), answered)


def _write(app: ReviewApp, plan: Plan) -> None:
    app.review.announce(plan)
    written = write_plan(plan)
    again = app.review.written(written)
    app.reload(again)
    done, left = len(written.files), written.left
    told = "1 file written" if done == 1 else f"{done} files written"
    if left:
        app.say(f"{told}; {left[0].path}: {left[0].why} · {left[0].hint}", "error")
    else:
        app.say(f"{told} · everything is on the disk")


def leave(app: ReviewApp) -> None:
    """Leave; what is not written is in the journal, and the next start goes on with it."""
    app.exit(app.review.unsaved)


def open_editor(app: ReviewApp) -> None:
    """Open the file at the line of the segment in the reviewer's editor, and take up what was changed there."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise steps.Refusal("no editor is named", hint="set EDITOR, for example EDITOR=vim")
    sheet, segment = app.desk.sheet, app.desk.segment
    assert sheet is not None
    if sheet.dirty:
        raise steps.Refusal(f"{sheet.path.name} is not written yet", hint=f"{app.key('write')} writes it first")
    where = segment.target_at if segment is not None else None
    command = editor_command(editor, str(sheet.path), where.line if where else 1, where.column if where else 1)
    try:
        with app.suspend():
            subprocess.run(command, check=False)
    except SuspendNotSupported as error:
        raise steps.Refusal("no editor can be opened from here", hint="a terminal can; e edits the segment") from error
    except OSError as error:
        raise steps.Refusal(f"{command[0]} cannot be started: {error.strerror}", hint="check EDITOR") from error
    app.reload([sheet.number])


def editor_command(editor: str, path: str, line: int, column: int) -> list[str]:
    """The command that opens a file at a line in this editor; nothing of it is ever read by a shell."""
    words = shlex.split(editor)
    name = Path(words[0]).name if words else editor
    if name in ("code", "codium", "code-insiders"):
        return [*words, "--wait", "--goto", f"{path}:{line}:{column}"]
    if name in ("subl", "zed", "hx", "helix"):
        return [*words, f"{path}:{line}:{column}"]
    return [*words, f"+{line}", path]
