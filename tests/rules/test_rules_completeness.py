"""Completeness is total, never falls when an item is filled, and says 100 only when nothing is missing."""

from hypothesis import given
from hypothesis import strategies as st
from rules.completeness import Requirement, assess

ITEMS = [f"item{number}" for number in range(8)]
POLICIES = st.lists(
    st.builds(Requirement, st.sampled_from(ITEMS), st.booleans(), st.integers(0, 100)),
    unique_by=lambda requirement: requirement.item,
)
FILLED = st.sets(st.sampled_from(ITEMS))


@given(FILLED, POLICIES)
def test_total(filled, policy):
    found = assess(filled, policy)
    assert 0 <= found.percentage <= 100
    assert {*found.missing} == {rule.item for rule in policy} - filled
    assert all(
        rule.required == (rule.item in found.missing_required)
        for rule in policy
        if rule.item in found.missing
    )


@given(FILLED, POLICIES, st.sampled_from(ITEMS))
def test_filling_an_item_never_lowers_it(filled, policy, item):
    less, more = assess(filled, policy), assess(filled | {item}, policy)
    assert more.percentage >= less.percentage
    assert {*more.missing} <= {*less.missing}


@given(FILLED, POLICIES)
def test_100_exactly_when_nothing_with_weight_is_missing(filled, policy):
    found = assess(filled, policy)
    weights = {rule.item: rule.weight for rule in policy}
    assert (found.percentage == 100) == (not any(weights[item] for item in found.missing))


@given(FILLED, POLICIES)
def test_the_order_is_the_policys(filled, policy):
    order = [rule.item for rule in policy]
    found = assess(filled, policy)
    for missing in (found.missing_required, found.missing_recommended):
        assert [*missing] == sorted(missing, key=order.index)
