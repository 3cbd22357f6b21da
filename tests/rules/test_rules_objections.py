"""The order in which answers to objections are suggested (O7)."""

from hypothesis import given
from hypothesis import strategies as st
from rules.objections import score, success_rate

closed = st.integers(1, 100_000)


@given(st.data(), closed)
def test_the_score_is_at_most_the_rate(data, number):
    solved = data.draw(st.integers(0, number))
    assert 0 <= score(number, solved) <= success_rate(number, solved) / 100 + 1e-9


@given(st.data(), closed)
def test_one_more_success_is_better(data, number):
    solved = data.draw(st.integers(0, number - 1))
    assert score(number, solved) < score(number, solved + 1)


@given(st.integers(1, 1000), st.integers(2, 50))
def test_the_same_rate_more_often_is_better(number, times):
    assert score(number, number) < score(number * times, number * times)


def test_once_with_success_is_not_better_than_ninety_of_a_hundred():
    assert score(1, 1) < score(100, 90)


def test_never_used():
    assert score(0, 0) == success_rate(0, 0) == 0
