"""Days of an implementation plan: how it is laid out, and how a part of it moves (O10)."""

from bisect import bisect_left


def lay_out(start, steps, add):
    """[(first day, last day)] of each step of a plan that begins on ``start``, or soon after.

    :param steps: [(working days after the beginning, working days that it takes)]
    :param add: ``add(day, n)``: the n-th working day after ``day``; 0 is ``day`` or the next one that is

    >>> from datetime import date, timedelta
    >>> every_day = lambda day, n: day + timedelta(days=n)
    >>> [last.day for _first, last in lay_out(date(2026, 3, 2), [(0, 1), (1, 3)], every_day)]
    [2, 5]
    """
    beginning = add(start, 0)
    plan = []
    for offset, duration in steps:
        first = add(beginning, max(offset, 0))
        plan.append((first, add(first, max(duration, 1) - 1)))
    return plan


def distance(old, new, days):
    """Working days from ``old`` to ``new``, negative backwards; a day off counts as the next working day.

    :param days: all working days from the earlier of both to the later, sorted

    >>> distance(1, 4, [1, 2, 4, 5])
    2
    >>> distance(3, 2, [2, 4])
    -1
    """
    return bisect_left(days, new) - bisect_left(days, old)


def move(day, delta, days):
    """``day`` moved by ``delta`` working days.

    :param days: working days around it, sorted; the first or last of them where they don't reach

    >>> move(2, 2, [1, 2, 4, 5, 6])
    5
    >>> move(3, 0, [1, 2, 4])
    4
    """
    index = bisect_left(days, day) + delta
    return days[min(max(index, 0), len(days) - 1)]
