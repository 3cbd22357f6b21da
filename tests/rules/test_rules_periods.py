"""Periods and their weeks."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.periods import PERIODS, get_bounds, get_week, get_weeks

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
STARTS = st.integers(0, 6)


@given(st.sampled_from(PERIODS), DAYS, STARTS)
def test_periods_hold_today_or_end_before_it(period, today, start):
    first, last = get_bounds(period, today, start)
    assert first <= last
    if period.startswith("last_"):
        assert last < today
        assert get_bounds(period.removeprefix("last_"), today, start)[0] == last + timedelta(days=1)
    else:
        assert first <= today <= last


@given(st.sampled_from(PERIODS), DAYS, STARTS)
def test_weeks_cover_the_period_once(period, today, start):
    first, last = get_bounds(period, today, start)
    days = []
    for week, (begin, end) in get_weeks(first, last, start).items():
        assert week.weekday() == start and week == get_week(begin, start) == get_week(end, start)
        days += [begin + timedelta(days=n) for n in range((end - begin).days + 1)]
    assert days == [first + timedelta(days=n) for n in range((last - first).days + 1)]


def test_another_period():
    with pytest.raises(ValueError):
        get_bounds("decade", date(2026, 1, 1))
