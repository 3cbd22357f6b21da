"""Bank-card numbers: an issuer's first digits and length, the check digit of Luhn, and no word against it.

One number in ten has a right check digit, so order numbers need more care than identity cards do: what the
words before the number say, how it is grouped, and what else it may be.
"""

import re
from itertools import accumulate, groupby

from stdnum import ean

from .context import context_at, lead_of
from .findings import BANK_CARD, Finding
from .iban import is_in_iban
from .identity_card import is_credit_code
from .issuers import LENGTHS, is_bank_card, is_unionpay

# Letters that belong to the number (a document's, a parcel's, a part of an address): not just "no".
_LETTERS_BEFORE = re.compile(r"(?:(?<![a-z])(?!no)[a-z]{1,2}|[a-z]{3})[-_/=]?$")
_DATE = re.compile(r"2[2-7](?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_DECIMALS = re.compile(r"\.[0-9]")
_GAP = re.compile(r"[ \n]*[、,，;；/和及与&]?[ \n]*")
# How cards are printed when not in equal groups: American Express, and the bank's digits apart from the rest
_PRINTED = [[4, 6, 5], [4, 6, 4], [6, 9], [6, 10], [6, 11], [6, 12], [6, 13], [4, 4, 4, 7], [4, 4, 4, 6]]
# Groups shorter than this are read as a card's only where nothing else stands beside them.
SHORTEST_GROUP = 3
MOST_GROUPS = max(LENGTHS) // SHORTEST_GROUP


def find_bank_cards(text, numbers):
    context, previous = None, None
    for number in numbers:
        if len(number.digits) >= LENGTHS.start:
            context = _context(text, number, context, previous)
            yield from _in_number(text, number, context)
        previous = number


def _context(text, number, context, previous):
    """The words before; a list of numbers of one length shares the words before the first."""
    if previous and len(previous.digits) == len(number.digits):
        if _GAP.fullmatch(text, previous.places[-1] + 1, number.places[0]):
            return context
    return context_at(text, number.places[0])


def _in_number(text, number, context):
    bounds, done = number.bounds, 0
    for first, last in _candidates(number.sizes):
        start, end = bounds[first], bounds[last]
        words = context if not first else None
        if start < done or words == "other" or not _is_card(number, first, last, words):
            continue
        if words == "card" or _may_be(text, *number.span(start, end), number.digits[start:end]):
            yield Finding(BANK_CARD, *number.span(start, end))
            done = end


def _candidates(sizes):
    """Which groups may be a card, as first and last + 1: at most one card's length from each group.

    >>> list(_candidates([4, 4, 4, 4, 3])), list(_candidates([5] + [1] * 16))
    ([(0, 5), (0, 5), (0, 4), (1, 5)], [(1, 17)])
    """
    if sum(sizes) in LENGTHS:
        yield 0, len(sizes)
    for size, groups in groupby(enumerate(sizes), key=_of_streak):
        places = [place for place, _size in groups]
        if size == 1 and len(places) in LENGTHS:
            yield places[0], places[-1] + 1
        elif size >= SHORTEST_GROUP:
            yield from _stretches(sizes, places)


def _of_streak(group):
    return min(group[1], SHORTEST_GROUP)


def _stretches(sizes, places):
    for first in places:
        lengths = list(accumulate(sizes[first : min(first + MOST_GROUPS, places[-1] + 1)]))
        lasts = reversed(list(enumerate(lengths, first + 1)))
        yield from ((first, last) for last, length in lasts if length in LENGTHS)


def _is_card(number, first, last, words):
    digits, sizes = number.digits[number.bounds[first] : number.bounds[last]], number.sizes[first:last]
    return is_bank_card(digits, named=words == "card") and _is_grouped(digits, sizes, words)


def _is_grouped(digits, sizes, words):
    if words == "card" or len(sizes) == 1 or is_unionpay(digits) or sizes in _PRINTED:
        return True
    return len(set(sizes[:-1])) == 1 and sizes[-1] <= sizes[0]


def _may_be(text, start, end, digits):
    """Nothing around the number, and nothing in it, says that it is something else."""
    around = _belongs_to_word(text, start, end) or _is_part_of_amount(text, start, end)
    return not around and not _is_other_number(text, start, end, digits)


def _belongs_to_word(text, start, end):
    return bool(_LETTERS_BEFORE.search(lead_of(text, start))) or "a" <= text[end : end + 1] <= "z"


def _is_part_of_amount(text, start, end):
    fraction = start > 1 and text[start - 1] == "." and text[start - 2].isdigit()
    return fraction or bool(_DECIMALS.match(text, end))


def _is_other_number(text, start, end, digits):
    if is_credit_code(digits) or is_in_iban(text, start):
        return True
    if len(digits) == 13 and ean.is_valid(digits):
        return True
    international = len(digits) <= 15 and text[max(0, start - 1) : start] == "+"
    # Order numbers begin with the day, and 2231 to 2712 are also Mastercard's.
    return international or (end - start == len(digits) and bool(_DATE.match(digits)))
