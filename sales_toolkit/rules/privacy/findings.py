"""What was found: a kind and a place. There is no room for the number itself, so nothing can log it."""

from typing import NamedTuple

IDENTITY_CARD = "identity_card"
BANK_CARD = "bank_card"
PASSPORT = "passport"
# Where two overlap, the kind with the stronger check is right.
KINDS = (IDENTITY_CARD, BANK_CARD, PASSPORT)


class Finding(NamedTuple):
    kind: str
    start: int
    end: int


def without_overlaps(findings):
    """
    >>> without_overlaps([Finding("bank_card", 8, 26), Finding("identity_card", 7, 25)])
    [Finding(kind='identity_card', start=7, end=25)]
    """
    taken, kept = set(), []
    for finding in sorted(findings, key=lambda finding: (KINDS.index(finding.kind), finding.start)):
        place = range(finding.start, finding.end)
        if taken.isdisjoint(place):
            taken.update(place)
            kept.append(finding)
    return sorted(kept, key=lambda finding: finding.start)
