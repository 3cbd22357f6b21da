"""A grade is total, monotone and explained, whatever the policy says (O1)."""

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st
from rules.grading import (
    CLOSING,
    FLOOR,
    GRADES,
    INPUTS,
    LEVELS,
    Policy,
    assess,
    came_by_time,
    contradictions,
    explained,
    level,
)

TODAY = date(2026, 4, 1)
FACTS = st.fixed_dictionaries({item: st.sampled_from([None, *LEVELS[item]]) for item in INPUTS})
CLOSINGS = st.none() | st.integers(-400, 400).map(lambda days: TODAY + timedelta(days=days))
HORIZONS = st.just(0) | st.integers(1, 365)


@st.composite
def policies(draw):
    """Policies of some grades, each of which may ask for anything; C asks for nothing."""
    codes = draw(st.lists(st.sampled_from(GRADES[:-1]), unique=True))
    return [Policy(FLOOR), *(Policy(code, draw(FACTS), draw(HORIZONS)) for code in codes)]


def by_time(old, facts, closing, rules, today):
    return came_by_time(old, assess(facts, closing, rules, today).grade, facts, closing, rules, today)


def rank(grade):
    return len(GRADES) - GRADES.index(grade) if grade else 0


@given(FACTS, CLOSINGS, policies())
def test_whatever_is_stated_has_a_grade_and_nothing_stated_has_none(facts, closing, rules):
    grade = assess(facts, closing, rules, TODAY).grade
    assert (grade in GRADES) == any(facts.values())
    assert grade in (None, *(policy.code for policy in rules))


@given(FACTS, CLOSINGS, policies(), st.sampled_from(INPUTS), st.data())
def test_a_better_input_never_lowers_the_grade(facts, closing, rules, item, data):
    better = data.draw(st.sampled_from(LEVELS[item][level(item, facts[item]) :]))
    before = assess(facts, closing, rules, TODAY).grade
    after = assess({**facts, item: better}, closing, rules, TODAY).grade
    assert rank(after) >= rank(before)


@given(FACTS, CLOSINGS, policies(), st.integers(0, 800))
def test_an_earlier_closing_never_lowers_the_grade(facts, closing, rules, days):
    earlier = (closing or TODAY + timedelta(days=300)) - timedelta(days=days)
    before = assess(facts, closing, rules, TODAY).grade
    assert rank(assess(facts, earlier, rules, TODAY).grade) >= rank(before)


@given(FACTS, CLOSINGS, policies())
def test_time_alone_never_lowers_the_grade(facts, closing, rules):
    grades = [assess(facts, closing, rules, TODAY + timedelta(days=days)).grade for days in (0, 7, 99)]
    assert grades == sorted(grades, key=rank)


@given(FACTS, CLOSINGS, policies())
def test_the_reasons_are_enough_to_know_the_grade(facts, closing, rules):
    found = assess(facts, closing, rules, TODAY)
    assert explained(found) == found.grade
    for reason in found.reasons:
        stated = (closing - TODAY).days if closing else None
        assert reason.value == (stated if reason.item == CLOSING else facts[reason.item])


@given(FACTS, CLOSINGS, policies())
def test_doing_what_is_missing_gives_the_next_grade(facts, closing, rules):
    found = assess(facts, closing, rules, TODAY)
    assume(found.missing)
    done = {step.item: step.needed for step in found.missing}
    days = done.pop(CLOSING, None)
    closing = closing if days is None else TODAY + timedelta(days=days)
    assert rank(assess({**facts, **done}, closing, rules, TODAY).grade) >= rank(found.next_grade)


@given(FACTS, CLOSINGS, policies())
def test_nothing_is_missing_that_is_not_needed_and_the_largest_gap_comes_first(facts, closing, rules):
    found = assess(facts, closing, rules, TODAY)
    assert not found.missing or rank(found.next_grade) > rank(found.grade)
    assert all(step.gap > 0 and step.grade == found.next_grade for step in found.missing)
    gaps = [step.gap for step in found.missing]
    assert gaps == sorted(gaps, reverse=True)


@given(FACTS, CLOSINGS, policies(), st.permutations(range(3)))
def test_the_order_of_the_policies_does_not_matter(facts, closing, rules, order):
    shuffled = [rules[index] for index in order if index < len(rules)]
    assert assess(facts, closing, shuffled, TODAY) == assess(facts, closing, rules, TODAY)


@given(st.integers(1, 30), st.integers(31, 60), st.sampled_from([None, "partial", "clear"]))
def test_what_changes_from_one_day_to_the_next_came_by_time(near, far, need):
    rules = [Policy("a", {"need_clarity": "clear"}, near), Policy("b", {"need_clarity": "partial"}, far)]
    facts, closing = {"need_clarity": need, "competition": "even"}, TODAY + timedelta(days=70)
    changes = 0
    for days in range(1, 75):
        today = TODAY + timedelta(days=days)
        before = assess(facts, closing, rules, today - timedelta(days=1)).grade
        if assess(facts, closing, rules, today).grade != before:
            changes += 1
            assert by_time(before, facts, closing, rules, today)
    assert changes == {None: 0, "partial": 1, "clear": 2}[need]


@given(FACTS, CLOSINGS, policies())
def test_what_did_not_change_by_time_is_not_said_to(facts, closing, rules):
    grade = assess(facts, closing, rules, TODAY).grade
    assert not by_time(None, {}, closing, rules, TODAY)
    worse = [code for code in GRADES if rank(code) > rank(grade)]
    assert not any(by_time(code, facts, closing, rules, TODAY) for code in worse)


@given(FACTS, st.dates(), policies(), st.dates(), st.sampled_from([None, *GRADES]))
def test_any_day_that_a_calendar_has(facts, closing, rules, today, old):
    by_time(old, facts, closing, rules, today)
    assert assess(facts, closing, rules, today).grade or not any(facts.values())


@given(FACTS, CLOSINGS, policies())
def test_without_contradictions_who_fulfils_a_grade_fulfils_the_lower_ones(facts, closing, rules):
    assume(not contradictions(rules))
    found = assess(facts, closing, rules, TODAY)
    alone = [assess(facts, closing, [policy], TODAY).grade for policy in rules if policy.code != FLOOR]
    if found.grade:
        assert all(code in (found.grade, FLOOR) or rank(code) < rank(found.grade) for code in alone)
        reached = {policy.code for policy in rules if rank(policy.code) <= rank(found.grade)}
        assert reached == set(alone) & reached | {FLOOR}


@given(FACTS, st.booleans(), HORIZONS)
def test_a_policy_contradicts_itself_under_no_other_name(needs, swap, horizon):
    pair = [Policy("a", needs, horizon), Policy("b", needs, horizon)]
    assert contradictions(pair[::-1] if swap else pair) == []
