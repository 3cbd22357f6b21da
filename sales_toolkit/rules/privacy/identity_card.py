"""Identity-card numbers (GB 11643): place, date of birth, sequence, check digit.

The check digit, the date and the place let hardly any other number pass. So they are looked for anywhere in a
row of digits, even where another number runs into them.
"""

import re
from datetime import date
from functools import lru_cache

from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError

from .context import context_at
from .databases import number_database
from .findings import IDENTITY_CARD, Finding

LENGTH, OLD_LENGTH = 18, 15
FIRST_YEAR = 1900
# Hong Kong, Macau and Taiwan: the residence permits of the mainland, numbered as identity cards are
RESIDENCE_PERMITS = {"810000", "820000", "830000"}
# `stdnum` knows the counties of today. Who is older may have the number of one that was dissolved.
OLDER_COUNTIES_UNTIL = 2005
# The letter of the check digit, after the last of the digits
_LETTER = re.compile(r"[ -]{0,3}(x)")
_SHAPE = re.compile(r"(?=([1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx]))")


def find_identity_cards(text, numbers, today=None):
    today = today or date.today()
    for number in numbers:
        if len(number.digits) >= LENGTH - 1:
            yield from _in_number(text, number, today)
        elif len(number.digits) == OLD_LENGTH and is_old_identity_card(number.digits):
            if context_at(text, number.places[0]) == "identity":
                yield Finding(IDENTITY_CARD, *number.span(0, OLD_LENGTH))


def _in_number(text, number, today):
    letter = _LETTER.match(text, number.places[-1] + 1)
    digits = number.digits + letter[1] if letter else number.digits
    if letter:
        number = number._replace(places=[*number.places, letter.start(1)])
    for match in _SHAPE.finditer(digits):
        start, end = number.span(match.start(), match.start() + LENGTH)
        if is_identity_card(match[1], today) or _is_foreigner(text, start, match[1], today):
            yield Finding(IDENTITY_CARD, start, end)


def is_identity_card(digits, today):
    """
    >>> [is_identity_card("110101199003077459", date(year, 7, 1)) for year in (1989, 2024)]
    [False, True]
    >>> is_identity_card("110101199003077458", date(2024, 7, 1))
    False
    """
    if not _has_check_digit_and_birth(digits, today) or is_credit_code(digits):
        return False
    return _is_place(digits[:6], born=int(digits[6:10]))


def is_credit_code(digits):
    """A unified social credit code of a real place; the check digit alone would hide one identity card in 31.

    >>> is_credit_code("513101199003072212"), is_credit_code("91320412MA1X2Y3W4P")
    (False, True)
    """
    return digits[2:8] in _counties() and uscc.is_valid(digits)


def is_old_identity_card(digits):
    """15 digits, until 1999: no century and no check digit, so only the words before it tell."""
    return _is_place(digits[:6], born=FIRST_YEAR) and _is_date(f"19{digits[6:12]}", date.max)


def _has_check_digit_and_birth(digits, today):
    return digits[-1].upper() == ric.calc_check_digit(digits) and _is_date(digits[6:14], today)


def _is_foreigner(text, start, digits, today):
    """The permanent residence card begins with 9, as the credit codes of companies do: the words tell."""
    if digits[0] != "9" or not _has_check_digit_and_birth(digits, today):
        return False
    return context_at(text, start) == "identity" and not uscc.is_valid(digits)


def _is_date(eight_digits, today):
    try:
        born = ric.get_birth_date("000000" + eight_digits)
    except ValidationError:
        return False
    return FIRST_YEAR <= born.year and born <= today


def _is_place(code, born):
    if code in _counties() or code[:4] in _prefectures() or code in RESIDENCE_PERMITS:
        return True
    return born <= OLDER_COUNTIES_UNTIL and code[:2] in _provinces() and "00" not in (code[2:4], code[4:])


@lru_cache(maxsize=1)
def _counties():
    """The counties that `stdnum` knows, as a set: its own look-up reads the list from end to end."""
    return frozenset(low for _length, low, *_more in number_database("cn/loc").prefixes)


@lru_cache(maxsize=1)
def _prefectures():
    return frozenset(code[:4] for code in _counties())


@lru_cache(maxsize=1)
def _provinces():
    return frozenset(code[:2] for code in _counties()) | {"71"}
