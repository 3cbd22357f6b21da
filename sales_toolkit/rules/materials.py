"""Which materials fit a deal best (O4). No Odoo in here.

>>> case = Material(1, {"industry": {"C"}, "grade": {"c"}})
>>> paper = Material(2)
>>> other = Material(3, {"industry": {"H"}})
>>> [ranked.id for ranked in rank([other, paper, case], {"industry": "C", "grade": "c"})]
[1, 2, 3]
>>> rank([case], {"industry": "C"})[0].matches
('industry',)
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

# What a material can be made for, and how much it weighs that it is for the deal's.
WEIGHTS = {"industry": 8, "need_type": 6, "stage": 4, "grade": 3, "lang": 2}
MISMATCH, UNKNOWN, ANY, MATCH = range(4)


@dataclass(frozen=True)
class Material:
    """A material and what it is made for.

    :param made_for: {dimension: values}; a dimension that is not named, or is empty: for any
    :param sequence: the order that the manager gave, where two fit alike
    """

    id: int
    made_for: Mapping[str, Set] = field(default_factory=dict)
    sequence: int = 0


@dataclass(frozen=True)
class Ranked:
    """A material with what speaks for it and what against it."""

    id: int
    matches: tuple[str, ...] = ()
    mismatches: tuple[str, ...] = ()


def fit(material, dimension, value):
    """How well a material fits a deal in one dimension; None is a value that nobody knows."""
    made_for = material.made_for.get(dimension)
    if not made_for:
        return ANY
    if value is None:
        return UNKNOWN
    return MATCH if value in made_for else MISMATCH


def fits(material, deal):
    """The fit in each dimension."""
    return {dimension: fit(material, dimension, deal.get(dimension)) for dimension in WEIGHTS}


def key(material, deal):
    """Sorts the best first: what fits at least as well everywhere never comes after what fits worse."""
    found = fits(material, deal)
    against = sum(level == MISMATCH for level in found.values())
    score = sum(WEIGHTS[dimension] * level for dimension, level in found.items())
    return against, -score, material.sequence, material.id


def rank(materials, deal, limit=None):
    """The best materials for a deal, the best first.

    :param deal: {dimension: value}, None or missing where it is not known
    """
    best = sorted(materials, key=lambda material: key(material, deal))[:limit]
    return [_explain(material, fits(material, deal)) for material in best]


def _explain(material, found):
    return Ranked(
        material.id,
        tuple(dimension for dimension, level in found.items() if level == MATCH),
        tuple(dimension for dimension, level in found.items() if level == MISMATCH),
    )
