"""Instalments and approvers (O9): properties of the pure functions, against slow and obvious references."""

from decimal import Decimal
from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from rules.approvers import distribute, find_empty
from rules.instalments import split

CENTS = st.integers(0, 10**12)
PEOPLE = st.lists(st.lists(st.sampled_from("abcde"), unique=True, max_size=4), max_size=4)


@st.composite
def wholes(draw):
    """Percents with two digits that come to 100."""
    cuts = sorted(draw(st.lists(st.integers(0, 10000), max_size=6)))
    return [(b - a) / 100 for a, b in zip([0, *cuts], [*cuts, 10000], strict=True)]


@given(CENTS, wholes())
def test_instalments_come_to_the_amount(cents, percents):
    parts = split(cents / 100, percents)
    assert sum(Decimal(str(part)) for part in parts) == Decimal(str(cents / 100))
    assert len(parts) == len(percents) and min(parts) >= 0


@given(st.integers(0, 10**9), wholes())
def test_each_is_as_near_as_rounding_allows(cents, percents):
    for part, percent in zip(split(cents / 100, percents), percents, strict=True):
        assert abs(Decimal(str(part)) - Decimal(cents) * Decimal(str(percent)) / 10000) <= Decimal("0.01")


def slow(levels):
    """All ways to fill the levels, the first choices first."""
    for people in product(*levels):
        if len(set(people)) == len(people):
            return list(people)
    return None


@given(PEOPLE)
def test_distribution_is_the_first_way_there_is(levels):
    assert distribute(levels) == slow(levels)


@given(PEOPLE)
def test_the_level_that_finds_nobody(levels):
    expected = next((n - 1 for n in range(1, len(levels) + 1) if slow(levels[:n]) is None), None)
    assert find_empty(levels) == expected
