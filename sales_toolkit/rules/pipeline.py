"""Which stage of another pipeline a stage corresponds to, by its place (O6). No Odoo in here.

>>> [corresponding(place, 3, 5) for place in range(3)]
[0, 1, 2]
>>> [corresponding(place, 9, 5) for place in range(9)]
[0, 0, 1, 2, 2, 2, 3, 4, 4]
>>> [original(place, 3, 5) for place in range(5)]
[0, 1, 2, 2, 2]
"""


def corresponding(place, stages, targets):
    """The place among ``targets`` stages for the one at ``place`` of ``stages``; order is kept.

    Few stages are taken for the first ones, where most deals are; more than there are targets share them.
    """
    if not 0 <= place < stages or targets < 1:
        raise ValueError("No such place")
    if stages <= targets:
        return place
    return round(place * (targets - 1) / (stages - 1))


def original(place, stages, targets):
    """The way back: the last of ``stages`` whose ``corresponding()`` place is ``place`` or before it."""
    return max(one for one in range(stages) if corresponding(one, stages, targets) <= place)
