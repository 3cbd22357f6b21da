"""Which answer to an objection to try first (O7).

>>> score(1, 1) < score(100, 90)
True
>>> score(0, 0)
0.0
"""

from math import sqrt

# 95 %: how sure to be that the true rate of success is at least the score.
Z = 1.96


def success_rate(closed, solved):
    """Percentage of closed objections that were solved; 0 while none is closed."""
    return 100.0 * solved / closed if closed else 0.0


def score(closed, solved):
    """The rate of success that is at least to be expected, from 0 to 1 (Wilson's lower bound).

    :param closed: how many objections that got the answer are closed
    :param solved: how many of these are solved
    """
    if closed <= 0:
        return 0.0
    rate, square = solved / closed, Z * Z
    margin = Z * sqrt(rate * (1 - rate) / closed + square / (4 * closed * closed))
    return max(0.0, (rate + square / (2 * closed) - margin) / (1 + square / closed))
