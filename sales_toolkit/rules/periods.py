"""The periods that one looks at work in, and their weeks."""

from datetime import date, timedelta

PERIODS = ("week", "last_week", "month", "last_month", "quarter")


def get_bounds(period, today, week_start=0):
    """The first and the last day of a period, as seen from ``today``.

    :param week_start: the weekday that weeks begin on, 0 for Monday

    >>> get_bounds("week", date(2026, 11, 29))
    (datetime.date(2026, 11, 23), datetime.date(2026, 11, 29))
    >>> get_bounds("last_month", date(2026, 1, 31))
    (datetime.date(2025, 12, 1), datetime.date(2025, 12, 31))
    >>> get_bounds("quarter", date(2026, 11, 29))
    (datetime.date(2026, 10, 1), datetime.date(2026, 12, 31))
    """
    if period in ("week", "last_week"):
        first = get_week(today, week_start) - timedelta(days=7 * (period == "last_week"))
        return first, first + timedelta(days=6)
    if period == "quarter":
        return _get_months(today.year, today.month - (today.month - 1) % 3, 3)
    if period == "month":
        return _get_months(today.year, today.month, 1)
    if period == "last_month":
        last = today.replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last
    raise ValueError(period)


def get_week(day, week_start=0):
    """The first day of the week of ``day``.

    >>> get_week(date(2026, 11, 29), 6)
    datetime.date(2026, 11, 29)
    """
    return day - timedelta(days=(day.weekday() - week_start) % 7)


def get_weeks(first, last, week_start=0):
    """The weeks that ``first`` to ``last`` touch: {first day of the week: (first, last) of it in there}.

    >>> list(get_weeks(date(2026, 11, 1), date(2026, 11, 9)).values())[-1]
    (datetime.date(2026, 11, 9), datetime.date(2026, 11, 9))
    """
    weeks, start = {}, get_week(first, week_start)
    while start <= last:
        weeks[start] = max(start, first), min(start + timedelta(days=6), last)
        start += timedelta(days=7)
    return weeks


def _get_months(year, month, count):
    end = month + count
    after = date(year + (end > 12), (end - 1) % 12 + 1, 1)
    return date(year, month, 1), after - timedelta(days=1)
