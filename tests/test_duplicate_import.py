"""The preview of imported forms tells of customers that may be the same (C15)."""

from odoo.tests import tagged

from common import CODE
from common_paper_form import PaperFormCase, workbook


@tagged("post_install", "-at_install")
class TestImport(PaperFormCase):
    def preview(self, *sheets, **kwargs):
        wizard = self.wizard(workbook(*sheets), lang="en_US", **kwargs)
        wizard.action_preview()
        return wizard

    def remarks(self, wizard):
        lines = wizard.sheet_ids.line_ids.filtered(lambda line: line.kind == "remark")
        return [line.message for line in lines if "erhaps the same" in (line.message or "")]

    def test_a_customer_on_record(self):
        self.customer("江苏恒力机械有限公司", phone="138 0000 1234")
        wizard = self.preview({"客户名称": "恒力机械（江苏）股份有限公司", "联系电话": "13800001234"})
        self.assertEqual(wizard.sheet_ids.action, "create")
        self.assertEqual(
            self.remarks(wizard), ["Perhaps the same as 江苏恒力机械有限公司 (same phone, same name)"]
        )
        self.assertIn("Perhaps the same", wizard.sheet_ids.problem_text)

    def test_a_colleagues_customer_is_not_named(self):
        self.customer("江苏恒力机械有限公司", user=self.rep2, user_id=self.rep2.id)
        [remark] = self.remarks(self.preview({"客户名称": "恒力机械（江苏）股份有限公司", "主营业务": "x"}))
        self.assertEqual(remark, f"Perhaps the same as a customer of {self.rep2.name} (same name)")

    def test_the_customer_it_is_matched_with_is_no_remark(self):
        self.customer("江苏恒力机械有限公司", phone="138 0000 1234")
        self.assertEqual(
            self.remarks(self.preview({"客户名称": "江苏恒力机械有限公司", "联系电话": "13800001234"})), []
        )

    def test_sheets_of_the_same_file(self):
        wizard = self.preview(
            {"客户名称": "江苏恒力机械有限公司", "电子邮箱": "a@b.cn"},
            {"客户名称": "长城科技有限公司", "主营业务": "x"},
            {"客户名称": "江苏恒力机械制造有限公司", "电子邮箱": "A@b.cn"},
        )
        [remark] = self.remarks(wizard)
        self.assertIn("Perhaps the same as on the sheet S1", remark)
        self.assertIn("similar name", remark)

    def test_different_codes_are_different_companies(self):
        self.customer("江苏恒力机械有限公司", vat=CODE)
        wizard = self.preview(
            {"客户名称": "江苏恒力机械制造有限公司", "统一社会信用代码": "91330100799655058B"}
        )
        self.assertEqual(self.remarks(wizard), [])

    def test_the_import_is_not_kept_from_writing(self):
        self.customer("江苏恒力机械有限公司")
        data = workbook({"客户名称": "江苏恒力机械制造有限公司", "主营业务": "x"})
        wizard = self.imported(data, lang="en_US")
        self.assertEqual(wizard.sheet_ids.state, "written")
        self.assertEqual(len(self.remarks(wizard)), 1)
