"""Reading a workbook that anyone may have sent: what is wrong comes back as problems, never raised."""

import logging
from dataclasses import dataclass, field
from datetime import datetime, time
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from ..registration_form.problems import Problem, problem
from .limits import DEFAULT_LIMITS
from .merged_cells import fill_merged_cells
from .package import find_package_problem
from .writing import drop_unwritable

_logger = logging.getLogger(__name__)
_LAST_ROW = 1_048_576
# A sheet with a fatal problem is not used anyway; a page of problems is enough to repair it.
_MOST_PROBLEMS = 20


@dataclass
class Sheet:
    """The cells from A1 on, as far as they are filled; the rows may differ in length."""

    name: str
    grid: list[list]
    problems: list[Problem] = field(default_factory=list)


@dataclass
class Workbook:
    sheets: list[Sheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_workbook(data, limits=DEFAULT_LIMITS):
    """Return the sheets that are not empty; hidden ones count."""
    found = find_package_problem(data, limits)
    if found:
        return Workbook(problems=[found])
    try:
        return _read(data, limits)
    except Exception:  # on a damaged file openpyxl raises almost anything
        _logger.info("This workbook cannot be read.", exc_info=True)
        return Workbook(problems=[problem("damaged")])


def _read(data, limits):
    # Read-only, because openpyxl else allocates every cell of a merged range or a wrong dimension.
    book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
    if len(book.sheetnames) > limits.max_sheets:
        found = problem("too_many_sheets", sheets=len(book.sheetnames), limit=limits.max_sheets)
        return Workbook(problems=[found])
    sheets = [_read_sheet(sheet, limits) for sheet in book.worksheets]
    sheets = [sheet for sheet in sheets if sheet.grid or sheet.problems]
    return Workbook(sheets, [] if sheets else [problem("empty_workbook")])


def _read_sheet(source, limits):
    too_large = Sheet(source.title, [], [problem("too_large_sheet", limit=limits.max_cells)])
    sheet = Sheet(source.title, [])
    source.reset_dimensions()
    seen, blank_rows = 0, []
    for index, row in enumerate(source.iter_rows()):
        seen += len(row)
        if seen > limits.max_cells or index >= _LAST_ROW:
            return too_large
        values = _trim([_read_cell(cell, sheet.problems) for cell in row])
        blank_rows.append(values)
        if values:
            sheet.grid += blank_rows
            blank_rows = []
        if len(sheet.grid) > limits.max_cells:
            return too_large
    if not fill_merged_cells(source, sheet.grid, limits.max_cells):
        return too_large
    del sheet.problems[_MOST_PROBLEMS:]
    return sheet


def _read_cell(cell, problems):
    if cell.value is None:
        return None
    if cell.data_type == "f":
        problems.append(problem("formula", cell.coordinate))
        return None
    if cell.data_type == "e":
        problems.append(problem("error_cell", cell.coordinate, text=str(cell.value)))
        return None
    return _plain(cell.value)


def _plain(value):
    if isinstance(value, str):
        return drop_unwritable(unescape(value)) or None
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return value


def _trim(values):
    while values and values[-1] is None:
        values.pop()
    return values
