"""`align review`: the app that shows a review and hands keys to its acts. The review itself is in `align.review`.

What stands on the screen is drawn anew from the review after every act and every check that comes in; no widget keeps
anything that would be lost with it.
"""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import os
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.dom import DOMNode
from textual.screen import Screen
from textual.timer import Timer

from align.errors import AlignError
from align.model.span import Side
from align.review.filters import Filter
from align.review.journal import Journal
from align.review.queue import Grouping
from align.review.recovery import go_on, left_over, start_afresh
from align.review.state import Changed, Review
from align.text.place import printable
from tui import heading, render
from tui.actions import BY_NAME, CHANGING, FINDINGS, GLOSSARY, LINKS, NAMES, VIEWS, Act, remapped, shown
from tui.colours import PALETTES, TEXTUAL_THEMES, Palette
from tui.desk import Place
from tui.details import detail
from tui.doing import perform
from tui.lists import listing
from tui.news import Failed, News, Opened, Wanted
from tui.opening import Opening
from tui.palette import ActCommands
from tui.screens.prompt import PromptScreen
from tui.screens.recover import RecoverScreen
from tui.terminal import is_gone, is_terminal
from tui.tour import Tour
from tui.widgets.pane import Pane
from tui.worker import Worker

_WIDE, _NARROW, _LOW, _TINY = 150, 100, 28, 12
_PANES = ("list", "source", "target", "detail")
_KEPT = 64
"""Of how many documents the marks are kept when there are very many."""
_MANY = 400
_SLICE = 2000
"""Of how many findings a filter is asked before a key can be answered."""
_TAKEN_IN = 2.0
"""Seconds after which a key counts as dealt with, whatever a screen still does with it."""
_SLICES = 8
"""After how many of these slices the screen shows how far it has come."""
_BETWEEN = 0.008
"""Seconds between two of them."""
_STAYS = 0.15
"""Seconds that a reviewer stays with a document before its forgotten marks are looked up."""
_LOOKED_FOR = 2.0
"""Seconds after which the terminal is looked for again."""
_GROWN = 1.1
"""How many times as many documents there are when groups are put in order again while documents are being read."""


