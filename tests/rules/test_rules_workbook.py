"""Workbooks out and in, and what their cells become."""

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import PatternFill
from rules.workbook import Limits, read_workbook, write_workbook
from rules.workbook.writing import drop_unwritable
from rules_strategies import CHARACTERS

PIECES = CHARACTERS | st.sampled_from(["_x000D_", "_x005F_", "#N/A", "\r"])
TEXTS = st.lists(PIECES, min_size=1, max_size=20).map("".join)


def saved(book):
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def read_cells(cells, **limits):
    book = openpyxl.Workbook()
    for name, value in cells.items():
        book.active[name] = value
    return read_workbook(saved(book), Limits(**limits))


def trim(rows):
    """As a sheet is read: without the empty cells and rows after the last filled one."""
    rows = [[text and drop_unwritable(text) or None for text in row] for row in rows]
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


@given(st.lists(st.lists(st.none() | TEXTS, min_size=1, max_size=4), max_size=5))
def test_what_is_written_is_read(rows):
    sheets = read_workbook(write_workbook([("恒锂", rows)])).sheets
    assert [sheet.grid for sheet in sheets] == [grid for grid in [trim(rows)] if grid]
    assert not any(sheet.problems for sheet in sheets)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', "#REF!", "_x0041_", "00123", " a "]
)
def test_text_stays_text(text):
    data = write_workbook([("恒锂", [("内容",), (text,)])])
    assert read_workbook(data).sheets[0].grid == [["内容"], [text]]
    cell = openpyxl.load_workbook(BytesIO(data)).active["A2"]
    assert (cell.data_type, cell.number_format) == ("s", "@")


def test_the_look_of_the_handbook():
    sheet = openpyxl.load_workbook(
        BytesIO(write_workbook([("恒锂", [("客户基本信息",), ("客户名称",)])]))
    ).active
    assert [sheet.column_dimensions[column].width for column in "ABC"] == [24, 44, 26]
    assert sheet["A1"].font.bold and not sheet["A2"].font.bold
    assert sheet["A1"].fill.fgColor.rgb == "00D9E1F2"
    assert sheet["A2"].border.left.style == "thin"
    assert sheet["A2"].alignment.wrap_text


@given(st.lists(st.text(CHARACTERS | st.sampled_from("[]:*?/\\'"), max_size=40), min_size=1, max_size=5))
def test_titles_are_valid_and_unique(titles):
    book = openpyxl.load_workbook(BytesIO(write_workbook([(title, [("x",)]) for title in titles])))
    assert len({title.lower() for title in book.sheetnames}) == len(titles)
    assert all(0 < len(title.encode("utf-16-le")) <= 62 for title in book.sheetnames)
    assert not any(set(title) & set("[]:*?/\\") for title in book.sheetnames)


def test_long_titles_stay_apart():
    titles = openpyxl.load_workbook(BytesIO(write_workbook([("长" * 40, []), ("长" * 35, [])]))).sheetnames
    assert titles == ["长" * 31, "长" * 27 + " (2)"]


def test_no_sheets():
    assert [problem.code for problem in read_workbook(write_workbook([])).problems] == ["empty_workbook"]


def test_typed_cells():
    values = {
        "A1": date(2024, 5, 10),
        "A2": datetime(2024, 5, 10, 8, 30),
        "A3": 5,
        "A4": 0.5,
        "A5": True,
        "A6": "x\r\ny",
    }
    [sheet] = read_cells(values).sheets
    assert sheet.grid == [[date(2024, 5, 10)], [datetime(2024, 5, 10, 8, 30)], [5], [0.5], [True], ["x\ny"]]


def test_merged_cells_are_filled():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["B1"], sheet["A3"], sheet["D4"] = "title", "label", "end"
    sheet.merge_cells("B1:D2")
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("C5:C6")
    [read] = read_workbook(saved(book)).sheets
    assert read.grid == [
        [None, "title", "title", "title"],
        [None, "title", "title", "title"],
        ["label"],
        ["label", None, None, "end"],
    ]


def test_hidden_sheets_are_read_and_empty_ones_are_not():
    book = openpyxl.Workbook()
    book.create_sheet("hidden")["A1"] = "x"
    book["hidden"].sheet_state = "hidden"
    chart = BarChart()
    chart.add_data(Reference(book["hidden"], min_col=1, min_row=1))
    book.create_chartsheet("chart").add_chart(chart)
    book.active["Z99"].fill = PatternFill("solid", fgColor="FF0000")
    assert [sheet.name for sheet in read_workbook(saved(book)).sheets] == ["hidden"]


def test_formulas_and_errors_are_named():
    [sheet] = read_cells({"A1": "客户名称", "B1": "=A1&A2", "B2": "#REF!", "B3": "=1+1"}).sheets
    assert sheet.grid == [["客户名称"]]
    assert [(problem.code, problem.cell) for problem in sheet.problems] == [
        ("formula", "B1"),
        ("error_cell", "B2"),
        ("formula", "B3"),
    ]


def test_a_sheet_of_formulas_is_not_a_page_of_problems():
    [sheet] = read_cells({f"A{row}": "=1" for row in range(1, 100)}).sheets
    assert len(sheet.problems) == 20


def test_long_texts():
    assert read_cells({"A1": "长" * 32_767}).sheets[0].grid == [["长" * 32_767]]
