"""A stalled A deal is explained, in real Chromium and both languages (O8)."""

from datetime import timedelta

from odoo.tests import HttpCase, new_test_user, tagged

from common_grading import FACTS

REP = "sales_team.group_sale_salesman"


@tagged("post_install", "-at_install")
class TestStalledTour(HttpCase):
    def stall(self, lang, name):
        self.env["res.lang"]._activate_lang(lang)
        rep = new_test_user(self.env, f"stalled_{lang}", REP, lang=lang, tz="Asia/Shanghai")
        cause = self.env["sales_toolkit.stall_cause"].create({"name": "Head office decides"})
        today = self.env.company.get_today()
        lead = self.env["crm.lead"].create(
            {
                "name": name,
                "type": "opportunity",
                "user_id": rep.id,
                "date_deadline": today - timedelta(days=2),
                **FACTS["a"][0],
            }
        )
        self.env["sales_toolkit.stall"].open_for([(lead, "overdue", today)]).refresh_reminders()
        return rep, lead, cause

    def play(self, lang, tour, path, name):
        rep, lead, cause = self.stall(lang, name)
        self.start_tour(path, tour, login=rep.login)
        self.env.invalidate_all()
        stall = lead.stall_ids
        self.assertEqual((stall.state, stall.cause_id, stall.explained_by), ("explained", cause, rep))
        self.assertEqual(stall.help_plan, "Our director calls theirs until Friday")
        self.assertTrue(lead.stalled)

    def test_clock_menu_in_english(self):
        self.play("en_US", "sales_toolkit_stalled", "/odoo", "A deal")

    def test_clock_menu_in_chinese(self):
        self.play("zh_CN", "sales_toolkit_stalled", "/odoo", "A deal")

    def test_form_in_english(self):
        self.play("en_US", "sales_toolkit_stalled_form", "/odoo/crm", "Stalled by form")

    def test_form_in_chinese(self):
        self.play("zh_CN", "sales_toolkit_stalled_form", "/odoo/crm", "Stalled by form")
