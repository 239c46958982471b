"""Every act of the review: its name, its keys, what it does, and when it cannot be done, with the reason.

This one table feeds the keys, the footer, the palette, the list under `?` and the documentation. Keys are remapped by the
name of the act; a key that two acts of one view would have is refused with both names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Protocol

from textual.keys import _character_to_key, format_key

from align.errors import ConfigError
from align.glossary.entity import Entity
from align.review.items import Item, Status
from align.review.state import Review
from align.review.uses import NameRow

FINDINGS, NAMES, LINKS = "findings", "names", "links"
VIEWS: Final = (FINDINGS, NAMES, LINKS)


class Desk(Protocol):
    """What an act looks at to know whether it can be done."""

    @property
    def review(self) -> Review: ...

    @property
    def view(self) -> str: ...

    @property
    def item(self) -> Item | None: ...

    @property
    def name(self) -> NameRow | None: ...

    @property
    def pair(self) -> int | None: ...

    @property
    def entity(self) -> Entity | None: ...

    @property
    def words(self) -> tuple[str, str]: ...


Why = Callable[[Desk], str]
"""Why an act cannot be done now, in a sentence; empty where it can."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act. `short` is what the footer says, `help` a sentence; `views` are where it is. `shown` puts it into the footer."""

    name: str
    keys: tuple[str, ...]
    short: str
    help: str
    group: str
    views: tuple[str, ...] = VIEWS
    why: Why = lambda desk: ""
    shown: bool = False


def _finding(desk: Desk) -> str:
    return "" if desk.item else "there is no finding here"


def _waiting(desk: Desk) -> str:
    if desk.item is None:
        return _finding(desk)
    if desk.item.status is Status.DONE:
        return "this one is done: u takes it back"
    return ""


def _words(desk: Desk) -> str:
    if reason := _waiting(desk):
        return reason
    assert desk.item is not None
    return "" if desk.item.finding.target else "it points at no words of the translation: e edits the segment"


def _candidate(desk: Desk) -> str:
    if reason := _words(desk):
        return reason
    assert desk.item is not None
    return "" if desk.review.candidates(desk.item) else "nothing says what would be right: t types a form"


def _numbered(desk: Desk) -> str:
    return _row(desk) if desk.view == NAMES else _candidate(desk)


def _entry(desk: Desk) -> str:
    if not any(desk.words):
        return "there is no name here"
    known = desk.entity is not None and desk.entity.id in desk.review.glossaries.lexicon()
    return "" if known else "it is in no glossary: G makes an entry"


def _form(desk: Desk) -> str:
    if desk.view == FINDINGS and (reason := _words(desk)):
        return reason
    return _entry(desk) if desk.words[1] else "there is no English form here"


def _broken(desk: Desk) -> str:
    return "" if desk.review.glossaries.problems else "every glossary can be read"


def _undo(desk: Desk) -> str:
    return "" if desk.review.done else "nothing has been done yet"


def _redo(desk: Desk) -> str:
    return "" if desk.review.undone else "nothing has been taken back"


def _unsaved(desk: Desk) -> str:
    return "" if desk.review.unsaved else "everything is on the disk already"


def _row(desk: Desk) -> str:
    return "" if desk.name else "there is no name here"


def _win(desk: Desk) -> str:
    return _row(desk) or ("" if desk.name and desk.name.forms else "nothing renders this name")


def _pair(desk: Desk) -> str:
    return "" if desk.pair is not None else "no link is chosen: the arrows choose one"


def _segment(desk: Desk) -> str:
    return "" if desk.review.sheets else "no document is open yet"


_MOVE, _FIX, GLOSSARY, _DECIDE, _SEE, _KEEP = (
    "Getting about",
    "Mending the text",
    "Glossary",
    "Deciding",
    "Looking",
    "Undo, write, leave",
)

CHANGING: Final = frozenset((_FIX, GLOSSARY, _DECIDE))
"""The groups of acts that change something: what they change must be what the reviewer has seen."""

