"""Numbers, multipliers and currencies: the words that ranges are written with."""

import re
from decimal import Decimal

from babel.numbers import list_currencies

MULTIPLIERS = {
    "千": 10**3,
    "万": 10**4,
    "萬": 10**4,
    "w": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "億": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "million": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "billion": 10**9,
    "trillion": 10**12,
}
CURRENCIES = {
    "元": "CNY",
    "人民币": "CNY",
    "rmb": "CNY",
    "¥": "CNY",
    "美元": "USD",
    "美金": "USD",
    "us$": "USD",
    "$": "USD",
    "欧元": "EUR",
    "€": "EUR",
    "英镑": "GBP",
    "£": "GBP",
    "日元": "JPY",
    "港元": "HKD",
    "港币": "HKD",
    "hk$": "HKD",
    "台币": "TWD",
    "新台币": "TWD",
    "新加坡元": "SGD",
    "韩元": "KRW",
    "澳元": "AUD",
    "加元": "CAD",
} | {code.lower(): code for code in list_currencies()}
# The first word of each currency that follows a number without doubt.
SUFFIXES = {"CNY": "元", "USD": "美元", "EUR": "欧元", "GBP": "英镑", "JPY": "日元", "HKD": "港元"}
SHARED_UNITS = {
    "zh": (("亿", 10**8), ("万", 10**4)),
    "en": ((" billion", 10**9), (" million", 10**6)),
}
LARGEST = 10**15
_MOST_DIGITS = 20


def one_of(words):
    """A pattern for the longest of the words; a Latin word does not end inside another."""
    longest_first = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(re.escape(word) + _word_end(word) for word in longest_first)})"


def _word_end(word):
    return "(?![a-z])" if re.search("[a-z]$", word) else ""


NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
MULTIPLIER = one_of(MULTIPLIERS)
CURRENCY = one_of(CURRENCIES)


def read_number(digits, multiplier):
    """Return the exact number, None when it is too large to be true.

    >>> read_number("1.2", "亿"), read_number("12,345.67", None), read_number("9" * 30, None)
    (120000000, Decimal('12345.67'), None)
    """
    digits = digits.replace(",", "")
    if len(digits.lstrip("0")) > _MOST_DIGITS:
        return None
    number = simplest(Decimal(digits) * MULTIPLIERS.get((multiplier or "").lower(), 1))
    return number if number <= LARGEST else None


def simplest(number):
    """An exact number: an int where it is whole, else a Decimal (a float means what it prints as).

    >>> simplest(500.0), simplest(0.1)
    (500, Decimal('0.1'))
    """
    exact = Decimal(str(number))
    return int(exact) if exact == exact.to_integral_value() else exact


def write_number(number, grouping="", factor=1):
    """
    >>> write_number(12345.67), write_number(12345670, ","), write_number(12_000_000, factor=10**4)
    ('12345.67', '12,345,670', '1200')
    """
    exact = simplest(Decimal(str(number)) / factor)
    return format(exact, f"{grouping}{'d' if isinstance(exact, int) else 'f'}")


def shared_unit(numbers, lang):
    """The largest unit in which every number is short, and its factor.

    >>> shared_unit([8_000_000, 10_000_000], "zh"), shared_unit([999], "zh"), shared_unit([123_456], "zh")
    (('万', 10000), ('', 1), ('', 1))
    """
    for unit, factor in SHARED_UNITS[lang]:
        if any(numbers) and all(_is_short(Decimal(str(number)) / factor) for number in numbers):
            return unit, factor
    return "", 1


def _is_short(number):
    return number == 0 or (number >= 1 and number == round(number, 2))
