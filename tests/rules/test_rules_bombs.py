"""Small files that would fill the memory or keep the server busy: a problem each, and quickly."""

import re
import struct
import time

import pytest
from rules.registration_form.labels import LABELS
from rules.registration_form.sheet import read_form
from rules.workbook import Limits, read_workbook, write_workbook
from rules_files import GOOD, SHEET, only_problem, repacked, sheet_codes, text_cell, with_sheet
from rules_strategies import TODAY

BOMB = '<?xml version="1.0" encoding="{}"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.fixture(autouse=True)
def quickly():
    start = time.perf_counter()
    yield
    assert time.perf_counter() - start < 10


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


@pytest.mark.parametrize(
    "text", ["\n", "\n ", " ", "(", "[", "1,", "1,234", "a(b)", "2024-05-10;\n", "\\", ":", ";", "-"]
)
def test_long_cells_of_a_kind(text):
    """No pattern may need quadratic time: the cell of a hostile file has millions of characters."""
    long_text = "1" + text * 20_000 + "x"
    rows = [[label, long_text, long_text] for label in LABELS["zh"].values()]
    read_form([*rows, [long_text, long_text, "x"]], TODAY)
