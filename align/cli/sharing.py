"""Several processes that grade for this one. Loaded only where there are to be some."""

from __future__ import annotations

import contextlib
import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from align.cli.depending import at_work, depend_on_parent, terminate_all_but
from align.score.work import Job, Result, Share, Task


class _Sharing:
    """The processes at work, begun with the first of it: each is given the job once, and then tasks of it alone."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._others = frozenset(multiprocessing.active_children())
        self._job: Job | None = None
        self._pool: ProcessPoolExecutor | None = None

    def __call__(self, job: Job, tasks: Sequence[Task[Result]]) -> Iterator[Result]:
        if self._pool is None:
            self._job = job
            self._pool = ProcessPoolExecutor(self._number, initializer=_begin, initargs=(job,))
        assert job is self._job
        return self._pool.map(_done, tasks)

    def close(self, *, at_once: bool = False) -> None:
        """End the processes when they have done what they are at, or `at_once`."""
        if at_once:
            terminate_all_but(self._others)
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


@contextlib.contextmanager
def sharing(number: int) -> Iterator[Share]:
    """So many processes, gone when the work is over, however it ends; AlignError where one of them ends before that."""
    with at_work(_Sharing(number)) as team:
        yield team


# --- in a process that works for another ------------------------------------------------------------------------

_OWN: list[Job] = []


def _begin(job: Job) -> None:
    """Set up this process."""
    depend_on_parent()
    _OWN[:] = [job]


def _done(task: Task[Any]) -> Any:
    return task.done(_OWN[0])
