"""What a retrospective is told by: the local day, how long things lasted, and what was given away (O11).

>>> from datetime import datetime
>>> local_day(datetime(2026, 11, 27, 15, 30), "Asia/Shanghai")
datetime.date(2026, 11, 27)
>>> local_day(datetime(2026, 11, 27, 16), "Asia/Shanghai")
datetime.date(2026, 11, 28)
>>> reminder_offset(3, 1), reminder_offset(3, 5)
(2, 0)
>>> begun, moved, won = datetime(2026, 1, 1), datetime(2026, 1, 3), datetime(2026, 1, 10)
>>> {stage: lasted.days for stage, lasted in durations([(begun, "new"), (moved, "talks")], won).items()}
{'new': 2, 'talks': 7}
>>> discount(1000, 900), discount(1000, 1100), discount(0, 10)
(10.0, -10.0, None)
>>> grade_path([None, "c", "b", "b", "a"])
'C → B → A'
"""

from datetime import timedelta
from itertools import pairwise

from pytz import timezone, utc


def local_day(moment, zone):
    """The day on which ``moment``, in UTC without a zone as the ERP stores it, falls in ``zone``."""
    return utc.localize(moment).astimezone(timezone(zone)).date()


def reminder_offset(days, before):
    """How many working days after the outcome a reminder comes: ``before`` ones before the ``days``-th."""
    return max(days - before, 0)


def durations(events, end):
    """How long each value held until ``end``.

    :param events: [(moment, the value from then on)], in order; None is no value
    :return: {value: timedelta}, in the order in which the values first held; nothing for those that never did
    """
    lasted = {}
    for (start, value), (stop, _next) in pairwise([*events, (end, None)]):
        passed = min(stop, end) - start
        if value is not None and passed > timedelta(0):
            lasted[value] = lasted.get(value, timedelta(0)) + passed
    return lasted


def to_days(lasted):
    """A timedelta in days."""
    return lasted.total_seconds() / 86400


def percent(part, whole):
    """How many percent of ``whole`` is ``part``; None of nothing."""
    return part * 100 / whole if whole else None


def discount(first, final):
    """How many percent below the first amount the final one is; negative: above. None without a first."""
    return (first - final) * 100 / first if first and first > 0 and final is not None else None


def grade_path(grades):
    """The grades one after the other, as in ``C → B → A``."""
    known = [grade for grade in grades if grade]
    steps = [grade for place, grade in enumerate(known) if not place or grade != known[place - 1]]
    return " → ".join(grade.upper() for grade in steps)
