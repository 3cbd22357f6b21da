"""A rep grades a deal on the board, in real Chromium and in both languages (O1)."""

from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestGradingTour(HttpCase):
    def check(self, lang):
        self.env["res.lang"]._activate_lang(lang)
        group = "sales_team.group_sale_salesman,base.group_partner_manager"
        rep = new_test_user(self.env, f"grading_{lang}", group, lang=lang, tz="Asia/Shanghai")
        self.start_tour("/odoo/action-crm.crm_lead_opportunities", "sales_toolkit_grading", login=rep.login)
        self.env.invalidate_all()
        lead = self.env["crm.lead"].search([("name", "=", "Tour deal"), ("user_id", "=", rep.id)])
        self.assertEqual((lead.grade, lead.need_clarity), ("b", "partial"))
        first = self.env["crm.stage"].search([], limit=1)
        self.assertNotEqual(lead.stage_id, first)
        self.assertEqual(lead.activity_ids.user_id, rep)
        self.assertEqual(len(lead.get_open_follow_ups()), 1)
        history = lead.grade_history_ids.sorted("id")
        self.assertEqual(history.mapped("new_grade"), ["c", "b"])

    def test_in_english(self):
        self.check("en_US")

    def test_in_chinese(self):
        self.check("zh_CN")
