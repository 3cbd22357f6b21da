"""Files that nobody should have sent: a problem each, never an exception."""

import re
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.workbook import Limits, read_workbook, write_workbook
from rules_files import GOOD, SHEET, only_problem, repacked, sheet_codes, with_sheet


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


def test_too_many_sheets():
    data = write_workbook([(str(number), [("x",)]) for number in range(200)])
    assert only_problem(data) == "too_many_sheets"
    assert len(read_workbook(data, Limits(max_sheets=200)).sheets) == 200


def test_too_many_cells():
    data = write_workbook([("x", [("a", "b")] * 50)])
    assert sheet_codes(data, max_cells=99) == ["too_large_sheet"]
    assert sheet_codes(data, max_cells=100) == []


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
