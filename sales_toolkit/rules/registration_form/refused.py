"""Cells of a sheet that hold what is never stored: numbers of identity cards, passports, bank cards.

>>> [found] = find_refused_cells([["联系人姓名", "周经理"], ["备注", "11010519491231002X"]])
>>> found.code, found.cell
('identity_card', 'B2')
"""

from openpyxl.utils import get_column_letter

from ..privacy import first_identifier
from .problems import problem
from .text import text_of


def find_refused_cells(grid):
    """One problem for each cell with such a number; it names the cell and never the number."""
    found = []
    for row_number, row in enumerate(grid, 1):
        for column_number, value in enumerate(row, 1):
            kind = first_identifier(text_of(value)) if value is not None else None
            if kind:
                found.append(problem(kind, f"{get_column_letter(column_number)}{row_number}"))
    return found
