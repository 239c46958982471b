"""Processes that work for this one: gone when the work is over, and gone when this one is."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections.abc import Collection, Iterator
from concurrent.futures import BrokenExecutor
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import Protocol, TypeVar

from align.errors import AlignError


class Team(Protocol):
    """Processes at work."""

    def close(self, *, at_once: bool = False) -> None:
        """End the processes when they have done what they are at, or `at_once`."""


AnyTeam = TypeVar("AnyTeam", bound=Team)


@contextlib.contextmanager
def at_work(team: AnyTeam) -> Iterator[AnyTeam]:
    """The processes, gone when the work is over, however it ends; AlignError where one of them ends before that."""
    try:
        yield team
    except BrokenExecutor as error:
        message = "a process that was at work has ended before it was done"
        raise AlignError(message, hint="there may be too little memory: give a smaller number of --jobs") from error
    except BaseException:
        team.close(at_once=True)
        raise
    finally:
        team.close()


def terminate_all_but(others: Collection[BaseProcess]) -> None:
    """End at once every process of this one that is none of the others."""
    for process in frozenset(multiprocessing.active_children()).difference(others):
        process.terminate()


def depend_on_parent() -> None:
    """Leave Ctrl-C to the process that this one works for, which is told of it too, and end when that ends, however it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
