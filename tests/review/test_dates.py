"""Days: a date is itself, and a length of time lies that far ahead."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.review.dates import day_of

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-01-31", "2027-01-31"),
        (" 2027-01-31 ", "2027-01-31"),
        ("30d", "2026-12-22"),
        ("2w", "2026-12-06"),
        ("2 W", "2026-12-06"),
        ("3m", "2027-02-22"),
        ("1y", "2027-11-22"),
        ("0d", "2026-11-22"),
        ("", None),
        ("soon", None),
        ("2027-02-30", None),
        ("9999y", None),
        ("9999999d", None),
        ("-3d", None),
        ("3", None),
    ],
)
def test_a_day_is_a_date_or_so_much_time_from_now(text: str, day: str | None) -> None:
    assert day_of(text, "2026-11-22") == day


@pytest.mark.parametrize(
    ("today", "text", "day"),
    [("2027-01-31", "1m", "2027-02-28"), ("2028-02-29", "1y", "2029-02-28"), ("2026-12-31", "2m", "2027-02-28")],
)
def test_a_month_without_that_day_ends_on_its_last(today: str, text: str, day: str) -> None:
    assert day_of(text, today) == day


@given(DAYS, DAYS)
def test_a_date_is_itself_whatever_today_is(day: date, today: date) -> None:
    assert day_of(day.isoformat(), today.isoformat()) == day.isoformat()


@given(DAYS, st.integers(0, 9999))
def test_weeks_are_seven_days_and_years_twelve_months(today: date, count: int) -> None:
    here = today.isoformat()
    assert day_of(f"{count}d", here) == (today + timedelta(days=count)).isoformat()
    if count < 1400:
        assert day_of(f"{count}w", here) == day_of(f"{7 * count}d", here)
    if count < 800:
        assert day_of(f"{count}y", here) == day_of(f"{12 * count}m", here)


@given(DAYS, st.integers(0, 500))
def test_months_never_skip_one(today: date, count: int) -> None:
    day = date.fromisoformat(day_of(f"{count}m", today.isoformat()) or "")
    assert (day.year * 12 + day.month) - (today.year * 12 + today.month) == count
    assert day.day <= today.day


@given(st.text(max_size=8))
def test_any_text_is_a_day_or_none(text: str) -> None:
    day = day_of(text, "2026-11-22")
    assert day is None or date.fromisoformat(day).isoformat() == day
