"""Questions: only what applies, the most pressing first, one of each before the second (O4)."""

from hypothesis import given
from hypothesis import strategies as st
from rules.questions import REASONS, Question, applies, pick

VALUES = st.integers(0, 2)
FACTS = st.dictionaries(st.sampled_from(REASONS), st.lists(VALUES, unique=True).map(tuple))
ASKED_FOR = st.dictionaries(st.sampled_from(REASONS), st.frozensets(VALUES, max_size=2))


@st.composite
def libraries(draw):
    asked_for = draw(st.lists(ASKED_FOR, max_size=8))
    return [Question(number, reasons, draw(st.integers(0, 2))) for number, reasons in enumerate(asked_for)]


@given(libraries(), FACTS, st.randoms())
def test_all_that_apply_and_always_in_the_same_order(library, facts, random):
    picked = pick(library, facts)
    assert {question.id for question in picked} == {q.id for q in library if applies(q, facts)}
    assert pick(random.sample(library, len(library)), facts) == picked
    assert pick(library, facts, 2) == picked[:2]


@given(libraries())
def test_without_facts_only_what_is_always_asked(library):
    assert all(not question.conditions() for question in pick(library, {}))


@given(libraries(), FACTS)
def test_every_topic_is_asked_about_before_one_is_twice(library, facts):
    picked = pick(library, {name: values[:1] for name, values in facts.items()})
    topics = [question.topic() for question in picked]
    firsts = len(set(topics))
    assert len(set(topics[:firsts])) == firsts
