"""Which grade an opportunity has, why, and what is missing for the next one (O1). No Odoo in here.

>>> from datetime import date
>>> A = Policy("a", {"need_clarity": "clear", "budget_fit": "matched", "decision_clarity": "clear"}, 30)
>>> B = Policy("b", {"need_clarity": "partial", "budget_fit": "unconfirmed"}, 90)
>>> C = Policy("c", {"need_clarity": "vague", "budget_fit": "undecided"}, 0)
>>> today = date(2026, 4, 1)
>>> deal = {"need_clarity": "clear", "budget_fit": "matched"}
>>> found = assess(deal, date(2026, 4, 21), [A, B, C], today)
>>> found.grade
'b'
>>> [(step.item, step.value, step.needed) for step in found.missing]
[('decision_clarity', None, 'clear')]
>>> assess({}, date(2026, 4, 21), [A, B, C], today).grade is None
True
>>> explained(found)
'b'
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

# Best first. Whoever states anything about an opportunity has it in the last one at least.
GRADES = ("a", "b", "c")
FLOOR = GRADES[-1]
# What each input can be, worst first. Not stated counts as the worst: it fulfils nothing that is more.
LEVELS = {
    "need_clarity": ("vague", "partial", "clear"),
    "budget_fit": ("undecided", "unconfirmed", "matched"),
    "decision_clarity": ("unclear", "partial", "clear"),
    "competition": ("behind", "even", "ahead"),
}
INPUTS = tuple(LEVELS)
CLOSING = "closing"
ITEMS = (*INPUTS, CLOSING)


@dataclass(frozen=True)
class Policy:
    """What an opportunity must be to have the grade ``code``.

    :param needs: {input: the level that it must have at least}; an input that is not named may be anything
    :param horizon: the closing is at most so many days ahead; 0 is any time, or none stated
    """

    code: str
    needs: Mapping[str, str | None] = field(default_factory=dict)
    horizon: int = 0


@dataclass(frozen=True)
class Finding:
    """One thing that a grade asks for, what there is, and how much is missing (0: fulfilled)."""

    grade: str
    item: str
    needed: str | int
    value: str | int | None
    gap: int = 0


@dataclass(frozen=True)
class Assessment:
    """A grade with its reasons.

    :param reasons: what every grade from the best down to this one asks for
    :param missing: what is missing for ``next_grade``, the most effective step first
    """

    grade: str | None
    reasons: tuple[Finding, ...] = ()
    next_grade: str | None = None
    missing: tuple[Finding, ...] = ()


def level(item, value):
    """How good the value of an input is, from 0."""
    return LEVELS[item].index(value) if value else 0


def findings(policy, facts, days):
    """What the policy asks for, in the order of ITEMS; the lowest level is nothing to ask for.

    The closing is always among them, so that no grade is without a reason.
    """
    found = []
    for item in INPUTS:
        needed = policy.needs.get(item)
        if needed and level(item, needed):
            gap = max(0, level(item, needed) - level(item, facts.get(item)))
            found.append(Finding(policy.code, item, needed, facts.get(item) or None, gap))
    late = bool(policy.horizon) and (days is None or days > policy.horizon)
    return [*found, Finding(policy.code, CLOSING, policy.horizon, days, int(late))]


def assess(facts, closing, policies, today):
    """The grade of an opportunity: the best whose policy it fulfils. Everything stated is enough for a C.

    :param facts: {input: level}, None where nobody has stated it
    :param closing: the expected day, or None. A day that has passed is near.
    :param policies: of any grades, each at most once; what the worst one asks for does not matter
    :return: an ``Assessment``; its grade is None when none of the inputs is stated
    """
    if not any(facts.get(item) for item in INPUTS):
        return Assessment(None, next_grade=FLOOR)
    days = (closing - today).days if closing else None
    reasons, missing, next_grade = [], (), None
    for policy in (*better(policies), Policy(FLOOR)):
        asked = findings(policy, facts, days)
        reasons += asked
        if not any(finding.gap for finding in asked):
            break
        next_grade, missing = policy.code, steps(asked)
    return Assessment(policy.code, tuple(reasons), next_grade, missing)


def better(policies):
    """The policies of all grades but the worst, which asks for nothing, from the best on."""
    return sorted((policy for policy in policies if policy.code != FLOOR), key=lambda policy: policy.code)


def steps(asked):
    """What is missing of what a grade asks for: what lacks most comes first, then the handbook's order."""
    return tuple(sorted((finding for finding in asked if finding.gap), key=lambda finding: -finding.gap))


def explained(assessment):
    """The grade that follows from the reasons alone."""
    lacking = {finding.grade for finding in assessment.reasons if finding.gap}
    return next((finding.grade for finding in assessment.reasons if finding.grade not in lacking), None)


def came_by_time(old, grade, facts, closing, policies, today):
    """Whether an opportunity that had the grade ``old`` has ``grade`` because its closing came nearer."""
    horizon = next((policy.horizon for policy in policies if policy.code == grade), 0)
    if not (closing and horizon):
        return False
    # the last day on which the closing was too far ahead for the grade that it is now
    eve = max(closing.toordinal() - horizon - 1, 1)
    if eve >= today.toordinal():
        return False
    return assess(facts, closing, policies, date.fromordinal(eve)).grade == old


def contradictions(policies):
    """[(better grade, worse grade, item)] where the worse grade asks for more than the better one.

    >>> contradictions([Policy("a", {"competition": "even"}, 30), Policy("b", {"competition": "ahead"}, 0)])
    [('a', 'b', 'competition')]
    >>> contradictions([Policy("a", {}, 90), Policy("b", {}, 30)])
    [('a', 'b', 'closing')]
    """
    ranked = sorted(policies, key=lambda policy: policy.code)
    found = []
    for upper, lower in zip(ranked, ranked[1:], strict=False):
        found += [
            (upper.code, lower.code, item)
            for item in INPUTS
            if level(item, lower.needs.get(item)) > level(item, upper.needs.get(item))
        ]
        if lower.horizon and not 0 < upper.horizon <= lower.horizon:
            found.append((upper.code, lower.code, CLOSING))
    return found
