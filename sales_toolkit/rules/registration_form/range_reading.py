"""Reading a range of people or of money (see `ranges` for the spellings)."""

import re

from .amounts import CURRENCIES, CURRENCY, MULTIPLIER, NUMBER, one_of, read_number
from .problems import Problem, problem
from .range_types import MoneyRange, Range
from .text import is_blank, normalise, text_of

AT_LEAST_BEFORE = (
    ">|>=|≥|超过|大于|高于|不低于|不少于|不小于|至少|over|more than|at least|above|from|min|min."
).split("|")
AT_MOST_BEFORE = (
    "<|<=|≤|不足|少于|低于|小于|未满|不超过|不高于|不多于|至多|最多"
    "|under|less than|fewer than|up to|at most|below|no more than|max|max."
).split("|")
ABOUT_BEFORE = "约|大约|大概|近|将近|~|about|approx|approx.|approximately|around|ca.".split("|")
AT_LEAST_AFTER = "以上|及以上|起|+|or more|and more|and above|or above".split("|")
AT_MOST_AFTER = "以下|及以下|以内|之内|or less|or fewer|and below|or below".split("|")
ABOUT_AFTER = "左右|上下|多|余".split("|")
# What the column can hold; nobody employs as many.
LARGEST_HEADCOUNT = 2_000_000_000
NOT_KNOWN = frozenset("待定|未定|不详|未知|保密|面议|tbd|unknown".split("|"))
COUNTED = "人|名|位|员工|名员工|人员|employee|employees|people|person|persons|staff".split("|")

_AT_LEAST = {*AT_LEAST_BEFORE, *AT_LEAST_AFTER}
_AT_MOST = {*AT_MOST_BEFORE, *AT_MOST_AFTER}
_BEFORE = one_of(AT_LEAST_BEFORE + AT_MOST_BEFORE + ABOUT_BEFORE)
_AFTER = one_of(AT_LEAST_AFTER + AT_MOST_AFTER + ABOUT_AFTER)
_MONEY = rf"(?:{CURRENCY}\s*)?\(?{CURRENCY}\)?"
_UNITS = {"headcount": one_of(COUNTED), "money": _MONEY}


def range_pattern(unit):
    """The pattern of one range, for normalised text and in either case."""
    sign = rf"(?:{CURRENCY})?\s*" if unit == "money" else ""
    amount = rf"(?P<sign{{n}}>{sign})(?P<number{{n}}>{NUMBER})\s*(?P<multiplier{{n}}>{MULTIPLIER})?"
    first, second = (amount.replace("{n}", n) for n in "12")
    return (
        rf"(?P<sign0>{sign})(?P<before>{_BEFORE})?\s*{first}\s*(?P<within>{_AFTER})?\s*(?P<unit1>{_UNITS[unit]})?"
        rf"(?:\s*(?:-{{1,2}}|~|到|至|to(?![a-z]))\s*{second}\s*(?P<unit2>{_UNITS[unit]})?)?"
        rf"\s*(?P<after>{_AFTER})?"
    )


_RANGES = {unit: re.compile(range_pattern(unit), re.IGNORECASE) for unit in _UNITS}


def parse_range(text, unit):
    """Return the range in a cell, None when it is blank or said to be unknown, or the problem with it.

    `unit` is "headcount" (a `Range`) or "money" (a `MoneyRange`).
    """
    shown = normalise(text_of(text))
    if is_blank(shown) or shown.lower() in NOT_KNOWN:
        return None
    match = _RANGES[unit].fullmatch(shown)
    if match:
        return read_range(match, unit)
    return problem("negative_number" if re.match(r"\W*-\s*\d", shown) else "not_a_range", text=shown)


def read_range(match, unit):
    """Return the range that a `range_pattern` matched, or the problem with it."""
    ends = _ends(match)
    if isinstance(ends, Problem):
        return ends
    if unit == "headcount":
        whole = all(end is None or isinstance(end, int) for end in ends)
        if not whole:
            return problem("not_whole_number", text=match[0])
        too_large = any(end and end > LARGEST_HEADCOUNT for end in ends)
        return problem("too_large_number", text=match[0]) if too_large else Range(*ends)
    currencies = {CURRENCIES[word] for word in _currency_words(match)}
    if len(currencies) > 1:
        return problem("two_currencies", text=match[0])
    return MoneyRange(*ends, *currencies)


def _ends(match):
    numbers = _numbers(match)
    if None in numbers:
        return problem("too_large_number", text=match[0])
    bounds = {(match[name] or "").lower() for name in ("before", "within", "after")}
    lower, upper = bounds & _AT_LEAST, bounds & _AT_MOST
    if len(numbers) == 2:
        if lower or upper:
            return problem("not_a_range", text=match[0])
        return numbers if numbers[0] <= numbers[1] else problem("reversed_range", text=match[0])
    if lower and upper:
        return problem("not_a_range", text=match[0])
    return (None if upper else numbers[0]), (None if lower else numbers[0])


def _numbers(match):
    """The one or two numbers; "5-10亿" means 亿 twice, "500元-1万元" does not mean 500万."""
    multiplier = match["multiplier1"]
    if not multiplier and not match["unit1"]:
        multiplier = match["multiplier2"]
    first = read_number(match["number1"], multiplier)
    if match["number2"] is None:
        return (first,)
    return first, read_number(match["number2"], match["multiplier2"])


def _currency_words(match):
    parts = (match[name] or "" for name in ("sign0", "sign1", "unit1", "sign2", "unit2"))
    return re.findall(CURRENCY, " ".join(parts).lower())
