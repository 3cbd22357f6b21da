"""Stages keep their order when they become others."""

from hypothesis import given
from hypothesis import strategies as st
from rules.pipeline import corresponding, original


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


@given(st.integers(1, 20), st.integers(1, 20))
def test_the_way_back(stages, targets):
    places = [original(place, stages, targets) for place in range(targets)]
    assert places == sorted(places)
    if stages <= targets:
        assert [
            original(corresponding(one, stages, targets), stages, targets) for one in range(stages)
        ] == list(range(stages))
