"""Groups of digits that stand together: joined by spaces and hyphens, or not at all.

>>> [number] = find_numbers("tel. 6222 0212-34元")
>>> number.digits, number.sizes, number.span(4, 10)
('6222021234', [4, 4, 2], (10, 17))
"""

import re
from itertools import accumulate
from typing import NamedTuple

# Each step takes a character that no other step takes: there is one way to read a text, so time is linear.
_NUMBER = re.compile(r"[0-9]+(?:[ -]{1,3}[0-9]+)*")
_GROUP = re.compile(r"[0-9]+")


class Number(NamedTuple):
    digits: str
    places: list  # of each digit in the text
    sizes: list  # of the groups
    bounds: list  # where the groups begin in `digits`, and its end

    def span(self, first, end):
        return self.places[first], self.places[end - 1] + 1


def find_numbers(text):
    return [_number(text, *match.span()) for match in _NUMBER.finditer(text)]


def _number(text, start, end):
    groups = list(_GROUP.finditer(text, start, end))
    places = [place for group in groups for place in range(*group.span())]
    sizes = [len(group[0]) for group in groups]
    return Number("".join(group[0] for group in groups), places, sizes, list(accumulate(sizes, initial=0)))
