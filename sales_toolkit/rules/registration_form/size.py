"""The company size: two ranges in one cell (see `ranges`)."""

import re

from .amounts import one_of
from .problems import Problem, problem
from .range_reading import NOT_KNOWN, range_pattern, read_range
from .range_types import Size
from .range_writing import BLANK, format_headcount, format_money_range
from .text import is_blank, normalise, text_of

HEADCOUNT_LABELS = (
    "员工|人数|员工数|员工人数|员工总数|规模|人员规模|企业规模|headcount|employees|staff".split("|")
)
REVENUE_LABELS = (
    "营收|年营收|营业额|年营业额|销售额|年销售额|年收入|annual revenue|revenue|annual turnover|turnover"
).split("|")
_SEPARATORS = r"[\s,;、/。]*"
_NOTHING = rf"(?:-+|无|{one_of(NOT_KNOWN)})(?=[\s,;、]|$)"


def _part(labels, unit):
    label = rf"(?P<label>{one_of(labels)})?\s*[:为]?\s*"
    return re.compile(rf"{_SEPARATORS}{label}(?:{_NOTHING}|{range_pattern(unit)})", re.IGNORECASE)


_HEADCOUNT = _part(HEADCOUNT_LABELS, "headcount")
_REVENUE = _part(REVENUE_LABELS, "money")


def parse_size(text):
    """Return the size in a cell (both parts None when it is blank), or the problem with it."""
    shown = normalise(text_of(text))
    parts, position = {}, 0
    while not is_blank(shown[position:].strip(",;、。")):
        unit, match = _next_part(shown, position)
        if not match or unit in parts:
            return problem("not_a_size", text=shown)
        parts[unit] = read_range(match, unit) if match["number1"] else None
        if isinstance(parts[unit], Problem):
            return parts[unit]
        position = match.end()
    return Size(parts.get("headcount"), parts.get("money"))


def _next_part(text, position):
    """The unit that explains more of the text; a bare number counts people, unless it counts by 万 or 亿."""
    headcount, revenue = _HEADCOUNT.match(text, position), _REVENUE.match(text, position)
    if headcount and revenue and headcount.end() == revenue.end():
        is_money = revenue["multiplier1"] or revenue["multiplier2"]
    else:
        is_money = (revenue.end() if revenue else -1) > (headcount.end() if headcount else -1)
    return ("money", revenue) if is_money else ("headcount", headcount)


def format_size(size, lang):
    revenue = size.revenue and format_money_range(size.revenue, size.revenue.currency, lang)
    label, separator = {"zh": ("年营收", ","), "en": ("annual revenue ", "; ")}[lang]
    parts = [size.headcount and format_headcount(size.headcount, lang), revenue and label + revenue]
    return separator.join(part for part in parts if part) or BLANK
