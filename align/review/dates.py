"""Days as reviewers write them, a date or so many days, months or years from now; and times as the log has them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

_AHEAD = re.compile(r"(\d{1,4})\s*([dwmy])")


def written(at: datetime) -> str:
    """A time as the log has it; one without a zone is UTC."""
    known = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return known.isoformat(timespec="microseconds").replace("+00:00", "Z")


def day_of(text: str, today: str) -> str | None:
    """The day as `YYYY-MM-DD`; None where `text` is neither a date nor a length of time such as `30d`, `2w`, `6m`, `1y`."""
    found = _AHEAD.fullmatch(text.strip().lower())
    try:
        if found is None:
            return date.fromisoformat(text.strip()).isoformat()
        return _ahead(date.fromisoformat(today), int(found[1]), found[2]).isoformat()
    except (ValueError, OverflowError):
        return None


def _ahead(day: date, count: int, unit: str) -> date:
    if unit in "dw":
        return day + timedelta(days=count * (7 if unit == "w" else 1))
    months = day.month - 1 + count * (12 if unit == "y" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
