"""Files that nobody should have sent: a problem each, no exception, no minute of computing, no gigabyte."""

import re
import struct
import time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.workbook import Limits, read_workbook, write_workbook

GOOD = write_workbook([("恒锂", [("客户名称", "恒锂公司"), ("电话", "0519")])])
SHEET = "xl/worksheets/sheet1.xml"
BOMB = '<?xml version="1.0" encoding="{}"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'


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


@pytest.fixture(autouse=True)
def quickly():
    start = time.perf_counter()
    yield
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize(
    "data", [b"", b"name,phone\n", b"%PDF-1.7", b"<html>", "客户名称".encode(), bytes(1000)]
)
def test_not_a_workbook(data):
    assert only_problem(data) == "not_a_workbook"


def test_another_zip_is_not_a_workbook():
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert only_problem(stream.getvalue()) == "not_a_workbook"
    assert only_problem(repacked({"[Content_Types].xml": "<Types/>"})) == "not_a_workbook"


def test_password_or_old_format():
    assert only_problem(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000)) == "protected_or_old"
    encrypted = bytearray(GOOD)
    for header in re.finditer(rb"PK\x01\x02", GOOD):
        encrypted[header.start() + 8] |= 1
    assert only_problem(bytes(encrypted)) == "protected_or_old"


@pytest.mark.parametrize("length", [4, 30, 1000, len(GOOD) // 2, len(GOOD) - 10])
def test_cut_off(length):
    assert only_problem(GOOD[:length]) == "damaged"


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"])
@pytest.mark.parametrize("content", [b"", b"<worksheet><sheetData>", b"\xff\xfe\x00", b"<a/>"])
def test_damaged_parts(part, content):
    workbook = read_workbook(repacked({part: content}))
    assert workbook.problems or workbook.sheets


def test_damaged_cell():
    assert only_problem(with_sheet('<row r="1"><c r="A1" t="s"><v>99</v></c></row>')) == "damaged"
    assert only_problem(with_sheet('<row r="1"><c r="??" t="n"><v>1</v></c></row>')) == "damaged"


def test_damaged_checksum():
    data = bytearray(GOOD)
    with ZipFile(BytesIO(GOOD)) as archive:
        offset = archive.getinfo(SHEET).header_offset
    data[offset + 80] ^= 0xFF
    assert only_problem(bytes(data)) == "damaged"


@given(st.data())
def test_any_damage_is_survived(data):
    content = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(GOOD) - 1))] = data.draw(st.integers(0, 255))
    read_workbook(bytes(content))


@pytest.mark.parametrize("name", ["xl/vbaProject.bin", "XL/VBAPROJECT.BIN", "xl/macrosheets/sheet1.xml"])
def test_macros(name):
    assert only_problem(repacked({name: b"macro"})) == "macros"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "iso-8859-1"])
@pytest.mark.parametrize("part", [SHEET, "xl/styles.xml", "docProps/other.part"])
def test_xml_bomb(encoding, part):
    bomb = BOMB.format("utf-16" if encoding.startswith("utf-16") else encoding).encode(encoding)
    if encoding == "utf-16-le":
        bomb = b"\xff\xfe" + bomb
    assert only_problem(repacked({part: bomb})) == "unsafe_xml"


def test_a_dtd_after_a_long_comment():
    bomb = f"<!--{'x' * 300_000}--><!DOCTYPE x [<!ENTITY a 'b'>]><x/>"
    assert only_problem(repacked({SHEET: bomb})) == "unsafe_xml"


def test_the_word_doctype_is_harmless():
    data = write_workbook([("x", [("<!DOCTYPE x>", "<!ENTITY a>")])])
    assert read_workbook(data).sheets[0].grid == [["<!DOCTYPE x>", "<!ENTITY a>"]]


def test_too_many_bytes():
    assert only_problem(GOOD, max_bytes=len(GOOD) - 1) == "too_large"
    assert read_workbook(GOOD, Limits(max_bytes=len(GOOD))).problems == []


def test_zip_bomb():
    data = repacked({"xl/media/zeros.bin": bytes(60 * 2**20)})
    assert len(data) < 100_000
    assert only_problem(data) == "too_large"


def test_zip_bomb_that_lies_about_its_size():
    """The directory says that the part has ten bytes; what is there decides."""
    data = bytearray(repacked({"xl/media/zeros.bin": bytes(60 * 2**20)}))
    for header in re.finditer(rb"PK\x01\x02", bytes(data)):
        if data[header.start() + 46 :].startswith(b"xl/media/zeros.bin"):
            data[header.start() + 24 : header.start() + 28] = struct.pack("<I", 10)
    assert only_problem(bytes(data)) == "damaged"


def test_too_many_sheets():
    data = write_workbook([(str(number), [("x",)]) for number in range(200)])
    assert only_problem(data) == "too_many_sheets"
    assert len(read_workbook(data, Limits(max_sheets=200)).sheets) == 200


def test_too_many_cells():
    data = write_workbook([("x", [("a", "b")] * 50)])
    assert sheet_codes(data, max_cells=99) == ["too_large_sheet"]
    assert sheet_codes(data, max_cells=100) == []


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(with_sheet(f'<row r="1048576">{text_cell("XFD1048576")}</row>'), id="last cell"),
        pytest.param(
            with_sheet(f'<row r="2000000000">{text_cell("A2000000000")}</row>'), id="row that cannot be"
        ),
        pytest.param(
            with_sheet("".join(f'<row r="{n}">{text_cell(f"XFD{n}")}</row>' for n in range(1, 2000))),
            id="wide",
        ),
        pytest.param(
            with_sheet(
                f'<row r="1">{text_cell("A1")}</row><row r="9">{text_cell("ZZ9")}</row>',
                '<mergeCells count="9">' + '<mergeCell ref="A1:ZZ9"/>' * 99 + "</mergeCells>",
            ),
            id="merged again and again",
        ),
    ],
)
def test_cells_far_apart(data):
    assert sheet_codes(data) == ["too_large_sheet"]


@pytest.mark.parametrize(
    "data",
    [
        with_sheet(
            f'<row r="1">{text_cell("A1")}</row>',
            '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        ),
        with_sheet(f'<row r="1">{text_cell("A1")}</row>', before='<dimension ref="A1:XFD1048576"/>'),
        with_sheet(f'<row r="1">{text_cell("A1")}</row><row r="1048576"><c r="A1048576"/></row>'),
    ],
)
def test_large_but_empty(data):
    [sheet] = read_workbook(data).sheets
    assert (sheet.grid, sheet.problems) == ([["x"]], [])


def test_an_empty_workbook():
    assert only_problem(write_workbook([("x", [])])) == "empty_workbook"


def test_a_forgotten_blank_sheet_is_ignored():
    book = openpyxl.load_workbook(BytesIO(GOOD))
    book.create_sheet("Sheet2")
    stream = BytesIO()
    book.save(stream)
    assert [sheet.name for sheet in read_workbook(stream.getvalue()).sheets] == ["恒锂"]


def test_external_links_are_not_followed():
    links = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    data = repacked(
        {"xl/externalLinks/externalLink1.xml": "<externalLink/>", "xl/externalLinks/_rels/x.rels": links}
    )
    assert read_workbook(data).problems == []
