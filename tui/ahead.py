"""The first document, read and checked by a process of its own while this one still makes the screen.

A machine has more than one core, and Python uses one at a time. Where the system cannot fork, or the process comes to
grief, nothing comes of it, and the worker does the work itself a little later.
"""

from __future__ import annotations

import gc
import os
import pickle
from collections.abc import Iterator
from typing import BinaryIO, Self

from align.errors import AlignError
from align.model.decision import Decisions
from align.review import log
from align.review.engine import Checked, Engine
from tui.news import News, Opened, Wanted, checked, opened
from tui.opening import Opening


class Ahead:
    """A process that works ahead; `news` has what it found."""

    def __init__(self, process: int, pipe: int) -> None:
        self._process = process
        self._pipe = pipe

    @classmethod
    def begun(cls, opening: Opening) -> Self | None:
        """Begin with the first document; None where the system has no such processes. No thread may be running yet."""
        if not hasattr(os, "fork"):
            return None
        reading, writing = os.pipe()
        process = os.fork()
        if process:
            os.close(writing)
            return cls(process, reading)
        try:
            os.close(reading)
            gc.disable()
            with os.fdopen(writing, "wb") as out:
                for news in _found(opening):
                    pickle.dump(news, out, pickle.HIGHEST_PROTOCOL)
                    out.flush()
        finally:
            # Nothing of the process that was forked from may be done twice, such as what it does at its end.
            os._exit(0)

    def news(self) -> Iterator[News]:
        """The document as it was opened after a first glance, then its full check; less where the process could not go on."""
        with os.fdopen(self._pipe, "rb") as pipe:
            while (news := _next(pipe)) is not None:
                yield news
        os.waitpid(self._process, 0)


def _next(pipe: BinaryIO) -> News | None:
    try:
        news: News = pickle.load(pipe)
    except (EOFError, pickle.UnpicklingError):
        return None
    return news


def _found(opening: Opening) -> Iterator[News]:
    making, ignoring, setting = opening.making, opening.ignoring, opening.setting
    try:
        lexicon = opening.glossaries.lexicon()
        decisions = Decisions(log.read(setting.log).decisions, setting.log.parent, setting.today)
        first = opened(Engine(opening.glancing or making, lexicon, ignoring), opening.sources[0], 0, decisions)
        yield from first
        document = next((news.document for news in first if isinstance(news, Opened)), None)
        if document is None:
            return
        engine = Engine(making, lexicon, ignoring)
    except AlignError:
        # The worker meets the same, and tells it.
        return
    full = checked(engine, Wanted(0, 0, document, decisions))
    if isinstance(full, Checked):
        yield full
