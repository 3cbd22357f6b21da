"""Which statement misleads: sums add up, and nothing is said of few deals (O12)."""

from hypothesis import given
from hypothesis import strategies as st
from rules.grading import INPUTS, LEVELS, level
from rules.learning import Group, misleading, needed, weigh

FACTS = st.fixed_dictionaries({item: st.sampled_from([None, *LEVELS[item]]) for item in INPUTS})


@st.composite
def groups(draw):
    deals = draw(st.integers(0, 50))
    return Group(draw(FACTS), needed(INPUTS, draw(FACTS)), deals, draw(st.integers(0, deals)))


@given(st.lists(groups(), max_size=8))
def test_each_deal_is_on_one_side(found):
    for weight in weigh(found, INPUTS):
        good = [
            g
            for g in found
            if level(weight.item, g.facts[weight.item]) >= level(weight.item, g.needs[weight.item])
        ]
        assert weight.deals == sum(group.deals for group in good)
        assert weight.won == sum(group.won for group in good)
        assert weight.deals + weight.others == sum(group.deals for group in found)
        assert weight.won + weight.others_won == sum(group.won for group in found)


@given(st.lists(groups(), max_size=8), st.integers(0, 60))
def test_the_one_that_is_least_ahead_of_enough_deals(found, minimum):
    weights = weigh(found, INPUTS)
    known = [weight for weight in weights if min(weight.deals, weight.others) >= max(minimum, 1)]
    worst = misleading(weights, minimum)
    assert bool(worst) == bool(known)
    assert all(worst.difference <= weight.difference for weight in known)


@given(FACTS)
def test_good_is_what_the_policy_asks_for_or_the_best(policy):
    for item, value in needed(INPUTS, policy).items():
        asked = level(item, policy[item])
        assert level(item, value) == (asked or len(LEVELS[item]) - 1)
