"""Imports enter the same queue of reviews, grouped per import (C9, C14)."""

from odoo.tests import tagged

from common_paper_form import PaperFormCase, workbook
from common_review import COMPLETE, ReviewCase

HEADER = "name,is_company,contact_name,contact_phone,need_description"
OPTIONS = {
    "has_headers": True,
    "quoting": '"',
    "separator": ",",
    "encoding": "utf-8",
    "import_skip_records": [],
    "import_set_empty_fields": [],
    "fallback_values": {},
    "name_create_enabled_fields": {},
}


@tagged("post_install", "-at_install")
class TestImport(ReviewCase):
    def imported(self, *lines, header=HEADER, dryrun=False):
        wizard = (
            self.env["base_import.import"]
            .with_user(self.rep)
            .create(
                {
                    "res_model": "res.partner",
                    "file": "\n".join([header, *lines]).encode(),
                    "file_name": "fair.csv",
                    "file_type": "text/csv",
                }
            )
        )
        columns = header.split(",")
        wizard = wizard.with_context(register_customer=True)
        result = wizard.execute_import(columns, columns, OPTIONS, dryrun=dryrun)
        self.settle()
        self.assertTrue(result["ids"], result["messages"])
        return self.env["res.partner"].browse(result["ids"]).exists()

    def test_what_is_complete_is_submitted_together_and_the_rest_stays_a_draft(self):
        customers = self.imported("A,1,Li,123,laser", "B,1,Li,124,laser", "C,1,Li,,")
        self.assertEqual(customers.mapped("review_state"), ["pending", "pending", "draft"])
        reviews = self.review(customers[0]) | self.review(customers[1])
        self.assertEqual(len(set(reviews.mapped("source"))), 1)
        self.assertIn("fair.csv", reviews[0].source)
        self.assertEqual(reviews.reviewer_id, self.leader)
        self.assertEqual(self.reminders(self.leader), {"review": "Customers to review: 2"})

    def test_a_trial_run_submits_nothing(self):
        self.imported("A,1,Li,123,laser", dryrun=True)
        self.assertFalse(self.env["sales_toolkit.review"].search([]))

    def test_changes_by_import_are_reviewed(self):
        customer = self.approved()
        self.env["ir.model.data"].create(
            {"module": "fair", "name": "customer", "model": "res.partner", "res_id": customer.id}
        )
        self.imported("fair.customer,Lasers", header="id,main_business")
        review = self.review(customer)
        self.assertEqual((customer.review_state, review.kind), ("pending", "change"))
        self.assertIn("fair.csv", review.source)
        self.assertEqual(review.update_log_ids.mapped("item"), ["main_business"])

    def test_partners_imported_elsewhere_are_not_ours(self):
        partner = (
            self.env["res.partner"].with_user(self.rep).create({"name": "X", "is_company": True, **COMPLETE})
        )
        partner.submit_imported("x")
        self.assertFalse(self.review(partner))


@tagged("post_install", "-at_install")
class TestPaperForms(PaperFormCase):
    def test_forms_are_submitted(self):
        form = {
            "客户名称": "纸质客户有限公司",
            "联系人姓名": "李明",
            "联系电话": "0519-88880000",
            "需求描述": "激光切割机",
        }
        draft = {"客户名称": "半张表有限公司", "联系人姓名": "王芳", "所属行业": "制造业"}
        self.imported(workbook(form, draft), filename="forms.xlsx")
        customer = self.find("纸质客户有限公司")
        self.assertEqual(customer.review_state, "pending")
        review = self.env["sales_toolkit.review"].search([("partner_id", "=", customer.id)])
        self.assertIn("forms.xlsx", review.source)
        self.assertEqual(self.find("半张表有限公司").review_state, "draft")
