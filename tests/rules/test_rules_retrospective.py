"""What a retrospective is told by, against references that are slow and obvious (O11)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from rules.retrospective import discount, durations, grade_path, local_day, percent, reminder_offset

ZONES = st.sampled_from(
    ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Kiritimati", "UTC"]
)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31))
MINUTE = timedelta(minutes=1)
START = datetime(2026, 1, 1)
# Moments within a few hours, so that walking minute by minute is quick
SOON = st.integers(0, 300).map(lambda minutes: START + minutes * MINUTE)
EVENTS = st.lists(st.tuples(SOON, st.sampled_from(["a", "b", "c", None])), max_size=8).map(
    lambda events: sorted(events, key=lambda event: event[0])
)


@given(MOMENTS, ZONES)
def test_the_local_day_is_the_one_on_the_wall(moment, zone):
    """The reference is another library with its own tables of daylight saving."""
    assert local_day(moment, zone) == moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).date()


def test_half_past_eleven_in_shanghai_is_the_same_day():
    assert local_day(datetime(2026, 12, 31, 15, 30), "Asia/Shanghai") == date(2026, 12, 31)
    assert local_day(datetime(2026, 12, 31, 16, 0), "Asia/Shanghai") == date(2027, 1, 1)


def test_when_the_clocks_change():
    berlin = "Europe/Berlin"
    # 29 March 2026: UTC+1 until 01:00 UTC, UTC+2 from then on; 25 October the other way round
    assert local_day(datetime(2026, 3, 28, 22, 59), berlin) == date(2026, 3, 28)
    assert local_day(datetime(2026, 3, 28, 23, 0), berlin) == date(2026, 3, 29)
    assert local_day(datetime(2026, 3, 29, 22, 0), berlin) == date(2026, 3, 30)
    assert local_day(datetime(2026, 10, 25, 22, 59), berlin) == date(2026, 10, 25)
    assert local_day(datetime(2026, 10, 25, 23, 0), berlin) == date(2026, 10, 26)
    assert local_day(datetime(2026, 11, 1, 4, 30), "America/New_York") == date(2026, 11, 1)


@given(EVENTS, SOON)
def test_durations_minute_by_minute(events, end):
    expected = {}
    moment = events[0][0] if events else end
    while moment < end:
        value = [value for begun, value in events if begun <= moment][-1]
        if value is not None:
            expected[value] = expected.get(value, timedelta(0)) + MINUTE
        moment += MINUTE
    assert durations(events, end) == expected


@given(st.integers(0, 30), st.integers(0, 30))
def test_a_reminder_is_never_later_than_the_day_itself(days, before):
    assert 0 <= reminder_offset(days, before) <= days


@given(st.floats(0.01, 1e9), st.floats(-100, 100))
def test_a_discount_gives_the_final_amount_back(first, given_away):
    final = first * (1 - given_away / 100)
    assert abs(first * (1 - discount(first, final) / 100) - final) <= 1e-6 * first


def test_no_discount_without_both_amounts():
    assert discount(0, 5) is discount(None, 5) is discount(10, None) is discount(-5, 5) is None
    assert discount(10, 0) == 100
    assert percent(1, 0) is None
    assert percent(1, 4) == 25


@given(st.lists(st.sampled_from(["a", "b", "c", None])))
def test_a_path_never_repeats_a_grade_at_once(grades):
    steps = [step for step in grade_path(grades).split(" → ") if step]
    assert all(one != next_one for one, next_one in zip(steps, steps[1:], strict=False))
    assert {step.lower() for step in steps} == {grade for grade in grades if grade}
