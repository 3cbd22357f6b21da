"""How complete a customer is: which items its policy asks for, and which of them are there (C4).

>>> policy = (Requirement("phone", True, 3), Requirement("industry", False, 1))
>>> assess({"phone"}, policy)
Completeness(percentage=75, missing_required=(), missing_recommended=('industry',))
>>> assess({"phone", "industry"}, policy).percentage, assess((), ()).percentage
(100, 100)
"""

from typing import NamedTuple


class Requirement(NamedTuple):
    """One item that a policy asks for, and what it counts among the others (0 or more)."""

    item: str
    required: bool
    weight: int


class Completeness(NamedTuple):
    """What share of the weight is there, and which items are not, each in the policy's order."""

    percentage: int
    missing_required: tuple
    missing_recommended: tuple

    @property
    def missing(self):
        """All that is missing, what is required first."""
        return self.missing_required + self.missing_recommended


def assess(filled, policy):
    """Compare the items that are ``filled`` with what the policy asks for.

    Rounded down, so that 100 means that nothing with a weight is missing.

    :param filled: keys of the items that hold something
    :param policy: Requirements
    """
    missing = [requirement for requirement in policy if requirement.item not in filled]
    total = sum(requirement.weight for requirement in policy)
    lacking = sum(requirement.weight for requirement in missing)
    return Completeness(
        100 * (total - lacking) // total if total else 100,
        tuple(requirement.item for requirement in missing if requirement.required),
        tuple(requirement.item for requirement in missing if not requirement.required),
    )
