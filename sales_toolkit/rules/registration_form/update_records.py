r"""The third column of the form: when an item was updated, and why.

>>> today = date(2024, 7, 1)
>>> records, problems = parse_update_records("2024-06-20职务调整; 2024年5月10日 3人", today)
>>> records
[UpdateRecord(date=datetime.date(2024, 6, 20), text='职务调整'),
 UpdateRecord(date=datetime.date(2024, 5, 10), text='3人')]
>>> format_update_records(records)
'2024-06-20职务调整\n2024-05-10 3人'
>>> format_update_records([UpdateRecord(date(2024, 6, 20), "first entry")])
'2024-06-20 first entry'
>>> [problem.code for problem in parse_update_records("职务调整", today)[1]]
['record_without_date']
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from .dates import DATE, date_of, parse_date
from .problems import Problem, problem
from .text import escape, is_blank, one_line, protect, restore, text_of

_DATE_LAST = re.compile(rf"(?:{DATE.pattern})$")


@dataclass(frozen=True)
class UpdateRecord:
    date: date
    text: str = ""


def parse_update_records(value, today):
    """Return the records in a cell, and the problems."""
    if is_blank(value):
        return [], []
    if isinstance(value, date | datetime | int | float):
        found = [_checked(value, "", today)]
    else:
        found = [_record(line, today) for line in _lines(protect(text_of(value)))]
    records = [record for record in found if isinstance(record, UpdateRecord)]
    return records, [record for record in found if isinstance(record, Problem)]


def format_update_records(records):
    return "\n".join(_write(record) for record in records) or "-"


def _lines(text):
    """A new record starts with a date; a semicolon or line break elsewhere belongs to the text."""
    pieces = re.split(r"(?<=[;；\n])", text)
    starts = [index for index, piece in enumerate(pieces) if DATE.match(piece.lstrip()) or index == 0]
    lines = ["".join(pieces[start:end]) for start, end in zip(starts, [*starts[1:], None], strict=True)]
    return [line.strip(" \t\n;；") for line in lines if not is_blank(line.strip(" \t\n;；"))]


def _record(line, today):
    match = DATE.match(line) or _DATE_LAST.search(line)
    if not match:
        return problem("record_without_date", text=one_line(restore(line)))
    text = (line[: match.start()] + line[match.end() :]).strip(" :：")
    return _checked(date_of(match) or match[0], one_line(restore(text)), today)


def _checked(value, text, today):
    found = parse_date(value, today)
    return found if isinstance(found, Problem) else UpdateRecord(found, text)


def _write(record):
    text = escape(one_line(record.text), ";；:：")
    space = " " if re.match(r"[\dA-Za-z日]|\s", text) else ""
    return f"{record.date.isoformat()}{space}{text}"
