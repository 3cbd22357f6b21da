"""Duplicates as a rep meets them, in real Chromium."""

from odoo.tests import tagged

from common import ToolkitHttpCase
from common_duplicate import DuplicateCase


@tagged("post_install", "-at_install")
class TestTour(ToolkitHttpCase, DuplicateCase):
    def test_while_typing(self):
        self.customer("江苏恒力机械有限公司")
        self.customer("Great Wall", user=self.rep2, user_id=self.rep2.id, phone="139 0000 1234")
        self.start_tour("/odoo", "sales_toolkit_duplicate_hints", login=self.rep.login)
        created = self.env["res.partner"].search([("name", "=", "恒力机械（江苏）股份有限公司")])
        self.assertTrue(created)

    def test_the_list_of_pairs(self):
        names = ("Hengli", "Great Wall", "Silk Road", "Long March")
        one, other, third, fourth = (self.customer(name) for name in names)
        one.phone = other.phone = "138 0000 1234"
        third.email = fourth.email = "a@b.cn"
        for partner, budget in ((one, 100), (other, 900)):
            partner.with_user(self.rep).budget_min = budget
        pairs = self.find()
        self.start_tour("/odoo", "sales_toolkit_duplicate_pairs", login=self.rep.login)
        self.env.invalidate_all()
        self.assertEqual(sorted(pairs.mapped("state")), ["different", "merged"])
        self.assertEqual((one | other).exists().with_user(self.rep).budget_min, 900)
