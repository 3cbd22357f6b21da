"""The order of a day, lateness and progress, as pure functions (X5)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from rules.my_day import arrange, get_day_limits, get_progress, measure

CODES = st.lists(st.sampled_from("abcdefgh"), unique=True)
POLICY = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.booleans()), unique_by=lambda row: row[0])
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31))
ZONES = st.sampled_from(["UTC", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"])


@given(CODES, POLICY)
def test_what_is_wanted_comes_once_and_in_the_order_of_the_policy(codes, policy):
    order = arrange(codes, policy)
    known = dict(policy)
    assert sorted(order) == sorted(code for code in codes if known.get(code, True))
    sorted_by_policy = [code for code, _wanted in policy if code in order]
    assert order[: len(sorted_by_policy)] == sorted_by_policy


@given(CODES, POLICY)
def test_what_the_policy_does_not_know_comes_last_as_the_rooms_name_it(codes, policy):
    order = arrange(codes, policy)
    new = [code for code in codes if code not in dict(policy)]
    assert order[len(order) - len(new) :] == new


@given(DAYS, MOMENTS)
def test_a_day_is_late_when_it_is_over(day, now):
    due = measure(day, now)
    assert due.unit == "day"
    assert due.late == (day < now.date())
    assert due.amount == abs((now.date() - day).days)


@given(MOMENTS, MOMENTS)
def test_a_moment_is_late_when_it_has_passed(moment, now):
    due = measure(moment, now)
    assert due.late == (moment < now)
    gone = abs(now - moment)
    assert timedelta(**{f"{due.unit}s": due.amount}) <= gone < timedelta(**{f"{due.unit}s": due.amount + 1})
    assert due.unit == "hour" or due.amount >= 1


def test_nothing_due():
    assert measure(None, datetime(2026, 11, 29)) is None
    assert measure(False, datetime(2026, 11, 29)) is None


@given(DAYS, ZONES)
def test_the_limits_of_a_day_are_those_where_the_person_is(day, zone):
    start, end = get_day_limits(day, zone)
    assert timedelta(hours=23) <= end - start <= timedelta(hours=25)
    local = [moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(zone)) for moment in (start, end)]
    assert [moment.date() for moment in local] == [day, day + timedelta(days=1)]


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_progress_is_whole_only_when_nothing_is_left(done, left):
    progress = get_progress(done, left)
    assert 0 <= progress <= 100
    assert (progress == 100) == (left == 0)
    assert (progress == 0) == (done == 0 and left > 0)


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_doing_one_never_sets_back(done, left):
    assert get_progress(done, left) <= get_progress(done + 1, left - 1)
