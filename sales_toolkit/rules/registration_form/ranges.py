"""Ranges of people and of money, as people write them on the form, and the company size made of both.

>>> parse_range("500～1000 人", "headcount")
Range(minimum=500, maximum=1000)
>>> parse_range("1000人以上", "headcount"), parse_range("约300人", "headcount")
(Range(minimum=1000, maximum=None), Range(minimum=300, maximum=300))

A unit at the end counts for both numbers, and every number may have its own:

>>> parse_range("5-10亿", "money")
MoneyRange(minimum=500000000, maximum=1000000000, currency=None)
>>> parse_range("800万-1亿元", "money")
MoneyRange(minimum=8000000, maximum=100000000, currency='CNY')
>>> parse_range("USD 1.2m-2m", "money")
MoneyRange(minimum=1200000, maximum=2000000, currency='USD')

Bounds are kept as they are written, so 不足50人 and 50人以下 are the same range. What is not a range
says so, and what is blank or said to be unknown is None:

>>> parse_range("1000-500", "headcount").code, parse_range("many", "headcount").code
('reversed_range', 'not_a_range')
>>> parse_range("-", "money"), parse_range("待定", "money")
(None, None)

>>> size = parse_size("500-1000人,年营收5-10亿")
>>> size.headcount, size.revenue.maximum
(Range(minimum=500, maximum=1000), 1000000000)
>>> format_size(size, "zh")
'500-1000人,年营收5-10亿'
>>> format_size(size, "en")
'500-1,000 employees; annual revenue 500-1,000 million'
>>> format_money_range(Range(None, 12_000_000), "CNY", "zh"), format_money_range(Range(80, 90), "SEK", "en")
('1200万元以下', 'SEK 80-90')
"""

from .range_reading import parse_range
from .range_types import MoneyRange, Range, Size
from .range_writing import format_headcount, format_money_range
from .size import format_size, parse_size

__all__ = [
    "MoneyRange",
    "Range",
    "Size",
    "format_headcount",
    "format_money_range",
    "format_size",
    "parse_range",
    "parse_size",
]