ACTS: Final[tuple[Act, ...]] = (
    Act(
        "use",
        ("enter",),
        "use 1",
        "use the first candidate, and go to the next open finding",
        _FIX,
        (FINDINGS,),
        _candidate,
        True,
    ),
    *(
        Act(
            f"use-{n}",
            (str(n),),
            f"use {n}",
            f"use candidate {n}; of a name, choose form {n}",
            _FIX,
            (FINDINGS, NAMES),
            _numbered,
        )
        for n in range(1, 10)
    ),
    Act(
        "all",
        ("A",),
        "all like this",
        "the same for all findings like it, after the count and the places",
        _FIX,
        (FINDINGS,),
        _words,
        True,
    ),
    Act("type", ("t",), "type", "type another form for these words", _FIX, (FINDINGS,), _words),
    Act("edit", ("e",), "edit", "edit the translation of this segment in place", _FIX, VIEWS, _segment, True),
    Act(
        "win",
        ("equals_sign",),
        "this form wins",
        "make one English form win wherever the name stands",
        _FIX,
        (NAMES,),
        _win,
        True,
    ),
    Act("open-place", ("enter",), "places", "list the places of this name and go to one", _MOVE, (NAMES,), _row, True),
    Act("entry", ("g",), "entry", "edit the glossary entry of this name", GLOSSARY, VIEWS, _entry, True),
    Act(
        "new-entry",
        ("G",),
        "new entry",
        "make a glossary entry, filled in from the readings or from a selection",
        GLOSSARY,
        VIEWS,
        _segment,
        True,
    ),
    Act("allow", ("v",), "allow", "allow this form in the glossary entry", GLOSSARY, VIEWS, _form),
    Act("forbid", ("b",), "forbid", "forbid this form in the glossary entry", GLOSSARY, VIEWS, _form),
    Act(
        "mend",
        ("f7",),
        "mend",
        "show what is wrong with a glossary that cannot be read, and mend it",
        GLOSSARY,
        VIEWS,
        _broken,
    ),
    Act("ignore", ("i",), "ignore", "ignore this finding, or let it count again", _DECIDE, (FINDINGS,), _waiting, True),
    Act(
        "ignore-more",
        ("I",),
        "ignore…",
        "ignore with a reason: here, in the file, for the name or everywhere, until a day",
        _DECIDE,
        (FINDINGS,),
        _waiting,
    ),
    Act("unsure", ("s",), "not sure", "not sure: come back later", _DECIDE, (FINDINGS,), _waiting),
    Act(
        "link",
        ("l",),
        "link",
        "link two words by hand: a name of the source, then its English or nothing",
        _DECIDE,
        (LINKS,),
        _segment,
        True,
    ),
    Act("break", ("x",), "break", "break this link", _DECIDE, (LINKS,), _pair, True),
    Act("mark", ("m",), "mark", "mark words as a name that was missed", _DECIDE, (LINKS,), _segment, True),
    Act("next", ("j", "down"), "next", "next finding, name or link", _MOVE),
    Act("previous", ("k", "up"), "previous", "previous finding, name or link", _MOVE),
    Act("next-open", ("n",), "next open", "next finding or name that waits, or next segment", _MOVE),
    Act("previous-open", ("p",), "previous open", "previous finding or name that waits, or previous segment", _MOVE),
    Act("next-place", ("right",), "next place", "next place of this name", _MOVE, (NAMES,), _row),
    Act("previous-place", ("left",), "previous place", "previous place of this name", _MOVE, (NAMES,), _row),
    Act("next-document", ("right_square_bracket",), "next document", "next document", _MOVE),
    Act("previous-document", ("left_square_bracket",), "previous document", "previous document", _MOVE),
    Act("first", ("home",), "first", "first finding or name", _MOVE),
    Act("last", ("end",), "last", "last finding or name", _MOVE),
    Act("page-down", ("pagedown",), "page down", "scroll the pane down", _MOVE),
    Act("page-up", ("pageup",), "page up", "scroll the pane up", _MOVE),
    Act("jump", ("colon",), "jump", "jump to a document, and a line of it", _MOVE),
    Act(
        "filter",
        ("slash",),
        "filter",
        "show a part of the findings: words, rule: entity: is: severity: doc:",
        _MOVE,
        (FINDINGS, NAMES),
        shown=True,
    ),
    Act("find", ("f",), "find", "find words in the texts", _MOVE),
    Act("pane", ("tab",), "pane", "next pane", _SEE),
    Act("fold", ("space",), "fold", "fold or unfold this group", _SEE, (FINDINGS,)),
    Act("group", ("d",), "group by", "group by entity, document or rule", _SEE, (FINDINGS,)),
    Act("readings", ("r",), "readings", "readings and other scripts of this name", _SEE),
    Act("open", ("o",), "open", "open the file at this line in $EDITOR", _SEE, VIEWS, _segment),
    Act("findings", ("f2",), "findings", "the findings", _SEE),
    Act("names", ("f3",), "names", "every name with its English forms", _SEE, shown=True),
    Act("links", ("f4",), "links", "the links of each segment", _SEE, shown=True),
    Act("log", ("f6",), "decisions", "the decisions of the log, stale ones first", _SEE),
    Act("theme", ("f9",), "theme", "dark, light or plain", _SEE),
    Act("tour", ("f1",), "tour", "the tour: show it, go on with it", _SEE),
    Act("help", ("question_mark",), "keys", "every key and what it does", _SEE, shown=True),
    Act("palette", ("ctrl+p",), "palette", "every act by its name", _SEE),
    Act("undo", ("u",), "undo", "take the last act back", _KEEP, VIEWS, _undo, True),
    Act("redo", ("U",), "redo", "do it again", _KEEP, VIEWS, _redo),
    Act("write", ("w",), "write", "write documents and glossaries, after their diff", _KEEP, VIEWS, _unsaved, True),
    Act("escape", ("escape",), "back", "the way out: of a filter, of a pane, back to the findings", _KEEP),
    Act("quit", ("q",), "leave", "leave; what is not written stays in the journal", _KEEP, shown=True),
)

