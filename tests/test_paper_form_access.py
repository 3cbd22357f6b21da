"""Who may import and export which forms (C14)."""

from io import BytesIO

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from common import SAMPLE
from common_paper_form import PaperFormCase, contents


@tagged("post_install", "-at_install")
class TestAccess(PaperFormCase):
    """Who may import and export what."""

    def test_portal_and_outsiders_have_no_wizard(self):
        for user in (self.portal, self.outsider):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.wizard(SAMPLE.read_bytes(), user=user).action_preview()

    def test_wizards_are_private(self):
        wizard = self.wizard(SAMPLE.read_bytes())
        wizard.action_preview()
        self.settle()
        for record in (wizard, wizard.sheet_ids, wizard.sheet_ids.line_ids):
            with self.subTest(model=record._name):
                self.assertFalse(record.with_user(self.rep2).search([("id", "in", record.ids)]))
                with self.assertRaises(AccessError):
                    record.with_user(self.rep2).read(["display_name"])
        with self.assertRaises(AccessError):
            wizard.with_user(self.rep2).action_import()

    def test_files_of_others_are_not_read(self):
        secret = (
            self.env["ir.attachment"]
            .with_user(self.rep)
            .create({"name": "a.xlsx", "raw": SAMPLE.read_bytes()})
        )
        wizard = self.env["sales_toolkit.paper_form_import"].with_user(self.rep2).create({})
        with self.assertRaises(AccessError):
            wizard.attachment_ids = secret
            self.settle()
            wizard.action_preview()

    def test_export_by_others_holds_no_budget(self):
        partner = self.customer("恒锂公司", budget_text="800-1000万元", internal_decision_notes="board")
        partner.write({"decision_maker_ids": [Command.create({"name": "王总"})]})
        self.settle()
        exported = contents(partner.with_user(self.rep2).with_context(lang="zh_CN").export_paper_form())
        self.assertEqual((exported["预算范围"], exported["决策链角色"]), (("-", "-"), ("-", "-")))
        own = contents(partner.with_user(self.rep).with_context(lang="zh_CN").export_paper_form())
        self.assertEqual(own["预算范围"][0], "800-1000万元")

    def test_export_as_superuser_is_still_the_users(self):
        partner = self.customer("恒锂公司", budget_text="800-1000万元")
        exported = contents(
            partner.with_user(self.rep2).sudo().with_context(lang="zh_CN").export_paper_form()
        )
        self.assertEqual(exported["预算范围"][0], "-")

    def test_plain_colleagues_can_not_export(self):
        with self.assertRaises(UserError):
            self.customer().with_user(self.outsider).export_paper_form()

    def test_many_customers_of_one_name_have_a_sheet_each(self):
        partners = self.customer("恒锂公司") | self.customer("恒锂公司")
        titles = load_workbook(BytesIO(partners.export_paper_form())).sheetnames
        self.assertEqual(titles, ["恒锂公司", "恒锂公司 (2)"])
