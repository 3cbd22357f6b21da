"""How the content of each item is read and written.

>>> read_value("budget", "800-1000万元", date(2024, 7, 1))
(MoneyRange(minimum=8000000, maximum=10000000, currency='CNY'), [])
>>> read_value("phone", 13800000000, date(2024, 7, 1))
('13800000000', [])
>>> write_value("intent", "strong", "zh"), write_value("phone", None, "zh")
('强', '-')
"""

from datetime import date

from ..credit_code import check_credit_code, normalise_credit_code
from .contacts import format_contacts, parse_contacts
from .dates import parse_date
from .notes import format_intent, format_key_notes, format_tags, parse_intent, parse_key_notes, parse_tags
from .people import format_people, parse_people
from .problems import Problem
from .ranges import Size, format_money_range, format_size, parse_range, parse_size
from .text import is_blank, one_line, text_of


def read_value(item, value, today):
    """Return the value of an item and the problems; the value is None when the cell is blank."""
    if is_blank(value):
        return None, []
    if item == "last_contact_date":
        found = parse_date(value, today)
    else:
        found = _READERS.get(item, text_of)(value)
    if isinstance(found, Problem):
        return None, [found]
    value, problems = found if isinstance(found, tuple) else (found, [])
    return (None if value in _NOTHING else value), problems


def write_value(item, value, lang):
    if not value:
        return "-"
    return _WRITERS[item](value, lang) if item in _WRITERS else text_of(value)


def _read_credit_code(value):
    text = text_of(value)
    return check_credit_code(text) or normalise_credit_code(text)


def _read_line(value):
    return one_line(text_of(value))


_NOTHING = ("", [], Size())
_LINES = ("name", "contact_name", "contact_title", "phone", "email", "industry", "need_type", "channel")
_READERS = dict.fromkeys(_LINES, _read_line) | {
    "credit_code": _read_credit_code,
    "size": parse_size,
    "budget": lambda value: parse_range(value, "money"),
    "decision_chain": parse_people,
    "tags": parse_tags,
    "intent": parse_intent,
    "key_notes": parse_key_notes,
    "other_contacts": parse_contacts,
}
_WRITERS = {
    "last_contact_date": lambda day, lang: date.isoformat(day),
    "size": format_size,
    "budget": lambda money, lang: format_money_range(money, money.currency, lang),
    "decision_chain": format_people,
    "tags": format_tags,
    "intent": format_intent,
    "key_notes": lambda notes, lang: format_key_notes(notes),
    "other_contacts": format_contacts,
}
