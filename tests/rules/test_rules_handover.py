"""Plans on working days, against slow and obvious references (O10)."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from rules.handover import distance, lay_out, move

MONDAY = date(2026, 3, 2)
NUMBERS = st.integers(0, 60)
OFF = st.frozensets(st.integers(-100, 400), max_size=120)
DELTAS = st.integers(-20, 20)


def is_working(day, off):
    return day.weekday() < 5 and (day - MONDAY).days not in off


def add(off):
    """Day by day."""

    def walk(day, number):
        if number <= 0:
            while not is_working(day, off):
                day += timedelta(days=1)
            return day
        while number:
            day += timedelta(days=1)
            number -= is_working(day, off)
        return day

    return walk


def working(off):
    days = (MONDAY + timedelta(days=number) for number in range(-400, 900))
    return [day for day in days if is_working(day, off)]


@given(NUMBERS, st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10)), max_size=5), OFF)
def test_steps_are_on_working_days_and_take_as_long_as_they_should(start, steps, off):
    plan = lay_out(MONDAY + timedelta(days=start), steps, add(off))
    days = working(off)
    beginning = add(off)(MONDAY + timedelta(days=start), 0)
    for (offset, duration), (first, last) in zip(steps, plan, strict=True):
        assert days.index(first) - days.index(beginning) == offset
        assert days.index(last) - days.index(first) == duration - 1


@given(NUMBERS, NUMBERS, OFF)
def test_distance_counts_working_days(old, new, off):
    old, new = (MONDAY + timedelta(days=number) for number in (old, new))
    days = [day for day in working(off) if min(old, new) <= day <= max(old, new)]
    expected = len([day for day in days if min(old, new) <= day < max(old, new)])
    assert distance(old, new, days) == (expected if new >= old else -expected)


@given(NUMBERS, DELTAS, OFF)
def test_moving_there_and_back_is_no_move(number, delta, off):
    days = working(off)
    day = add(off)(MONDAY + timedelta(days=number), 0)
    moved = move(day, delta, days)
    assert moved in days
    assert move(moved, -delta, days) == day


@given(st.lists(NUMBERS, min_size=2, max_size=6), DELTAS, OFF)
def test_moving_keeps_the_order(numbers, delta, off):
    days = working(off)
    before = sorted(MONDAY + timedelta(days=number) for number in numbers)
    after = [move(day, delta, days) for day in before]
    assert after == sorted(after)
