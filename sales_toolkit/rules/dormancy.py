"""When a customer is dormant, and what wakes it (C11). No Odoo in here.

>>> from datetime import date, datetime
>>> quiet_limit(90, [])
90
>>> quiet_limit(90, [180, 120])
120
>>> quiet_limit(0, []) is None
True
>>> is_due(date(2026, 4, 1), date(2026, 1, 1), 90)
True
>>> is_due(date(2026, 3, 31), date(2026, 1, 1), 90)
False
>>> wakes(datetime(2026, 4, 2, 9), datetime(2026, 4, 1, 9))
True
"""


def quiet_limit(company_days, tag_days):
    """After how many days without interaction a customer is dormant; None: never.

    :param company_days: the company's number, 0 for never
    :param tag_days: the numbers of the customer's tags, 0 where a tag has none of its own. The
        smallest of them counts, and comes before the company's.
    """
    own = [days for days in tag_days if days > 0]
    return min(own) if own else company_days or None


def is_due(today, last, limit):
    """Whether ``limit`` days have passed since ``last``: the last interaction, or the registration."""
    return limit is not None and (today - last).days >= limit


def wakes(moment, dormant_at):
    """Whether an interaction at ``moment`` wakes a customer that was marked at ``dormant_at``.

    What happened before the marking was known then, also when somebody puts it on record later.
    """
    return moment is not None and dormant_at is not None and moment >= dormant_at
