"""Numbers of identity documents and bank cards in free text: found, never repeated.

>>> find_identifiers("王总 身份证 110101 19900307 7459 已核对")
[Finding(kind='identity_card', start=7, end=27)]
>>> first_identifier("护照 Ｅ１２３４５６７８"), first_identifier("付到 6222 0212 3456 7890 128")
('passport', 'bank_card')
>>> first_identifier("电话 0519-86541234 转 8012，订单号 4500012345678904，税号 91320412MA1X2Y3W4P") is None
True
"""

from .bank_card import find_bank_cards
from .findings import BANK_CARD, IDENTITY_CARD, PASSPORT, Finding, without_overlaps
from .folding import fold
from .identity_card import find_identity_cards
from .numbers import find_numbers
from .passport import find_passports

SHORTEST_IDENTITY_CARD = 15

__all__ = ["BANK_CARD", "IDENTITY_CARD", "PASSPORT", "Finding", "find_identifiers", "first_identifier"]


def find_identifiers(text, today=None):
    """Say where `text` holds which kind of number, in reading order; a number has one kind at most."""
    folded = fold(text or "")
    numbers = find_numbers(folded.text)
    spans = [
        *find_identity_cards(folded.text, numbers, today),
        *find_bank_cards(folded.text, numbers),
        *find_passports(folded.text),
    ]
    return [Finding(kind, *folded.original(start, end)) for kind, start, end in without_overlaps(spans)]


def first_identifier(text, today=None, kinds=None):
    """The kind of the first number that must not be kept, or None; of these ``kinds`` alone, if given."""
    if not text or (kinds == {IDENTITY_CARD} and len(text) < SHORTEST_IDENTITY_CARD):
        return None
    found = (finding.kind for finding in find_identifiers(text, today))
    return next((kind for kind in found if not kinds or kind in kinds), None)
