"""What each instalment of an amount is, to the cent."""

from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate, pairwise


def split(amount, percents, rounding=0.01):
    """The amounts of instalments given in percent, in the same order.

    What has been paid after each instalment is rounded, so that percents of 100 come to the amount.

    >>> split(1000, [30, 60, 10])
    [300.0, 600.0, 100.0]
    >>> split(999.99, [33.33, 33.33, 33.34])
    [333.3, 333.29, 333.4]
    >>> split(0.02, [25, 25, 25, 25])
    [0.01, 0.0, 0.01, 0.0]
    >>> split(1001, [50, 50], rounding=1)
    [501.0, 500.0]
    """
    step, total = Decimal(str(rounding)), Decimal(str(amount))
    shares = accumulate((Decimal(str(percent)) for percent in percents), initial=Decimal(0))
    paid = [_round(total * share / 100, step) for share in shares]
    return [float(after - before) for before, after in pairwise(paid)]


def _round(value, step):
    return (value / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step
