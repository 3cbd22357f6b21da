"""Passport numbers have no check digit: China's are known by their shape, others by the word before them."""

import re

from .context import context_at
from .findings import PASSPORT, Finding

_CHINESE = re.compile(
    r"(?<![a-z0-9])(?:[egdsph]([0-9]{8})|(?:e[a-hj-np-z]|[dsp]e)[0-9]{7})(?![a-z0-9@_]|[-/][a-z0-9])"
)
# Also of Hong Kong, Macau and Taiwan, travel permits, and with spaces or hyphens between
_FOREIGN = re.compile(
    r"""(?<![a-z0-9])(?:
    (?!cny|rmb|usd|eur|hkd|jpy|gbp|krw)[a-z]{1,3}[0-9]{6,10}
    | [a-z]{1,2}[ -]{1,2}[0-9]{6,9}
    | [a-z]{1,2}[ -]{0,2}[0-9]{2,4}[ -][0-9]{3,5}(?:[ -][0-9]{2,4})?
    | [0-9]{2}[a-z]{2}[0-9]{5}
    | (?=[a-z]+[0-9])[cfghjklmnprtvwxyz][cfghjklmnprtvwxyz0-9]{8}
    | [0-9]{7,9}
    )(?![a-z0-9])""".replace("[ -]", "[\\ -]"),
    re.VERBOSE,
)
_JOINED = re.compile(r"[a-z0-9][-/_.]$")
# Only such words may stand between the word passport and a number without letters.
_NUMBER_OF = re.compile(
    r"(?:护照|通行证|回乡证|台胞证|passport|document) ?(?:号码?|no\.?|number|num|nr\.?)? ?[#:：=为是(（]? ?$"
)
_DATE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")


def find_passports(text):
    yield from _chinese(text)
    yield from _foreign(text)


def _chinese(text):
    """
    >>> texts = ("e12345678", "ea1234567", "p20240315", "料号 e12345678", "ht-e12345678")
    >>> [list(_chinese(text)) != [] for text in texts]
    [True, True, False, False, False]
    """
    for match in _CHINESE.finditer(text):
        # A letter and a date is how drawings, projects and documents are numbered.
        dated = match[1] and _DATE.fullmatch(match[1])
        joined = _JOINED.search(text, max(0, match.start() - 2), match.start())
        if not dated and not joined and context_at(text, match.start()) != "other":
            yield Finding(PASSPORT, *match.span())


def _foreign(text):
    """
    >>> texts = ("passport no. 512345678", "护照 c01x00t47", "c01x00t47", "护照 20300101")
    >>> [list(_foreign(text)) != [] for text in texts]
    [True, True, False, False]
    """
    for match in _FOREIGN.finditer(text):
        if context_at(text, match.start()) == "passport" and _is_number_of(text, *match.span()):
            yield Finding(PASSPORT, *match.span())


def _is_number_of(text, start, end):
    number = text[start:end]
    if not number.isdigit():
        return True
    return not _DATE.fullmatch(number) and bool(_NUMBER_OF.search(text[max(0, start - 24) : start]))
