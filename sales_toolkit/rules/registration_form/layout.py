"""Where the form is on a sheet: which rows and columns hold item, content and update record.

>>> rows = find_rows([["客户信息登记表"], [None, "联系人", "周经理"], [None, "电话", 1]])
>>> [(row.item, row.content) for row in rows]
[('contact_name', Cell(value='周经理', name='C2')), ('phone', Cell(value=1, name='C3'))]
"""

import re
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from .dates import DATE
from .labels import find_header, find_item
from .text import is_blank, text_of


@dataclass(frozen=True)
class Cell:
    value: object
    name: str


@dataclass(frozen=True)
class FormRow:
    """`item` is None where the label is not known."""

    item: str | None
    label: Cell
    content: Cell
    record: Cell


@dataclass(frozen=True)
class _Columns:
    label: int
    content: int | None
    record: int | None


def find_rows(grid):
    """Return the rows of the form with a label or a content, none when the grid holds no form."""
    start, columns = _from_header(grid) or _from_labels(grid) or (0, None)
    if not columns:
        return []
    rows = [_row(grid, index, columns) for index in range(start, len(grid)) if not _is_header(grid[index])]
    rows = [row for row in rows if row.item or not is_blank(row.content.value)]
    return rows if any(row.item for row in rows) else []


def _from_header(grid):
    for index, row in enumerate(grid):
        if _is_header(row):
            headings = [find_header(value) for value in row]
            label = headings.index(0) if 0 in headings else _label_column(grid)
            record = headings.index(2) if 2 in headings else None
            return index + 1, _Columns(label, headings.index(1), record)
    return None


def _is_header(row):
    headings = {find_header(value) for value in row}
    return headings >= {0, 1} or headings >= {1, 2}


def _from_labels(grid):
    """Without a header, at least two items stand below each other."""
    label, width = _label_column(grid), max(map(len, grid), default=0)
    rows = [row for row in grid if _item_of(_value(row, label))]
    if len({_item_of(row[label]) for row in rows}) < 2:
        return None
    beside = [row for row in rows if find_item(row[label])]
    content = next((c for c in range(label + 1, width) if any(_adds(row, c, label) for row in beside)), None)
    return 0, _Columns(label, content, _record_column(rows, label if content is None else content, width))


def _label_column(grid):
    """The column with the most items."""
    width = max(map(len, grid), default=0)
    items = [{_item_of(_value(row, column)) for row in grid} for column in range(width)]
    return max(range(width), key=lambda column: len(items[column]), default=0)


def _record_column(rows, content, width):
    """The first column with dates after the content, else the next one."""
    for column in range(content + 1, width):
        values = [_value(row, column) for row in rows if _adds(row, column, content)]
        if any(DATE.match(text_of(value)) for value in values):
            return column
    return content + 1


def _row(grid, index, columns):
    label, content, record = (_cell(grid, index, c) for c in (columns.label, columns.content, columns.record))
    item = find_item(label.value)
    if content.value == label.value and (not item or record.value == label.value):  # one merged cell
        content = Cell(None, content.name)
    if record.value == content.value and not DATE.match(text_of(record.value)):
        record = Cell(None, record.name)
    if not item and is_blank(content.value):
        item, inline = _split(label.value)
        content = Cell(inline, label.name)
    return FormRow(item, label, content, record)


def _split(value):
    """Understand a label and its content in the same cell.

    >>> _split("联系人姓名：周经理")
    ('contact_name', '周经理')
    """
    label, colon, content = re.match("([^:：]*)([:：]?)(.*)", text_of(value), re.DOTALL).groups()
    item = find_item(label) if colon else None
    return (item, content.strip()) if item else (None, None)


def _item_of(value):
    return find_item(value) or _split(value)[0]


def _adds(row, column, other):
    value = _value(row, column)
    return bool(text_of(value)) and value != _value(row, other)


def _value(row, column):
    return row[column] if column is not None and column < len(row) else None


def _cell(grid, index, column):
    name = "" if column is None else f"{get_column_letter(column + 1)}{index + 1}"
    return Cell(_value(grid[index], column), name)
