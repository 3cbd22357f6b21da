"""The days of the next contacts (O2, O3)."""

from collections import Counter
from datetime import date, timedelta
from math import ceil

from hypothesis import assume, given
from hypothesis import strategies as st
from rules.cadence import Cadence, catch_up, plan_contacts

DAY = timedelta(days=1)
TODAY = st.dates(date(2024, 1, 1), date(2026, 12, 31))
CADENCES = st.integers(1, 60).flatmap(
    lambda per_days: st.integers(1, per_days).map(lambda contacts: Cadence(contacts, per_days))
)


@st.composite
def situations(draw):
    """(last contact, today, cadence, working days): any pattern of working days with gaps up to ten days."""
    today, cadence = draw(TODAY), draw(CADENCES)
    steps = draw(st.lists(st.sampled_from([1, 1, 1, 1, 3, 10]), min_size=8, max_size=8))
    working, day = [], today + draw(st.integers(0, 4)) * DAY
    while day <= today + timedelta(days=3 * cadence.per_days + 40):
        working.append(day)
        day += steps[len(working) % 8] * DAY
    last = today - draw(st.integers(0, 100)) * DAY
    return last, today, cadence, working


@given(situations())
def test_on_working_days_each_later_than_the_one_before(situation):
    last, today, cadence, working = situation
    days = plan_contacts(last, today, cadence, working)
    assert len(days) == cadence.contacts
    assert set(days) <= set(working)
    assert days == sorted(set(days))
    assert days[0] >= today


@given(situations())
def test_within_the_cadence_where_there_are_working_days(situation):
    """No later than its gap ends, or than the next working day after it."""
    last, today, cadence, working = situation
    base = max(last, today - timedelta(days=int(cadence.gap)))
    before = base - DAY
    for place, day in enumerate(plan_contacts(last, today, cadence, working), 1):
        end = base + timedelta(days=int(place * cadence.gap))
        possible = [other for other in working if before < other <= end]
        assert day <= end or not [other for other in possible if other > before and other >= today]
        before = day


@given(situations(), st.data())
def test_what_is_long_overdue_is_due_at_once_and_made_up_for_once(situation, data):
    _last, today, cadence, working = situation
    days = plan_contacts(today - timedelta(days=1000), today, cadence, working)
    assert len(days) == cadence.contacts
    assert days[0] == working[0]


@given(situations(), st.integers(1, 5), st.integers(1, 200))
def test_no_day_gets_more_than_the_limit_while_others_have_room(situation, limit, number):
    last, today, cadence, working = situation
    assume(cadence.contacts == 1)
    load = Counter()
    for _deal in range(number):
        [day] = plan_contacts(last, today, cadence, working, load, limit)
        load[day] += 1
    if max(load.values()) > limit:
        # every day that one may be put off to is full
        assert min(load.values()) >= limit


@given(TODAY, st.integers(0, 300), st.integers(1, 12))
def test_a_load_is_spread_evenly_over_a_week(today, number, limit):
    working = [today + n * DAY for n in range(60) if (today + n * DAY).weekday() < 5]
    load = Counter()
    for _deal in range(number):
        [day] = plan_contacts(today, today, Cadence(1, 7), working, load, limit)
        load[day] += 1
    assert sum(load.values()) == number
    assert len(load) <= 10


@given(situations(), st.integers(0, 5), st.integers(1, 100))
def test_catching_up_floods_no_day(situation, limit, number):
    _last, today, cadence, working = situation
    load = Counter()
    for _deal in range(number):
        load[catch_up(today, cadence, working, load, limit)] += 1
    assert set(load) <= set(working)
    assert max(load) <= max(today + timedelta(days=ceil(cadence.gap)), working[0])
    if limit and max(load.values()) > limit:
        assert max(load.values()) - min(load.values()) <= 1