class ReviewApp(App[int]):
    """The app. `opening` says what is opened; the exit code is the app's result."""

    CSS_PATH = "review.tcss"
    TITLE = "align review"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar[set[Any]] = {ActCommands}
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, opening: Opening) -> None:
        # The plain theme has no colours; what Textual does for NO_COLOR would make the terminal's own ones black.
        self.without_colour = bool(os.environ.pop("NO_COLOR", ""))
        super().__init__()
        self.opening = opening
        self.acts: tuple[Act, ...] = remapped(opening.keys)
        self.journal = Journal.open(opening.journal, str(opening.project))
        self.review = Review(opening.setting, self.journal, opening.glossaries)
        self.desk = Place(self.review)
        self.worker: Worker | None = None
        self.tour = Tour(on=opening.tour)
        self.pane = "list"
        self.loaded = False
        self.failures: list[Failed] = []
        self.touched = False
        self.message = ""
        self.message_style = "plain"
        self._arrived = asyncio.Event()
        self._typed: deque[events.Key] = deque()
        self._looked_at: list[int] = []
        self._arranged = 0
        self._sifting: Timer | None = None
        self._marking: Timer | None = None
        for theme in TEXTUAL_THEMES:
            self.register_theme(theme)
        self.theme_name = self._first_theme()

    def _first_theme(self) -> str:
        return "plain" if self.without_colour else self.opening.theme or "dark"

    # --- the frame

    def get_default_screen(self) -> Screen[Any]:
        """The one screen that everything else lies upon."""
        return Desktop(self.acts)

    def on_mount(self) -> None:
        """Show the frame at once, then begin to read and check."""
        self.theme = f"align-{self.theme_name}"
        remarks = (*self.review.problems, *self.opening.remarks)
        self.say(remarks[0] if remarks else "", "warning")
        if self.journal.problem:
            self.say(self.journal.problem, "warning")
        if is_terminal():
            self.set_interval(_LOOKED_FOR, self._leave_without_terminal)
        self._begin()

    def _leave_without_terminal(self) -> None:
        """Nobody is there any more: what was done is in the journal."""
        if is_gone():
            self.exit(self.review.unsaved)

    def _begin(self) -> None:
        # The worker's thread knows nothing of the app, which what it hands in must run under.
        loop, context = asyncio.get_running_loop(), contextvars.copy_context()

        def deliver(news: Sequence[News], loaded: bool) -> None:
            with contextlib.suppress(RuntimeError):  # the app has gone meanwhile
                loop.call_soon_threadsafe(self.take_in, news, loaded, context=context)

        self.worker = Worker(self.opening, self.review.decisions, deliver)
        self.worker.start()

    def on_unmount(self) -> None:
        """Nothing more is checked, and the journal may be opened by another."""
        if self.worker is not None:
            self.worker.end()
        self.journal.close()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What themes of the toolkit do not name: the line around a pane."""
        return {"frame": "#4c566a"}

    @property
    def palette(self) -> Palette:
        """The colours in use."""
        return PALETTES[self.theme_name]

    def use_theme(self, name: str) -> None:
        """Another theme."""
        self.theme_name = name
        self.theme = f"align-{name}"
        self.draw()

    # --- what the worker brings

    def take_in(self, news: Sequence[News], loaded: bool) -> None:
        """Take in what the worker has found."""
        changed = False
        for each in news:
            if isinstance(each, Failed):
                self.failures.append(each)
                self.say(f"{each.path}: {each.message}" if each.path else each.message, "error")
            elif isinstance(each, Opened):
                self.review.open(each.document, each.format)
                changed |= self.review.receive(each.checked)
            else:
                changed |= self.review.receive(each)
        if loaded and not self.loaded:
            self.loaded = True
            self.review.queue.arrange()
            # The rows of all names take a moment to be made for the first time.
            self.set_timer(_STAYS, self.review.names)
            self._go_on()
        elif not self.loaded and len(self.review.sheets) >= self._arranged * _GROWN:
            self._arranged = len(self.review.sheets)
            self.review.queue.arrange()
        if changed and not self.touched:
            found = self.review.queue.first() or self.review.queue.first(waiting=False)
            self.review.look_at(found.id if found else None)
        self._forget_marks()
        self.desk.forget()
        self._arrived.set()
        self._arrived.clear()
        self.draw()

    def _go_on(self) -> None:
        """All documents are open: what an earlier review left in the journal can be gone on with."""
        replay = left_over(self.review)
        if replay.is_empty:
            self._show_broken()
            return
        self.push_screen(RecoverScreen(replay, self.palette), self._gone_on)

    def _show_broken(self) -> None:
        """A glossary that cannot be read is shown at once, unless the reviewer is at work already."""
        problem = next(iter(self.review.glossaries.problems), None)
        if problem is None:
            return
        self.say(f"{problem} · {self.key('mend')} mends it", "error")
        if not self.touched:
            from tui.doing.entries import mend

            self.attempt(lambda: mend(self))

    def _gone_on(self, answer: bool | None) -> None:
        if answer:
            changed, lost = go_on(self.review)
            self.follow(changed)
            told = f"{len(self.review.done)} steps are here again, not written yet: w writes them"
            self.say(f"{told}; {lost[0]}" if lost else told, "warning" if lost else "plain")
        elif answer is False:
            start_afresh(self.review)
            self.say("begun afresh; what was left is kept beside the journal as .old")
        self.draw()

    def _forget_marks(self) -> None:
        """Of very many documents only those looked at last keep their marks; the others get them back when looked at."""
        if len(self.review.sheets) <= _MANY:
            return
        kept = set(self._looked_at[-_KEPT:])
        for sheet in self.review.sheets:
            if sheet.marks is not None and sheet.number not in kept:
                sheet.marks = None

    def _look_up_marks(self) -> None:
        sheet = self.desk.sheet
        if sheet is None:
            return
        if not self._looked_at or self._looked_at[-1] != sheet.number:
            self._looked_at = [*self._looked_at[-_KEPT:], sheet.number]
            if self._marking is not None:
                self._marking.stop()
            # Whoever goes through documents key by key waits for none of them.
            self._marking = self.set_timer(_STAYS, self._want_marks) if sheet.marks is None else None

    def _want_marks(self) -> None:
        sheet = self.desk.sheet
        if sheet is not None and sheet.marks is None and sheet.checked == sheet.version:
            self.want([sheet.number])

    def want(self, numbers: Sequence[int], *, glossaries: bool = False) -> None:
        """Have documents checked again, the one on the screen first."""
        if self.worker is None:
            return
        here = self.desk.sheet
        order = sorted(numbers, key=lambda number: (here is None or number != here.number, number))
        sheets = [self.review.sheets[number] for number in order]
        wanted = [Wanted(sheet.number, sheet.version, sheet.current, self.review.decisions) for sheet in sheets]
        self.worker.want(wanted, self.review.glossaries if glossaries else None)

    async def settled(self, sheet: int) -> None:
        """Wait until a document has been checked as it stands, a few seconds at most."""
        here = self.review.sheets[sheet]
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(5):
                while here.checked != here.version:
                    await self._arrived.wait()

    async def idle(self) -> None:
        """Wait until every key is dealt with, and every document is open and has been checked as it stands."""
        while self._typed or not self.loaded or any(sheet.checked != sheet.version for sheet in self.review.sheets):
            await self._arrived.wait()

    # --- acting

    async def action_act(self, names: str) -> None:
        """Do an act by its name, or say why it cannot be done; of several, parted by spaces, the one of this view."""
        asked = names.split()
        name = next((each for each in asked if self.desk.view in BY_NAME[each].views), asked[0])
        act = BY_NAME[name]
        self.touched = True
        if self.worker is not None:
            self.worker.give_way()
        if self.desk.view not in act.views:
            self.say(f"{act.short}: not in this view ({', '.join(act.views)})", "warning")
            self.draw()
            return
        sheet, seen = self.desk.sheet, self.desk.words
        if sheet is not None and (act.views != VIEWS or act.group == GLOSSARY):
            await self.settled(sheet.number)
            if self.desk.words != seen and act.group in CHANGING:
                # What the key was pressed on is gone, and nothing is done to what nobody has looked at.
                self.say(
                    f"{act.short}: the findings have changed in the meantime: look, then press it again", "warning"
                )
                self.draw()
                return
        reason = act.why(self.desk)
        if reason:
            self.say(f"{act.short}: {reason}", "warning")
            self.draw()
            return
        try:
            await perform(self, act)
        except AlignError as error:
            self._complain(error)
        self.tour.did(name)
        self.draw()

    async def on_event(self, event: events.Event) -> None:
        """Keys are dealt with one by one: each may open a screen or close one, and the next one, typed ahead or sent by a
        program, is meant for what is there then."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._typed.append(event)
            if len(self._typed) == 1:
                await self._next_key()
        else:
            await super().on_event(event)

    async def _next_key(self) -> None:
        """Deal with the key that has waited longest."""
        key = self._typed[0]
        target = self.focused or self.screen
        await super().on_event(key)
        # What a key leads to is handed on from what has the cursor to the screen and to here, which may answer with
        # something that is handed on again; this goes the same way twice.
        self._hand_on(key, [target, *target.ancestors_with_self] * 2)
        asyncio.get_running_loop().call_later(_TAKEN_IN, self.call_later, self._key_done, key)

    def _hand_on(self, key: events.Key, nodes: Sequence[DOMNode]) -> None:
        for at, node in enumerate(nodes, 1):
            if node.is_running and node.call_later(self._hand_on, key, nodes[at:]):
                return
        self.call_later(self._key_done, key)

    async def _key_done(self, key: events.Key) -> None:
        """A key has had its effect: on to the next."""
        if not self._typed or self._typed[0] is not key:
            return
        if self.screen_stack and not self._exit:
            await self.screen._mounted_event.wait()
        self._typed.popleft()
        self._arrived.set()
        self._arrived.clear()
        if self._typed:
            await self._next_key()

    async def action_quit(self) -> None:
        """Leave by the toolkit's own key as well."""
        await self.action_act("quit")

    def action_help_quit(self) -> None:
        """Ctrl+C leaves nothing: it says what does."""
        self.say(f"{self.key('quit')} leaves")
        self.draw()

    def attempt(self, act: Callable[[], object]) -> None:
        """Do what a screen has asked for; what goes wrong is said."""
        try:
            act()
        except AlignError as error:
            self._complain(error)
        self.draw()

    def _complain(self, error: AlignError) -> None:
        self.say(f"{error} · {error.hint}" if error.hint else str(error), "error")

    def sift(self, grouping: Grouping | None = None, chosen: Filter | None = None) -> None:
        """Group or filter otherwise, a slice of the findings at a time: keys come in between."""
        self.review.begin(grouping, chosen)
        self._sift(0)

    def _sift(self, slices: int) -> None:
        left = self.review.sift(_SLICE)
        if not left or slices % _SLICES == 0:
            if isinstance(self.screen, PromptScreen):
                self.screen.tell()
            self.draw()
        if self._sifting is not None:
            self._sifting.stop()
        self._sifting = self.set_timer(_BETWEEN, partial(self._sift, slices + 1)) if left else None

    def reload(self, numbers: Sequence[int]) -> None:
        """Read documents again that somebody else has changed."""
        for number in numbers:
            sheet = self.review.sheets[number]
            source = next(each for each in self.opening.sources if each.path == sheet.path)
            document, _ = source.reading(self.review.glossaries.lexicon())
            if document != sheet.document or document.raw != sheet.disk:
                self.review.reopened(number, document)
        if numbers:
            self.desk.forget()
            self.want(numbers)

    def follow(self, changed: Changed, *, advance: bool = False) -> None:
        """An act was done: say so, have what it changed checked again, and go to the next finding."""
        self.desk.forget()
        if changed.sheets or changed.glossaries:
            self.want(sorted(changed.sheets), glossaries=changed.glossaries)
        if changed.step is not None:
            self.say(f"{changed.step.title} · {self.key('undo')} to undo")
        if advance:
            self.review.next_open()

    def key(self, name: str) -> str:
        """The key of an act as it is printed."""
        act = next(act for act in self.acts if act.name == name)
        return shown(act.keys[0]) if act.keys else "(no key)"

    def say(self, text: str, style: str = "plain") -> None:
        """Tell the reviewer something, on the line above the keys."""
        self.message, self.message_style = text, style

    # --- drawing

    def pane_of(self, name: str) -> Pane:
        """A pane by its name."""
        return self.screen_stack[0].query_one(f"#{name}", Pane)

    def draw(self) -> None:
        """Draw everything anew."""
        if not self.is_running or not self.screen_stack or not self.screen_stack[0].is_mounted:
            return
        with contextlib.suppress(Exception) if self._exit else contextlib.nullcontext():
            self._look_up_marks()
            self._draw_frame()
            self._draw_list()
            self._draw_texts()
            self._draw_detail()

    def _draw_frame(self) -> None:
        screen = self.screen_stack[0]
        size = self.size
        narrow = self.narrow
        for name, on in (
            ("wide", size.width >= _WIDE and size.height >= _LOW),
            ("narrow", narrow),
            ("tiny", size.height < _TINY or size.width < 40),
            ("names", self.desk.view == NAMES),
        ):
            screen.set_class(on, name)
        state = (
            size,
            self.desk.view,
            narrow,
            self.pane_opened,
            self.pane == "list",
            self.tour.shown,
            self.tour.station,
        )
        if state != self._framed:
            # Panes get their new sizes only after this, and what they show must fit.
            self._framed = state
            self.call_after_refresh(self.draw)
        for name in _PANES:
            self.pane_of(name).set_class(
                name == self.pane and (name != "list" or not narrow or self.pane_opened), "here"
            )
        width = max(10, size.width - 2)
        self.pane_of("head").show(
            [heading.head(self.desk, self.opening, width, self.palette, self.key, loaded=self.loaded)]
        )
        style = getattr(self.palette, self.message_style)
        self.pane_of("message").show([render.message_line(self.message, width, style)])
        self.pane_of("keys").show([heading.keys(self.acts, self.desk, width, self.palette)])
        tour = screen.query_one("#tour", Pane)
        tour.set_class(self.tour.shown and not screen.has_class("tiny"), "shown")
        if self.tour.shown:
            tour.show(self.tour.lines(max(20, size.width - 6), self.palette, self.key))

    @property
    def narrow(self) -> bool:
        """Whether the panes stand one below the other, for want of room."""
        return self.size.width < _NARROW or self.size.height < _LOW

    @property
    def pane_opened(self) -> bool:
        """Whether the list is unfolded on a small screen: Tab does that."""
        return self._list_opened

    _list_opened = False
    _candidates = (0, 0)
    _resized = False
    _framed: tuple[object, ...] = ()

    def open_list(self, opened: bool) -> None:
        """Unfold the list on a small screen, or fold it to a line."""
        self._list_opened = opened

    def _draw_list(self) -> None:
        pane = self.pane_of("list")
        shown = listing(self.desk, max(10, pane.room), self.palette, loaded=self.loaded)
        # Titles say what documents and reviewers say: a plain string would be read as markup.
        pane.entitle(shown.title)
        pane.draw(shown.count, shown.line, first=shown.at, last=shown.at)

    def _draw_texts(self) -> None:
        sheet, segment = self.desk.sheet, self.desk.segment
        panes = {Side.SOURCE: self.pane_of("source"), Side.TARGET: self.pane_of("target")}
        if sheet is None or segment is None:
            for pane in panes.values():
                pane.show([])
                pane.entitle("")
            return
        marks = self.desk.marks()
        number = sheet.index[segment.key] + 1
        panes[Side.SOURCE].entitle(f"{segment.source_lang or 'source'} · {printable(segment.key)}")
        checking = " · checking …" if sheet.checked != sheet.version else ""
        edited = " · edited" if segment.key in sheet.edits else ""
        place = f"{number} of {len(sheet.segments)}{edited}{checking}"
        panes[Side.TARGET].entitle(f"{printable(sheet.path.name)} · {place}")
        for side, pane in panes.items():
            width = max(10, pane.room)
            around = pane.size.height // 3
            shown_segments = sheet.around(segment.key, around, around)
            mine = [mark for mark in marks if mark.side is side]
            passage = render.passage(
                shown_segments,
                segment.key,
                side,
                mine,
                self.desk.focus(side),
                width,
                self.palette,
                height=pane.size.height,
            )
            pane.show(passage.lines, first=passage.first, last=passage.last)

    def _draw_detail(self) -> None:
        pane = self.pane_of("detail")
        said = detail(self.desk, max(20, pane.room), self.palette, self.key, loaded=self.loaded)
        self._candidates = said.candidates
        pane.entitle(said.title)
        pane.show(said.lines)

    # --- events

    def on_resize(self, event: events.Resize) -> None:
        """Everything in its new place."""
        self.call_after_refresh(self.draw)

    def on_pane_resized(self) -> None:
        """The lines of a pane fit into its old width: draw once for all panes that have another one now."""
        if not self._resized:
            self._resized = True
            self.call_later(self._draw_resized)

    def _draw_resized(self) -> None:
        self._resized = False
        self.draw()

    def on_pane_clicked(self, event: Pane.Clicked) -> None:
        """A click on the list goes there; one on a candidate uses it."""
        self.pane = event.pane.id if event.pane.id in _PANES else self.pane
        if event.pane.id == "list":
            self._clicked_row(event.line)
        elif event.pane.id == "detail":
            first, count = self._candidates
            if first <= event.line < first + count:
                self.call_later(self.action_act, f"use-{event.line - first + 1}")
        self.draw()

    def _clicked_row(self, line: int) -> None:
        if self.desk.view == FINDINGS and line < len(self.review.queue):
            row = self.review.queue.row(line)
            if row.item is None:
                self.review.queue.fold(row.group, not self.review.queue.shows(row.group))
            else:
                self.review.look_at(row.item.id)
        elif self.desk.view == NAMES and line < len(rows := self.desk.names()):
            self.desk.cursor.name, self.desk.cursor.form, self.desk.cursor.use = rows[line].key, 0, 0
        elif self.desk.view == LINKS and line < len(links := self.desk.links()):
            self.desk.cursor.segment, self.desk.cursor.pair = links[line].segment, links[line].pair


class Desktop(Screen[None]):
    """The main screen: list, source, translation, detail."""

    AUTO_FOCUS = ""

    def __init__(self, acts: Sequence[Act]) -> None:
        super().__init__()
        named: dict[str, list[str]] = {}
        for act in acts:
            for key in act.keys:
                named.setdefault(key, []).append(act.name)
        for key, names in named.items():
            # Of several bindings of a key the first would count, and the toolkit has some of its own.
            self._bindings.key_to_bindings.pop(key, None)
            self._bindings.bind(key, f"app.act('{' '.join(names)}')", show=False)

    def compose(self) -> ComposeResult:
        """The panes."""
        yield Pane(id="head")
        yield Pane(id="tour", title="Tour")
        with Container(id="work"):
            yield Pane(id="list")
            with Container(id="right"):
                with Container(id="texts"):
                    yield Pane(id="source")
                    yield Pane(id="target")
                yield Pane(id="detail")
        yield Pane(id="message")
        yield Pane(id="keys")

    def on_mount(self) -> None:
        """Draw once the sizes are known."""
        self.call_after_refresh(self.app.draw)  # type: ignore[attr-defined]
