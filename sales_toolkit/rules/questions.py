"""Which questions are worth asking the customer next (O4). No Odoo in here.

>>> need = Question(1, {"item": {"need_clarity"}})
>>> more = Question(2, {"item": {"need_clarity"}})
>>> stage = Question(3, {"stage": {7}})
>>> anyway = Question(4)
>>> facts = {"item": ("budget_fit", "need_clarity"), "stage": (7,)}
>>> [question.id for question in pick([anyway, stage, more, need], facts)]
[1, 3, 4, 2]
>>> [question.id for question in pick([need, anyway], {})]
[4]
"""

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass, field

# The reasons to ask, the most pressing first.
REASONS = ("objection", "item", "stage", "need_type")


@dataclass(frozen=True)
class Question:
    """A question and when to ask it.

    :param asked_for: {reason: values}, each of which must hold; none: always
    """

    id: int
    asked_for: Mapping[str, Set] = field(default_factory=dict)
    sequence: int = 0

    def conditions(self):
        return {reason: values for reason, values in self.asked_for.items() if values}

    def topic(self):
        """The most pressing reason to ask, None where there is none in particular."""
        return next((reason for reason in REASONS if self.asked_for.get(reason)), None)


def applies(question, facts):
    """Whether all that the question asks for is so."""
    return all(set(facts.get(reason, ())) & values for reason, values in question.conditions().items())


def urgency(question, facts):
    """Sorts the most pressing first; of several facts of a kind the first is the most pressing."""
    topic = question.topic()
    if topic is None:
        return len(REASONS), 0
    values = question.asked_for[topic]
    return REASONS.index(topic), next(at for at, fact in enumerate(facts[topic]) if fact in values)


def pick(questions, facts, limit=None):
    """The questions to suggest: one for each reason first, then the second for each, and so on.

    :param facts: {reason: what is so, the most pressing first}
    """
    asked = [question for question in questions if applies(question, facts)]
    asked.sort(key=lambda question: (urgency(question, facts), question.sequence, question.id))
    turns, seen = {}, Counter()
    for question in asked:
        topic = urgency(question, facts)
        turns[question.id] = seen[topic]
        seen[topic] += 1
    return sorted(asked, key=lambda question: turns[question.id])[:limit]
