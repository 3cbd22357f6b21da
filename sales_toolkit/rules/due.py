"""When periodic work is due: spread evenly over working days, nobody finds all of it on one day (C10).

>>> from datetime import date
>>> days = [date(2024, 7, day) for day in (1, 2, 3, 4, 5)]
>>> [day.day for day in spread(days, {}, 7)]
[1, 2, 3, 4, 5, 1, 2]
>>> [day.day for day in spread(days, {days[0]: 2, days[1]: 2}, 4)]
[3, 4, 5, 3]
"""

from datetime import timedelta
from heapq import heapify, heapreplace
from math import ceil

# A single customer comes due in the last part of its interval, on the day with the least to do.
WINDOW = 0.2


def spread(days, load, number):
    """Days for ``number`` pieces of work, so that each day has as much to do as any other.

    :param days: the working days to choose from, in order; at least one
    :param load: {day: pieces of work that are due already}
    :return: a list of ``number`` days. Neighbours in it are on different days, so that it does not
        matter how the work is sorted.
    """
    heap = [(load.get(day, 0), place) for place, day in enumerate(days)]
    heapify(heap)
    chosen = []
    for _piece in range(number):
        count, place = heap[0]
        heapreplace(heap, (count + 1, place))
        chosen.append(days[place])
    return chosen


def spreading_window(today, interval):
    """(first, last) day over which many customers at once are spread."""
    return today + timedelta(days=1), today + timedelta(days=max(interval, 1))


def single_window(today, interval):
    """(first, last) day of which a single customer gets the one with the least to do.

    >>> from datetime import date
    >>> [day.day for day in single_window(date(2024, 7, 1), 30)]
    [25, 31]
    """
    interval = max(interval, 1)
    return today + timedelta(days=ceil(interval * (1 - WINDOW))), today + timedelta(days=interval)
