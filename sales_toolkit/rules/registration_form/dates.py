"""Dates as people write them.

>>> today = date(2024, 7, 1)
>>> {parse_date(text, today) for text in ("2024-5-10", "2024/05/10", "2024年5月10日", "20240510")}
{datetime.date(2024, 5, 10)}
>>> parse_date(45422, today)  # how Excel counts days
datetime.date(2024, 5, 10)
>>> parse_date("2024-08-01", today).code, parse_date("2023-02-29", today).code, parse_date("soon", today).code
('future_date', 'not_a_date', 'not_a_date')
"""

import re
from datetime import date, datetime

from openpyxl.utils.datetime import from_excel

from .problems import problem
from .text import normalise, text_of

_SEPARATOR = r"\s*[-/.－／．]\s*"
DATE = re.compile(
    rf"(?P<year>\d{{4}})(?:{_SEPARATOR}|\s*(?P<chinese>年)\s*)(?P<month>\d{{1,2}})(?:{_SEPARATOR}|\s*月\s*)"
    r"(?P<day>\d{1,2})(?!\d)(?(chinese)\s*日?|日?)"
    r"|(?P<compact>\d{8})(?!\d)"
)
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?")
# Excel's day numbers from 1954 to 2119; a number outside is more likely something else.
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000


def parse_date(value, today):
    """Return the date in a cell, or the problem with it."""
    found = _read(value)
    if found is None:
        return problem("not_a_date", text=text_of(value))
    if found > today:
        return problem("future_date", date=found.isoformat())
    return found


def date_of(match):
    """The date that `DATE` matched, None when the calendar does not have it."""
    if match["compact"]:
        parts = match["compact"][:4], match["compact"][4:6], match["compact"][6:]
    else:
        parts = match["year"], match["month"], match["day"]
    try:
        return date(*map(int, parts))
    except ValueError:
        return None


def _read(value):
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and _FIRST_SERIAL <= value <= _LAST_SERIAL:
        return from_excel(value).date()
    text = normalise(text_of(value))
    match = DATE.match(text)
    if match and _TIME.fullmatch(text[match.end() :] or " 0:00"):
        return date_of(match)
    return None
