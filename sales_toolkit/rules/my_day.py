"""The order of a day, how late something is, and how much of the day is done (X5)."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Due:
    """How far away a due moment is: ``amount`` of ``unit`` (``day`` or ``hour``), before or after now."""

    late: bool
    unit: str
    amount: int


def arrange(codes, policy):
    """The sections of a day in the order in which they are done.

    :param codes: the sections that there are, in the order in which the rooms name them
    :param policy: [(code, wanted)] as an administrator sorted them; what it does not know comes last

    >>> arrange(["a", "b", "new"], [("b", True), ("a", True), ("gone", True)])
    ['b', 'a', 'new']
    >>> arrange(["a", "b"], [("b", False)])
    ['a']
    """
    known = dict(policy)
    wanted = [code for code in known if known[code] and code in codes]
    return wanted + [code for code in codes if code not in known]


def measure(due, now):
    """How late something is, or how much time is left; None for what has no day.

    A day is late when it is over; a moment when it has passed. ``now`` is where the person is, and so is
    ``due`` where it is a moment.

    >>> from datetime import date
    >>> measure(date(2026, 11, 27), datetime(2026, 11, 29, 8))
    Due(late=True, unit='day', amount=2)
    >>> measure(date(2026, 11, 29), datetime(2026, 11, 29, 23, 59))
    Due(late=False, unit='day', amount=0)
    >>> measure(datetime(2026, 11, 29, 6, 30), datetime(2026, 11, 29, 8))
    Due(late=True, unit='hour', amount=1)
    """
    if not due:
        return None
    if not isinstance(due, datetime):
        days = (now.date() - due).days
        return Due(days > 0, "day", abs(days))
    late = due < now
    hours = abs(now - due) // timedelta(hours=1)
    return Due(late, "day", hours // 24) if hours >= 24 else Due(late, "hour", hours)


def get_day_limits(day, zone):
    """The first moment of ``day`` in the time zone ``zone``, and that of the day after, in UTC.

    >>> from datetime import date
    >>> [str(moment) for moment in get_day_limits(date(2026, 11, 29), "Asia/Shanghai")]
    ['2026-11-28 16:00:00', '2026-11-29 16:00:00']
    """
    days = (day, day + timedelta(days=1))
    starts = [datetime.combine(one, time.min, ZoneInfo(zone)) for one in days]
    return tuple(start.astimezone(UTC).replace(tzinfo=None) for start in starts)


def get_progress(done, left):
    """How many per cent of a day are done: 100 only when nothing is left, 0 only when nothing is done.

    >>> [get_progress(5, 7), get_progress(0, 0), get_progress(999, 1), get_progress(1, 999)]
    [41, 100, 99, 1]
    """
    if not left:
        return 100
    share = 100 * done // (done + left)
    return min(max(share, 1 if done else 0), 99)