BY_NAME: Final[Mapping[str, Act]] = {act.name: act for act in ACTS}

_SHOWN_KEYS: Final = {
    "enter": "⏎",
    "escape": "Esc",
    "tab": "Tab",
    "space": "Space",
    "down": "↓",
    "up": "↑",
    "right": "→",
    "left": "←",
    "home": "Home",
    "end": "End",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "slash": "/",
    "colon": ":",
    "question_mark": "?",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "equals_sign": "=",
}
_TYPED: Final = {shown: key for key, shown in _SHOWN_KEYS.items()} | {"esc": "escape"}


def shown(key: str) -> str:
    """A key as it is printed on keyboards: `⏎`, `^p`, `F3`."""
    if key in _SHOWN_KEYS:
        return _SHOWN_KEYS[key]
    if key.startswith("ctrl+"):
        return f"^{key[5:]}"
    if len(key) > 1 and key[0] == "f" and key[1:].isdigit():
        return key.upper()
    return format_key(key) if len(key) > 1 and "+" not in key else key


def key_of(typed: str) -> str:
    """The name of a key as users write it: `?`, `ctrl+p`, `F3`, `Enter`."""
    if typed in _TYPED:
        return _TYPED[typed]
    if len(typed) == 1:
        # The terminal's library calls signs by names: `;` is semicolon.
        return _character_to_key(typed)
    return _TYPED.get(typed.lower(), typed.lower())


def remapped(keys: Mapping[str, tuple[str, ...]]) -> tuple[Act, ...]:
    """The acts with these keys by name. ConfigError for an act that does not exist or a key that two acts would have."""
    for name in keys:
        if name not in BY_NAME:
            raise ConfigError(f"`review.keys` names no act: `{name}`", hint=_meant(name))
    acts = tuple(replace(act, keys=tuple(map(key_of, keys[act.name]))) if act.name in keys else act for act in ACTS)
    for view in VIEWS:
        _refuse_clash(acts, view)
    return acts


def _refuse_clash(acts: Iterable[Act], view: str) -> None:
    taken: dict[str, str] = {}
    for act in acts:
        if view not in act.views:
            continue
        for key in act.keys:
            if key in taken:
                message = f"`review.keys`: the key {shown(key)} would be `{taken[key]}` and `{act.name}`"
                raise ConfigError(message, hint="give one of them another key")
            taken[key] = act.name


def _meant(name: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, BY_NAME, 1)
    return f"did you mean `{close[0]}`?" if close else "`?` in the app lists the acts"
