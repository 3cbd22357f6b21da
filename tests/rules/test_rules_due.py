"""Spreading periodic work evenly over working days (C10)."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from rules.due import single_window, spread, spreading_window

DAYS = st.lists(st.dates(date(2024, 1, 1), date(2026, 12, 31)), min_size=1, max_size=60, unique=True).map(
    sorted
)
TODAY = st.dates(date(2024, 1, 1), date(2026, 12, 31))


@given(DAYS, st.integers(0, 500), st.data())
def test_only_on_the_days_given_and_all_of_it(days, number, data):
    load = data.draw(st.dictionaries(st.sampled_from(days), st.integers(0, 50)))
    chosen = spread(days, load, number)
    assert len(chosen) == number
    assert set(chosen) <= set(days)


@given(DAYS)
def test_ten_thousand_stay_within_a_fifth_of_the_mean(days):
    counts = Counter(spread(days, {}, 10_000))
    mean = 10_000 / len(days)
    assert all(0.8 * mean <= counts[day] <= 1.2 * mean for day in days)


@given(DAYS, st.integers(0, 500), st.data())
def test_it_levels_what_is_there(days, number, data):
    """A day that got something has at most one more than any other has in the end."""
    load = data.draw(st.dictionaries(st.sampled_from(days), st.integers(0, 50)))
    chosen = Counter(spread(days, load, number))
    total = {day: load.get(day, 0) + chosen[day] for day in days}
    assert all(total[day] <= min(total.values()) + 1 for day in chosen)


@given(DAYS, st.integers(0, 300), st.integers(0, 300))
def test_in_two_parts_it_is_as_even_as_at_once(days, first, second):
    load = Counter(spread(days, {}, first))
    total = load + Counter(spread(days, load, second))
    counts = [total[day] for day in days]
    assert max(counts) - min(counts) <= 1


@given(TODAY, st.integers(-3, 400))
def test_windows_lie_in_the_interval(today, interval):
    for first, last in (single_window(today, interval), spreading_window(today, interval)):
        assert today < first <= last <= today + timedelta(days=max(interval, 1))
