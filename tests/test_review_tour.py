"""A customer from the trade show to its approval, in real Chromium and both languages (C9)."""

from odoo.tests import HttpCase, new_test_user, tagged

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
