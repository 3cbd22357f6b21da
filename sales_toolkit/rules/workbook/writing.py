"""Writing rows of text as a workbook that looks like the handbook's form."""

import re
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from ..registration_form.text import UNWRITABLE

COLUMN_WIDTHS = {"A": 24, "B": 44, "C": 26}
TEXT_FORMAT = "@"
LONGEST_TITLE = 31
_HEADER_FONT = Font(bold=True)
_HEADER_FILL = PatternFill("solid", fgColor="D9E1F2")
_BORDER = Border(*[Side("thin")] * 4)
_ALIGNMENT = Alignment(vertical="top", wrap_text=True)
_UNWRITABLE = re.compile(f"[{UNWRITABLE}]")


def write_workbook(sheets):
    """Return the .xlsx of the sheets, each a title and its rows of texts (None is an empty cell)."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets or [("", [])]:
        sheet = book.create_sheet(_unique_title(title, book.sheetnames))
        _write_rows(sheet, rows)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def drop_unwritable(text):
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _write_rows(sheet, rows):
    for column, width in COLUMN_WIDTHS.items():
        sheet.column_dimensions[column].width = width
    for row_number, row in enumerate(rows, 1):
        for column_number, text in enumerate(row, 1):
            cell = sheet.cell(row_number, column_number)
            _write_text(cell, text)
            cell.border, cell.alignment, cell.number_format = _BORDER, _ALIGNMENT, TEXT_FORMAT
            if row_number == 1:
                cell.font, cell.fill = _HEADER_FONT, _HEADER_FILL


def _write_text(cell, text):
    """Write plain text, even where it looks like a formula, an error or one of Excel's escapes."""
    text = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", drop_unwritable(text or ""))
    if text:
        cell.value = text
        cell.data_type = "s"


def _unique_title(title, taken):
    """
    >>> _unique_title("A/B [华东]", [])
    'A B 华东'
    >>> _unique_title("恒锂", ["恒锂", "恒锂 (2)"])
    '恒锂 (3)'
    """
    taken = {other.lower() for other in taken}
    valid = " ".join(re.sub(r"[\[\]:*?/\\]", " ", drop_unwritable(title)).split()).strip("'") or "Sheet"
    candidate, number = _shorten(valid, ""), 1
    while candidate.lower() in taken:
        number += 1
        candidate = _shorten(valid, f" ({number})")
    return candidate


def _shorten(title, suffix):
    """Excel counts UTF-16 units."""
    room = LONGEST_TITLE - len(suffix)
    return title.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore").strip(" '") + suffix
