"""Writing a range in the handbook's spelling, or in English; `range_reading` reads it back exactly."""

from .amounts import SUFFIXES, shared_unit, write_number

BLANK = "-"
_OPEN = {"zh": ("{}以上", "{}以下"), "en": ("{} or more", "up to {}")}
_GROUPING = {"zh": "", "en": ","}


def format_headcount(headcount, lang):
    """
    >>> from .range_types import Range
    >>> format_headcount(Range(500, 1000), "zh"), format_headcount(Range(None, 50), "en")
    ('500-1000人', 'up to 50 employees')
    """
    unit = {"zh": "人", "en": " employees"}[lang]
    return _write(headcount, lang, lambda numbers: numbers + unit)


def format_money_range(money, currency, lang):
    """
    >>> from .range_types import Range
    >>> format_money_range(Range(8_000_000, 10_000_000), "CNY", "zh")
    '800-1000万元'
    >>> format_money_range(Range(8_000_000, 10_000_000), "USD", "en")
    'USD 8-10 million'
    """
    unit, factor = shared_unit(_ends(money), lang)

    def with_currency(numbers):
        if lang == "en":
            return f"{currency or ''} {numbers}{unit}".strip()
        return numbers + unit + SUFFIXES.get(currency, currency or "")

    return _write(money, lang, with_currency, factor)


def _write(limits, lang, with_unit, factor=1):
    numbers = [write_number(end, _GROUPING[lang], factor) for end in _ends(limits)]
    if not numbers:
        return BLANK
    text = with_unit("-".join(dict.fromkeys(numbers)))
    at_least, at_most = _OPEN[lang]
    if limits.maximum is None:
        return at_least.format(text)
    return at_most.format(text) if limits.minimum is None else text


def _ends(limits):
    return [end for end in (limits.minimum, limits.maximum) if end is not None]
