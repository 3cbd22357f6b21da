"""Marking and waking are decided by days and moments alone, and deciding again changes nothing."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from rules.dormancy import is_due, quiet_limit, wakes

DAYS = st.integers(0, 2000)
TAGS = st.lists(DAYS, max_size=4)
START = datetime(2026, 1, 1, 9)
EVENTS = st.lists(st.tuples(st.sampled_from(["contact", "night"]), st.integers(1, 60)), max_size=30)


@given(DAYS, TAGS)
def test_the_smallest_number_of_the_tags_or_else_the_companys(company, tags):
    limit = quiet_limit(company, tags)
    own = [days for days in tags if days]
    assert limit == (min(own) if own else company or None)
    assert limit is None or limit > 0


@given(DAYS, TAGS, DAYS)
def test_due_under_the_limit_is_due_under_any_number_of_the_tags(company, tags, quiet):
    """What the search for due customers relies on: one number that has passed is enough."""
    today, last = date(2030, 1, 1), date(2030, 1, 1) - timedelta(days=quiet)
    own = [days for days in tags if days]
    numbers = own or ([company] if company else [])
    assert is_due(today, last, quiet_limit(company, tags)) == any(
        is_due(today, last, days) for days in numbers
    )


def life(events, limit, times):
    """[(day, what)] of a customer's moves, when each night's action runs ``times`` times."""
    now, last, dormant_at, moves = START, START, None, []
    for what, days in events:
        now += timedelta(days=days)
        for _ in range(times):
            if what == "contact":
                last = now
                if wakes(now, dormant_at):
                    dormant_at = None
                    moves.append((now, "woken"))
            elif dormant_at is None and is_due(now.date(), last.date(), limit):
                dormant_at = now
                moves.append((now, "marked"))
    return moves


@given(EVENTS, st.integers(1, 100))
def test_marked_and_woken_in_turn_and_once(events, limit):
    moves = life(events, limit, 1)
    assert moves == life(events, limit, 3)
    assert [what for _now, what in moves] == ["marked", "woken"] * (len(moves) // 2) + ["marked"] * (
        len(moves) % 2
    )


@given(st.datetimes(), st.datetimes())
def test_what_was_before_the_mark_wakes_nobody(moment, mark):
    assert wakes(moment, mark) == (moment >= mark)
    assert not wakes(None, mark) and not wakes(moment, None)
