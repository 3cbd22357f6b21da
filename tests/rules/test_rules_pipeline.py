"""Stages keep their order when they become others."""

from hypothesis import given
from hypothesis import strategies as st

from rules.pipeline import corresponding


@given(st.integers(1, 40), st.integers(1, 20))
def test_order_is_kept(stages, targets):
    places = [corresponding(place, stages, targets) for place in range(stages)]
    assert places == sorted(places)
    assert places[0] == 0
    assert set(places) <= set(range(targets))
    if stages > targets:
        assert set(places) == set(range(targets))
    else:
        assert len(set(places)) == stages
