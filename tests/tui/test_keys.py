"""Every act of the table is reached by its key in each of its views, shows an effect, and is taken back and done again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from align.review.filters import Filter
from align.review.queue import Grouping
from tui.actions import ACTS, BY_NAME, FINDINGS, LINKS, NAMES, VIEWS, Act
from tui.app import Desktop
from tui.desk import Cursor

if TYPE_CHECKING:
    from tests.tui.conftest import Folder, Opened, Reviewer

VIEW_KEYS = {FINDINGS: "f2", NAMES: "f3", LINKS: "f4"}


@dataclass(frozen=True)
class Case:
    """What is pressed before and after the key of an act, and what comes of it.

    `over` is the screen that the key opens, `says` what stands on the message line at the end. With `changes` texts,
    glossaries or decisions are others then.
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    changes: bool = False
    over: str = ""
    says: str = ""


STEP = ("s",)
"""An act of the findings view that can be taken back."""
ENTRY = ("ctrl+s",)
NOTED = ("up", "up", "X", *ENTRY)
"""A note in the form of an entry."""
DONE = (VIEW_KEYS[FINDINGS], "s")
LINE_6 = ("down", "down")
"""In the names view a name that no glossary has, in the links view the first link."""
CASES: dict[str, Case | dict[str, Case]] = {
    "use": Case(changes=True, says='"Naomi Ayase" → "Naoki Ayase"'),
    **{f"use-{n}": {FINDINGS: Case(changes=True), NAMES: Case(says="form 1")} for n in range(1, 2)},
    **{f"use-{n}": {FINDINGS: Case(changes=True), NAMES: Case(says="only 1")} for n in range(2, 5)},
    **{
        f"use-{n}": {FINDINGS: Case(says="there are only 4 candidates"), NAMES: Case(says="only 1")}
        for n in range(5, 10)
    },
    "all": Case(over="AllScreen", after=("enter",), changes=True, says="in 4 places"),
    "type": Case(over="PromptScreen", after=("X", "enter"), changes=True, says='→ "X"'),
    "edit": Case(over="SegmentScreen", after=("X", "enter"), changes=True, says="segment 1 edited"),
    "win": Case(says="stands everywhere already"),
    "open-place": Case(over="PickScreen", after=("2",)),
    "entry": {
        FINDINGS: Case(over="EntryScreen", after=NOTED, changes=True),
        NAMES: Case(over="EntryScreen", after=NOTED, changes=True),
        LINKS: Case(before=("down",), over="EntryScreen", after=NOTED, changes=True),
    },
    "new-entry": {
        FINDINGS: Case(
            over="SelectScreen", after=("shift+right", "shift+right", "enter", "A", "b", *ENTRY), changes=True
        ),
        NAMES: Case(before=("end",), over="EntryScreen", after=ENTRY, changes=True, says="added to names.yaml"),
        LINKS: Case(over="SelectScreen", after=("w", "enter", "escape")),
    },
    "allow": {
        FINDINGS: Case(changes=True, says='"Naomi Ayase" allowed in names.yaml'),
        NAMES: Case(changes=True, says='"Naomi Ayase" allowed in names.yaml'),
        LINKS: Case(before=("down", "down"), changes=True, says='"Misaki Haruka" allowed in names.yaml'),
    },
    "forbid": {
        FINDINGS: Case(changes=True, says='"Naomi Ayase" forbidden for Naoki Ayase'),
        NAMES: Case(changes=True, says='"Naomi Ayase" forbidden for Naoki Ayase'),
        LINKS: Case(before=("down", "down"), changes=True, says='"Misaki Haruka" forbidden for Haruka Misaki'),
    },
    "mend": Case(says="every glossary can be read"),
    "ignore": Case(changes=True, says="ignored here"),
    "ignore-more": Case(over="IgnoreScreen", after=("f2", "enter"), changes=True, says="ignored in this file"),
    "unsure": Case(changes=True, says="not sure"),
    "link": Case(before=("down",), over="PickScreen", after=("2",), changes=True, says="goes with"),
    "break": Case(before=("down",), changes=True, says="does not go with"),
    "mark": Case(over="SelectScreen", after=("shift+right", "shift+right", "enter"), changes=True, says="is a name"),
    "next": Case(),
    "previous": {
        FINDINGS: Case(before=("j",)),
        NAMES: Case(before=("j",)),
        LINKS: Case(before=("j",)),
    },
    "next-open": Case(),
    "previous-open": {FINDINGS: Case(before=("n",)), NAMES: Case(), LINKS: Case(before=("n",))},
    "next-place": Case(),
    "previous-place": Case(before=("right",)),
    "next-document": Case(),
    "previous-document": Case(),
    "first": Case(before=("end",)),
    "last": Case(),
    "page-down": Case(),
    "page-up": Case(before=("end",)),
    "jump": Case(over="PromptScreen", after=("4", "enter")),
    "filter": Case(over="PromptScreen", after=("O", "n", "o", "enter")),
    "find": Case(over="PromptScreen", after=("h", "a", "r", "b", "enter", "2")),
    "pane": Case(),
    "fold": Case(),
    "group": Case(says="grouped by document"),
    "readings": {
        FINDINGS: Case(over="LinesScreen"),
        NAMES: Case(over="LinesScreen"),
        LINKS: Case(before=("down",), over="LinesScreen"),
    },
    "open": Case(says="no editor is named"),
    "findings": {FINDINGS: Case(says="findings"), NAMES: Case(), LINKS: Case()},
    "names": {FINDINGS: Case(), NAMES: Case(says="names"), LINKS: Case()},
    "links": {FINDINGS: Case(), NAMES: Case(), LINKS: Case(says="links")},
    "log": Case(over="LinesScreen"),
    "theme": Case(says="theme light"),
    "tour": Case(),
    "help": Case(over="LinesScreen"),
    "palette": Case(over="CommandPalette"),
    "undo": {
        FINDINGS: Case(before=STEP),
        NAMES: Case(before=(*DONE, VIEW_KEYS[NAMES])),
        LINKS: Case(before=(*DONE, VIEW_KEYS[LINKS])),
    },
    "redo": {
        FINDINGS: Case(before=(*STEP, "u")),
        NAMES: Case(before=(*DONE, "u", VIEW_KEYS[NAMES])),
        LINKS: Case(before=(*DONE, "u", VIEW_KEYS[LINKS])),
    },
    "write": Case(says="everything is on the disk already"),
    "escape": {FINDINGS: Case(says="leaves"), NAMES: Case(), LINKS: Case()},
}
ENDS = {"quit"}
"""Acts after which there is nothing to look at; they have tests of their own."""


