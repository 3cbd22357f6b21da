"""Bad files: a plain message that names file, sheet and cell, and nothing written."""

import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from odoo.exceptions import UserError
from odoo.tests import tagged

from common import CODE, SAMPLE
from common_paper_form import PaperFormCase, workbook

GOOD = {"客户名称": "恒锂公司", "信用代码": CODE, "主营业务": "x"}
BOMB = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">]><x>&b;</x>"""


def repacked(**parts):
    """The sample with some parts replaced or added; a double underscore stands for a slash."""
    stream = BytesIO()
    with ZipFile(SAMPLE) as source, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        new = {name.replace("__", "/").replace("_dot_", "."): data for name, data in parts.items()}
        for name, data in {**{name: source.read(name) for name in source.namelist()}, **new}.items():
            target.writestr(name, data)
    return stream.getvalue()


class BadFileCase(PaperFormCase):
    def assertRefused(self, data, expected, lang="en_US", cell=None):
        before = self.snapshot()
        wizard = self.imported(data, lang=lang, filename="bad.xlsx")
        self.assertEqual(set(wizard.sheet_ids.mapped("action")), {"refuse"}, self.messages(wizard))
        self.assertEqual(self.snapshot(), before)
        self.assertIn(expected, self.messages(wizard))
        self.assertEqual(wizard.sheet_ids[0].filename, "bad.xlsx")
        if cell:
            self.assertEqual(wizard.sheet_ids[0].name, "S1")
            self.assertIn(cell, self.messages(wizard))


@tagged("post_install", "-at_install")
class TestBadFiles(BadFileCase):
    """Files that are no form at all."""

    def test_files_of_another_kind(self):
        self.assertRefused(b"name,phone\nx,1", "not an Excel workbook")
        self.assertRefused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "old .xls format")
        self.assertRefused(SAMPLE.read_bytes()[:2000], "damaged")

    def test_macros_and_bombs(self):
        self.assertRefused(repacked(xl__vbaProject_dot_bin=b"x"), "macros")
        self.assertRefused(
            repacked(xl__worksheets__sheet1_dot_xml=BOMB), "definitions that a form never needs"
        )

    def test_too_large(self):
        self.company.paper_form_max_size = 1
        self.assertRefused(b"PK" + b"x" * 1024 * 1024, "larger than 1 MB")

    def test_too_many_sheets(self):
        self.assertRefused(workbook(*[GOOD] * 200), "200 sheets, but at most 100")
        self.company.paper_form_max_sheets = 2
        self.assertRefused(workbook(*[GOOD] * 3), "at most 2")

    def test_nothing_on_it(self):
        book = Workbook()
        stream = BytesIO()
        book.save(stream)
        self.assertRefused(stream.getvalue(), "empty")
        self.assertRefused(workbook([["shopping", "list"], ["milk", 2]]), "No registration form")

    def test_messages_are_chinese_for_a_chinese_user(self):
        self.assertRefused(b"name,phone", "不是Excel工作簿", lang="zh_CN")

    def test_nothing_given(self):
        wizard = self.env["sales_toolkit.paper_form_import"].with_user(self.rep).create({})
        for method in (wizard.action_preview, wizard.action_import):
            with self.assertRaisesRegex(UserError, "Choose an .xlsx file"):
                method()

    def test_not_even_base64(self):
        wizard = (
            self.env["sales_toolkit.paper_form_import"].with_user(self.rep).create({"filename": "x.xlsx"})
        )
        for text in ("%%%", "äöü", "YWJj=YWJj"):
            with self.subTest(text=text), self.assertRaises(UserError):
                wizard.file = text
                wizard.action_preview()

    def test_limits_are_at_least_one(self):
        for name in ("paper_form_max_size", "paper_form_max_sheets"):
            with self.subTest(name=name), self.assertRaises(UserError):
                self.company[name] = 0


@tagged("post_install", "-at_install")
class TestBadCells(BadFileCase):
    """Cells that can not be true."""

    def test_cells_are_named(self):
        tomorrow = datetime.date.today() + datetime.timedelta(days=3)
        for label, content, message in (
            ("信用代码", "91320412MA1X2Y3W4Q", "check digit should be “P”"),
            ("信用代码", "9132", "4 characters"),
            ("企业规模", "abc人", "not a company size"),
            ("预算", "很多", "not a number or a range"),
            ("预算", "1000-800万", "larger than the second"),
            ("最近跟进时间", tomorrow, "in the future"),
            ("最近跟进时间", "下周", "not a date"),
            ("合作意向", "也许", "not an intent level"),
            ("主营业务", "=1+1", "formula"),
        ):
            with self.subTest(label=label, content=content):
                self.assertRefused(workbook({"客户名称": "恒锂公司", label: content}), message, cell="B2")

    def test_names_of_spaces_only(self):
        for name in ("   ", "　", "\u200b", None, "-"):
            with self.subTest(name=name):
                self.assertRefused(
                    workbook({"客户名称": name, "主营业务": "x"}), "customer name is missing", cell="B1"
                )

    def test_update_record_of_the_future(self):
        rows = [["客户名称", "恒锂公司", "2999-01-01更新"], ["主营业务", "x"]]
        self.assertRefused(workbook(rows), "in the future", cell="C1")

    def test_chinese_for_a_chinese_user(self):
        data = workbook({"客户名称": "恒锂公司", "预算": "很多"})
        self.assertRefused(data, "B2 预算范围", lang="zh_CN", cell="B2")
        self.assertRefused(data, "不是数值", lang="zh_CN")

    def test_what_the_database_refuses_is_reported_too(self):
        data = workbook(
            {"客户名称": "恒锂公司", "企业规模": "99999999999人"}, {"客户名称": "好公司", "电话": "1"}
        )
        wizard = self.imported(data, lang="en_US")
        self.assertEqual(wizard.sheet_ids[0].action, "refuse")
        self.assertTrue(self.messages(wizard))
        self.assertTrue(self.find("好公司"))
        self.assertFalse(self.find("恒锂公司"))

    def test_amounts_that_no_column_can_hold(self):
        data = workbook({"客户名称": "恒锂公司", "预算": "9" * 400}, {"客户名称": "好公司", "电话": "1"})
        wizard = self.imported(data, lang="en_US")
        self.assertEqual(wizard.sheet_ids[0].action, "refuse")
        self.assertTrue(self.find("好公司"))

    def test_long_texts_and_odd_characters(self):
        text = "长" * 20000 + "\x07<script>alert(1)</script>"
        book = {"客户名称": "恒锂公司", "主营业务": text.replace("\x07", "")}
        self.imported(workbook(book))
        self.assertEqual(self.find("恒锂公司").main_business, book["主营业务"])
