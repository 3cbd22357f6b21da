"""Which statement about a deal misleads most (O12). No Odoo in here.

>>> clear, vague = {"need_clarity": "clear"}, {"need_clarity": "vague"}
>>> groups = [Group(clear, {"need_clarity": "clear"}, 40, 12), Group(vague, {"need_clarity": "clear"}, 20, 9)]
>>> [found] = weigh(groups, ["need_clarity"])
>>> found.deals, found.rate, found.others, found.others_rate, found.difference
(40, 30.0, 20, 45.0, -15.0)
>>> misleading([found], minimum=20) is found
True
>>> misleading([found], minimum=41) is None
True
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .grading import LEVELS, level


@dataclass(frozen=True)
class Group:
    """Deals of which the same has been stated.

    :param facts: {input: level}, None where nobody has stated it
    :param needs: {input: level that counts as good}
    :param deals: how many
    :param won: how many of them were won in time
    """

    facts: Mapping[str, str | None]
    needs: Mapping[str, str]
    deals: int
    won: int


@dataclass(frozen=True)
class Weight:
    """How deals for which an input was good did, beside all the others."""

    item: str
    deals: int = 0
    won: int = 0
    others: int = 0
    others_won: int = 0

    @property
    def rate(self):
        return percent(self.won, self.deals)

    @property
    def others_rate(self):
        return percent(self.others_won, self.others)

    @property
    def difference(self):
        """Percentage points that a good statement is ahead of the others; None without others."""
        return self.rate - self.others_rate if self.deals and self.others else None


def percent(part, whole):
    """
    >>> percent(12, 40), percent(0, 0)
    (30.0, 0.0)
    """
    return part * 100.0 / whole if whole else 0.0


def needed(items, policy):
    """The level of each input that counts as good: what the policy asks for, else the best there is.

    >>> needed(["need_clarity", "competition"], {"need_clarity": "partial", "competition": None})
    {'need_clarity': 'partial', 'competition': 'ahead'}
    """
    return {item: policy[item] if level(item, policy.get(item)) else LEVELS[item][-1] for item in items}


def weigh(groups, items):
    """A ``Weight`` for each input of ``items``."""
    weights = []
    for item in items:
        good = [group for group in groups if _is_good(group, item)]
        rest = [group for group in groups if not _is_good(group, item)]
        weights.append(
            Weight(
                item,
                sum(group.deals for group in good),
                sum(group.won for group in good),
                sum(group.deals for group in rest),
                sum(group.won for group in rest),
            )
        )
    return weights


def _is_good(group, item):
    return level(item, group.facts.get(item)) >= level(item, group.needs[item])


def misleading(weights, minimum):
    """The input whose good statement is least ahead of the others, of those with ``minimum`` deals.

    Both sides must have so many deals, and one at least: fewer say nothing. Whether it misleads, its
    ``difference`` says.
    """
    least = max(minimum, 1)
    known = [weight for weight in weights if min(weight.deals, weight.others) >= least]
    return min(known, key=lambda weight: (weight.difference, -weight.deals), default=None)
