"""Which function does which act: one line an act."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Final

from tui.doing import deciding, entries, keeping, looking, mending, moving

if TYPE_CHECKING:
    from tui.app import ReviewApp

Doing = Callable[["ReviewApp"], Awaitable[None] | None]

DOING: Final[Mapping[str, Doing]] = {
    "use": mending.use_first,
    **{f"use-{number}": mending.using(number) for number in range(1, 10)},
    "all": mending.use_all,
    "type": mending.type_form,
    "edit": mending.edit_segment,
    "win": mending.win,
    "open-place": moving.open_place,
    "entry": entries.edit_entry,
    "new-entry": entries.new_entry,
    "allow": entries.allow,
    "forbid": entries.forbid,
    "mend": entries.mend,
    "ignore": deciding.ignore,
    "ignore-more": deciding.ignore_more,
    "unsure": deciding.unsure,
    "link": deciding.link,
    "break": deciding.break_link,
    "mark": deciding.mark,
    "next": moving.following(1),
    "previous": moving.following(-1),
    "next-open": moving.next_waiting(1),
    "previous-open": moving.next_waiting(-1),
    "next-place": moving.next_place(1),
    "previous-place": moving.next_place(-1),
    "next-document": moving.next_document(1),
    "previous-document": moving.next_document(-1),
    "first": moving.to_end(-1),
    "last": moving.to_end(1),
    "page-down": moving.paging(1),
    "page-up": moving.paging(-1),
    "jump": moving.jump,
    "filter": moving.filter_rows,
    "find": moving.find,
    "pane": looking.next_pane,
    "fold": looking.fold,
    "group": looking.group,
    "readings": looking.readings,
    "open": keeping.open_editor,
    "findings": looking.viewing("findings"),
    "names": looking.viewing("names"),
    "links": looking.viewing("links"),
    "log": looking.decisions,
    "theme": looking.theme,
    "tour": looking.tour,
    "help": looking.help_keys,
    "palette": looking.palette,
    "undo": keeping.undo,
    "redo": keeping.redo,
    "write": keeping.write,
    "escape": looking.escape,
    "quit": keeping.leave,
}
