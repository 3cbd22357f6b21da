"""Files that are nearly a good workbook."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from rules.workbook import Limits, read_workbook, write_workbook

GOOD = write_workbook([("恒锂", [("客户名称", "恒锂公司"), ("电话", "0519")])])
SHEET = "xl/worksheets/sheet1.xml"


def repacked(changes=(), data=GOOD):
    """The good workbook with some parts replaced or added."""
    with ZipFile(BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()} | dict(changes)
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return stream.getvalue()


def with_sheet(rows, after="", before=""):
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return repacked(
        {SHEET: f'<worksheet xmlns="{space}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'}
    )


def text_cell(name, text="x"):
    return f'<c r="{name}" t="inlineStr"><is><t>{text}</t></is></c>'


def only_problem(data, **limits):
    workbook = read_workbook(data, Limits(**limits))
    assert workbook.sheets == []
    [problem] = workbook.problems
    assert problem.fatal and problem.message
    return problem.code


def sheet_codes(data, **limits):
    workbook = read_workbook(data, Limits(**limits))
    assert workbook.problems == []
    return [problem.code for sheet in workbook.sheets for problem in sheet.problems]
