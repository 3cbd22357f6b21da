"""The unified social credit code (GB 32100), explained; `stdnum` has the last word.

>>> check_credit_code("91320412MA1X2Y3W4P") is None
True
>>> check_credit_code("91320412MA1X2Y3W4").code
'length'
>>> check_credit_code("91320412MA1X2Y3W4Q").params
{'expected': 'P', 'found': 'Q'}
>>> check_credit_code("91320412MA1X2Y3I4P").params["position"]
16
"""

import unicodedata

from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from .registration_form.problems import problem
from .registration_form.text import drop_invisible

LENGTH = 18
DIGITS = "0123456789"
# Everything but the letters that look like digits; the first eight places name an authority and a region.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
DIGITS_ONLY_PLACES = 8


def normalise_credit_code(text):
    """
    >>> normalise_credit_code(" ９１３２０４１２-ma1x 2y3w4p ")
    '91320412MA1X2Y3W4P'
    """
    return uscc.compact("".join(unicodedata.normalize("NFKC", drop_invisible(text)).upper().split()))


def check_credit_code(text):
    """Return what is wrong with the code, or None when `stdnum` accepts it."""
    code = normalise_credit_code(text)
    try:
        uscc.validate(code)
    except ValidationError:
        explained = _wrong_length(code) or _wrong_character(code) or _wrong_check_digit(code)
        return explained or problem("component")
    return None


def _wrong_length(code):
    if len(code) != LENGTH:
        return problem("length", length=len(code))
    return None


def _wrong_character(code):
    for position, character in enumerate(code, 1):
        allowed = DIGITS if position <= DIGITS_ONLY_PLACES else ALPHABET
        if character not in allowed:
            return problem("character", character=character, position=position, allowed=allowed)
    return None


def _wrong_check_digit(code):
    expected = uscc.calc_check_digit(code[:-1])
    if code[-1] != expected:
        return problem("check_digit", expected=expected, found=code[-1])
    return None
