"""The worker: reads and checks documents in a thread of its own and hands in what came of it, a few at a time.

It never touches a widget. What a reviewer waits for is checked first; documents that nobody has looked at yet are read and
checked in between.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from importlib import import_module

from align.errors import AlignError
from align.glossary.open_files import Glossaries
from align.model.decision import Decisions
from align.review.engine import Checked, Engine, Making
from tui.news import Failed, News, Opened, Wanted, checked, opened, told
from tui.opening import Opening

_PATIENCE = 0.08
"""Seconds for which results are gathered before they are handed in."""

_ANSWERING = 0.06
"""Seconds that the screen takes at most to answer a key when nothing else is done."""

_DRAWING = 0.04
"""Seconds of these after which what the key has changed is checked."""

_GLIMPSE = 0.01
"""Seconds after which a worker that gives way looks whether something is wanted."""

_TURNS = 0.001
"""Seconds after which the worker lets the screen have its turn."""


class Worker(threading.Thread):
    """Reads the documents of an opening and checks them, and checks again what is asked for. `deliver` is called from this
    thread."""

    def __init__(self, opening: Opening, decisions: Decisions, deliver: Callable[[Sequence[News], bool], None]) -> None:
        super().__init__(name="checking", daemon=True)
        self._opening = opening
        self._sources = deque(opening.sources)
        self._decisions = decisions
        self._deliver = deliver
        self._wanted: deque[Wanted] = deque()
        self._knowing: Glossaries | None = None
        self._news: list[News] = []
        self._told = 0.0
        self._count = 0
        self._ended = False
        self._quiet_until = 0.0
        self._first: Wanted | None = None
        self._turn = threading.Condition()

    def want(self, wanted: Sequence[Wanted], glossaries: Glossaries | None = None) -> None:
        """Check these documents as soon as possible; with `glossaries`, by what they say."""
        with self._turn:
            self._wanted.extend(wanted)
            if glossaries is not None:
                self._knowing = glossaries
            self._turn.notify()

    def give_way(self) -> None:
        """A key was pressed: begin with no new document until the screen has had time to answer it."""
        self._quiet_until = time.monotonic() + _ANSWERING

    def end(self) -> None:
        """Stop after what is being done now."""
        with self._turn:
            self._ended = True
            self._turn.notify()

    def run(self) -> None:
        """Work until told to end."""
        sys.setswitchinterval(_TURNS)
        self._begin()
        engine = self._engine(self._opening.making)
        while engine is not None:
            with self._turn:
                while not (self._ended or self._wanted or self._knowing or self._sources or self._first):
                    self._tell(at_once=True)
                    self._turn.wait()
                if self._ended:
                    return
                glossaries, self._knowing = self._knowing, None
                wanted = self._wanted.popleft() if self._wanted else None
                if wanted is None and glossaries is None:
                    wanted, self._first = self._first, None
            if glossaries is not None:
                engine.know(glossaries.lexicon())
            if wanted is not None:
                # The screen shows first what was done.
                time.sleep(max(0.0, self._quiet_until - _ANSWERING + _DRAWING - time.monotonic()))
                self._news.append(checked(engine, wanted))
            elif self._sources and not self._gives_way():
                self._news += self._opened(engine)
            self._tell(at_once=wanted is not None and not self._wanted)

    def _gives_way(self) -> bool:
        """Wait a moment while the screen answers a key; False at once where it has nothing to answer."""
        waits = self._quiet_until > time.monotonic()
        if waits:
            time.sleep(_GLIMPSE)
        return waits

    def _begin(self) -> None:
        """Hand in the first document: as the process ahead has found it, else after a glance, to be checked in full then."""
        for news in ahead.news() if (ahead := self._opening.ahead) else ():
            if isinstance(news, Checked):
                self._first = None
            elif not self._count:
                self._sources.popleft()
            if isinstance(news, Opened):
                self._count = 1
                self._first = Wanted(0, 0, news.document, self._decisions)
            self._news.append(news)
            self._tell(at_once=True)
        if not self._count and self._opening.glancing and self._sources:
            self._glance(self._opening.glancing)
        # What keys need is loaded while nobody waits for anything.
        import_module("tui.doing.table")

    def _glance(self, glancing: Making) -> None:
        engine = self._engine(glancing)
        if engine is None:
            return
        for news in self._opened(engine):
            self._news.append(news)
            if isinstance(news, Opened):
                self._first = Wanted(0, 0, news.document, self._decisions)
        self._tell(at_once=True)

    def _engine(self, making: Making) -> Engine | None:
        try:
            return Engine(making, self._opening.glossaries.lexicon(), self._opening.ignoring)
        except AlignError as error:
            self._news.append(Failed("", told(error)))
            self._sources.clear()
            self._tell(at_once=True)
            return None

    def _opened(self, engine: Engine) -> list[News]:
        number, self._count = self._count, self._count + 1
        found = opened(engine, self._sources.popleft(), number, self._decisions)
        if not isinstance(found[0], Opened):
            self._count -= 1
        return found

    def _tell(self, *, at_once: bool) -> None:
        now = time.monotonic()
        if self._news and (at_once or now - self._told > _PATIENCE):
            news, self._news, self._told = self._news, [], now
            self._deliver(news, not self._sources and self._first is None)