def case_of(act: Act, view: str) -> Case:
    cases = CASES[act.name]
    return cases[view] if isinstance(cases, dict) else cases


async def start(reviewer: Reviewer, view: str) -> None:
    """The app as it is at the beginning, in a view."""
    while reviewer.over:
        await reviewer.press("escape")
    app = reviewer.app
    while app.review.done:
        await reviewer.press("u")
    app.tour.shown = False
    app.pane = "list"
    app.review.group(Grouping.ENTITY)
    app.review.filter(Filter())
    app.desk.view, app.desk.cursor, app.desk.narrow = FINDINGS, Cursor(), ""
    first = app.review.queue.first()
    app.review.look_at(first.id if first else None)
    app.desk.go(view)
    if view == LINKS:
        app.desk.cursor.pair = None
    app.say("")
    app.draw()
    await reviewer.settle()


def test_every_act_has_a_case() -> None:
    assert {act.name for act in ACTS} == {*CASES, *ENDS}
    for name, cases in CASES.items():
        assert not isinstance(cases, dict) or set(cases) == set(BY_NAME[name].views), name


@pytest.mark.parametrize("view", VIEWS)
async def test_every_key_has_an_effect_that_can_be_seen_and_taken_back(view: str, opened: Opened) -> None:
    async with opened(size=(100, 28)) as reviewer:
        for act in ACTS:
            if view in act.views and act.name not in ENDS:
                await start(reviewer, view)
                await does(reviewer, act, act.keys[0], case_of(act, view))


async def does(reviewer: Reviewer, act: Act, key: str, case: Case) -> None:
    """Press the key of an act and look at what comes of it."""
    told = f"{key} ({act.name})"
    await reviewer.press(*case.before)
    state, seen = reviewer.state(), reviewer.look()
    await reviewer.press(key)
    assert reviewer.over == case.over, f"{told}: {reviewer.message}"
    assert reviewer.look() != seen, f"{told} shows nothing"
    await reviewer.press(*case.after)
    if case.over and not case.after:
        await reviewer.press("escape")
    assert not reviewer.over, told
    assert case.says in reviewer.message, f"{told}: {reviewer.message}"
    if act.name in ("undo", "redo"):
        assert reviewer.state() != state, told
        return
    assert (reviewer.state() != state) == case.changes, f"{told}: {reviewer.message}"
    if case.changes:
        changed = reviewer.state()
        await reviewer.press("u")
        assert reviewer.state() == state, f"u does not take {told} back"
        await reviewer.press("U")
        assert reviewer.state() == changed, f"U does not do {told} again"


def test_the_other_keys_of_an_act_do_the_same() -> None:
    bound = Desktop(ACTS)._bindings.key_to_bindings
    for act in ACTS:
        for key in act.keys:
            (binding,) = bound[key]
            assert act.name in binding.action.removeprefix("app.act('").removesuffix("')").split()


@pytest.mark.parametrize("view", VIEWS)
async def test_an_act_that_is_not_possible_says_why(view: str, folder: Folder, opened: Opened) -> None:
    folder.write("quiet.txt", "Nothing is said here.\n")
    async with opened("quiet.txt", "--no-discovery", "--no-lexicon", size=(100, 28)) as reviewer:
        for act in ACTS:
            if view not in act.views or act.name in ENDS:
                continue
            while reviewer.over:
                await reviewer.press("escape")
            reviewer.app.tour.shown = False
            reviewer.app.desk.go(view)
            reviewer.app.say("")
            reviewer.app.draw()
            await reviewer.settle()
            seen = reviewer.look()
            await reviewer.press(act.keys[0])
            assert reviewer.look() != seen, f"{act.keys[0]} ({act.name}) does nothing and says nothing"
            if act.why(reviewer.app.desk):
                assert act.short in reviewer.message


async def test_a_key_of_another_view_says_where_its_act_is(opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("x")
        assert reviewer.message == "break: not in this view (links)"


@pytest.mark.parametrize("view", VIEWS)
async def test_q_leaves_from_every_view_and_keeps_what_is_not_written(view: str, opened: Opened) -> None:
    async with opened() as reviewer:
        await reviewer.press("enter", VIEW_KEYS[view], "q")
        assert reviewer.app.return_value == 1
    async with opened() as reviewer:
        assert reviewer.over == "RecoverScreen"
