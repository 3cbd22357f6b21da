"""International bank account numbers, which companies print on invoices: their digits are no card.

>>> text = "iban de89 3704 0044 0532 0130 00, swift deutdeff"
>>> is_in_iban(text, 10), is_in_iban(text, 31), is_in_iban(text, 32)
(True, True, False)
"""

import re
from functools import cache

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_97_10

from .databases import number_database

# Bounded: at most 34 characters with one space or hyphen between any two
_SHAPE = re.compile(r"(?<![a-z0-9])(?=([a-z]{2}[0-9]{2}(?:[ -]?[a-z0-9]){11,30}))")
REACH = 67
_LENGTHS = re.compile(r"(\d+)!")


def is_in_iban(text, place):
    for match in _SHAPE.finditer(text, max(0, place - REACH)):
        if match.start() > place:
            break
        if place in _places(match[1], match.start()):
            return True
    return False


def _places(text, start):
    kept = [place for place, character in enumerate(text) if character not in " -"][: _length(text[:2])]
    compact = "".join(text[place] for place in kept)
    if not kept or not _has_check_digits(compact):
        return range(0)
    return range(start, start + kept[-1] + 1)


def _has_check_digits(compact):
    try:
        return bool(mod_97_10.validate(compact[4:] + compact[:4]))
    except ValidationError:
        return False


@cache
def _length(country):
    [(_code, properties), *_more] = number_database("iban").info(country.upper())
    return 4 + sum(map(int, _LENGTHS.findall(properties["bban"]))) if "bban" in properties else 0
