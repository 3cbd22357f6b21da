"""On which days the next contacts with a customer fall (O2, O3).

A cadence is so many contacts within so many days: two within seven are 3.5 days apart. A contact is
planned for the last half of its gap, so that neighbours keep their distance.

>>> from datetime import date, timedelta
>>> monday = date(2024, 7, 1)
>>> days = [monday + timedelta(days=n) for n in range(40) if (monday + timedelta(days=n)).weekday() < 5]
>>> [day.day for day in plan_contacts(monday, monday, Cadence(2, 7), days)]
[4, 8]
>>> [day.day for day in plan_contacts(monday, monday, Cadence(1, 7), days)]
[8]
>>> [day.day for day in plan_contacts(monday, monday, Cadence(1, 7), days, {date(2024, 7, 8): 3})]
[5]
"""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil


@dataclass(frozen=True)
class Cadence:
    """So many contacts within so many days."""

    contacts: int
    per_days: int

    @property
    def gap(self):
        """Days from one contact to the next; at least one."""
        return max(self.per_days / max(self.contacts, 1), 1)


def plan_contacts(last, today, cadence, working, load=None, limit=0, number=None):
    """The days of the next contacts, in order, each later than the one before.

    :param last: the day of the last contact; today where there has been none
    :param today: no contact is planned for a day before it
    :param cadence: a ``Cadence``; of what should have happened long ago, nothing is made up for:
        the first contact is due at once, and the others follow in their distance
    :param working: the working days from ``today`` on, in order, at least one; enough for two periods
    :param load: {day: how much there is to do already}; the least busy of the days that fit is taken
    :param limit: most that there may be to do on a day. Where all days that fit are full, a later one
        is taken, up to one gap later; and where those are full too, the least busy. 0: no limit
    :param number: how many contacts; by default those of one period
    """
    load, chosen = load or {}, []
    gap = cadence.gap
    base = max(last, today - timedelta(days=int(gap)))
    for place in range(1, (number or max(cadence.contacts, 1)) + 1):
        end = base + timedelta(days=int(place * gap))
        start = base + timedelta(days=int((place - 1) * gap) + ceil(gap / 2))
        before = chosen[-1] if chosen else min(base, today - timedelta(days=1))
        fitting = _fitting_days(working, max(start, today), end, before)
        late = [day for day in working if fitting[-1] < day <= fitting[-1] + timedelta(days=ceil(gap))]
        chosen.append(_least_busy(fitting, late, load, limit))
    return chosen


def _fitting_days(working, start, end, before):
    """Working days from ``start`` to ``end``; else the last one before them, or the next after them."""
    free = [day for day in working if day > before]
    fitting = [day for day in free if start <= day <= end]
    if not fitting:
        earlier = [day for day in free if day < start and day <= end]
        fitting = earlier[-1:] or free[:1] or [working[-1]]
    return fitting


def _least_busy(fitting, late, load, limit):
    """Of equally busy days the one that is latest, within the days that fit; then the earliest."""
    with_room = [day for day in fitting if not limit or load.get(day, 0) < limit]
    if with_room:
        return min(reversed(with_room), key=lambda day: load.get(day, 0))
    with_room = [day for day in late if load.get(day, 0) < limit]
    if with_room:
        return with_room[0]
    return min(fitting + late, key=lambda day: load.get(day, 0))


def catch_up(today, cadence, working, load=None, limit=0):
    """The day on which a missed contact is made up for: as soon as there is room within its gap."""
    load = load or {}
    days = [day for day in working if day <= today + timedelta(days=ceil(cadence.gap))] or working[:1]
    with_room = [day for day in days if not limit or load.get(day, 0) < limit]
    return with_room[0] if with_room else min(days, key=lambda day: load.get(day, 0))
