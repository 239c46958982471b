"""Dates of offices: G108."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from align.glossary.checks.remark import Remark
from align.glossary.load import LoadedEntry


def role_dates(entry: LoadedEntry) -> Iterator[Remark]:
    """G108: a day that no calendar has, or an end before the beginning."""
    for number, role in enumerate(entry.entity.roles):
        strange = False
        for key, text in (("from", role.start), ("to", role.end)):
            if text and not is_calendar_date(text):
                strange = True
                yield Remark("G108", entry, f"{text} is no date in the calendar", ("roles", number, key))
        known = min(len(role.start), len(role.end))
        if not strange and role.start[:known] > role.end[:known]:
            message = f'"{role.en}" ends ({role.end}) before it begins ({role.start})'
            yield Remark("G108", entry, message, ("roles", number, "to"))


def is_calendar_date(text: str) -> bool:
    """Whether `YYYY`, `YYYY-MM` or `YYYY-MM-DD` is in the calendar."""
    numbers = [int(part) for part in text.split("-")]
    try:
        date(*numbers, *[1] * (3 - len(numbers)))
    except ValueError:
        return False
    return True
