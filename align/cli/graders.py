"""Who does the work of grading: this process alone, or several others. However many, the figures are the same."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from typing import Final

from align.score.work import Share, in_turn

_MUCH: Final = 5000
"""Hypotheses from which on several processes work without being asked to; for fewer they take longer to begin."""

_MOST_UNASKED: Final = 4


@contextlib.contextmanager
def graders(jobs: int | None, hypotheses: int) -> Iterator[Share]:
    """Those who do the work, gone when it is over, however it ends.

    `jobs` is how many processes may work, 0 for as many as there are processors; None lets the number of hypotheses decide.
    """
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if jobs is None:
        jobs = min(processors, _MOST_UNASKED) if hypotheses >= _MUCH else 1
    jobs = jobs or processors
    if jobs == 1:
        yield in_turn
        return
    # What passes work between processes takes longer to load than a short text to grade.
    from align.cli.sharing import sharing

    with sharing(jobs) as share:
        yield share
