"""A customer from the trade show to its approval, in real Chromium and both languages (C9)."""

from odoo.tests import HttpCase, new_test_user, tagged

from common import ToolkitHttpCase
from common_review import ReviewCase

REP = "sales_team.group_sale_salesman,base.group_partner_manager"
LEADER = "sales_team.group_sale_salesman_all_leads,base.group_partner_manager"


@tagged("post_install", "-at_install")
class TestReviewTour(HttpCase):
    def play(self, lang):
        rep = new_test_user(self.env, "tour_rep", REP, lang=lang, tz="Asia/Shanghai")
        leader = new_test_user(self.env, "tour_leader", LEADER, lang=lang, tz="Asia/Shanghai")
        team = self.env["crm.team"].create({"name": "East", "user_id": leader.id})
        self.env["crm.team.member"].create({"crm_team_id": team.id, "user_id": rep.id})
        turns = (
            ("toolkit-customers", "draft", rep),
            ("toolkit-to-review", "return", leader),
            ("", "mend", rep),
            ("toolkit-to-review", "approve", leader),
        )
        for path, tour, user in turns:
            self.start_tour(f"/odoo/{path}", f"sales_toolkit_review_{tour}", login=user.login)
            self.env.invalidate_all()
        customer = self.env["res.partner"].search([("name", "=", "Trade Show Lead Ltd")])
        self.assertEqual((customer.review_state, customer.user_id), ("approved", rep))
        self.assertEqual(customer.review_ids.sorted("id").mapped("state"), ["returned", "approved"])

    def test_in_english(self):
        self.play("en_US")

    def test_in_chinese(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.play("zh_CN")


@tagged("post_install", "-at_install")
class TestReviewOnAPhone(ToolkitHttpCase):
    browser_size = "390x844"
    touch_enabled = True

    submitted, review = ReviewCase.submitted, ReviewCase.review

    def test_an_amount_is_not_broken_in_two(self):
        """The columns of a list left no room: who reviewed read 4,000,00 and, below, 0.00."""
        customer = self.submitted(annual_revenue_min=4000000, annual_revenue_max=8000000)
        lines = """
            const card = [...document.querySelectorAll(".o_review_changes .o_kanban_record")].find(
                (node) => node.innerText.includes("4,000,000"));
            const amount = [...card.querySelectorAll("span")].find(
                (node) => node.innerText.includes("4,000,000"));
            const range = document.createRange();
            range.selectNodeContents(amount);
            const tops = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
            console.log(tops.size === 1 ? "test successful" : `test failed: ${tops.size} lines`);
        """
        self.browser_js(
            f"/odoo/toolkit-reviews/{self.review(customer).id}",
            lines,
            "!!document.querySelector('.o_review_changes .o_kanban_record')",
            login=self.leader.login,
        )
