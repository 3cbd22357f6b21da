"""A hand-over from the clock menu to the first step done, in real Chromium, in both languages (O10)."""

from odoo.tests import HttpCase, new_test_user, tagged

REP = "sales_team.group_sale_salesman,base.group_partner_manager"


@tagged("post_install", "-at_install")
class TestHandoverTour(HttpCase):
    def prepare(self, lang):
        """A deal that was won, with minutes; the plan starts with the win."""
        self.env["res.lang"]._activate_lang(lang)
        rep = new_test_user(self.env, f"seller_{lang}", REP, lang=lang, tz="Asia/Shanghai")
        delivery = "sales_toolkit.group_delivery"
        leader = new_test_user(self.env, f"deliver_{lang}", delivery, lang=lang, tz="Asia/Shanghai")
        team = self.env["sales_toolkit.delivery_team"].create({"name": "Tour team", "user_id": leader.id})
        self.env.company.write({"delivery_team_id": team.id, "handover_start": "win"})
        customer = self.env["res.partner"].create({"name": "Tour Ltd", "is_company": True})
        deal = self.env["crm.lead"].with_user(rep)
        values = {"name": "Tour deal", "type": "opportunity", "user_id": rep.id, "partner_id": customer.id}
        deal = deal.create(values)
        contacts = self.env["sales_toolkit.follow_up"].with_user(rep)
        contacts.create({"lead_id": deal.id, "state": "done", "minutes": "The blue pump"})
        deal.action_set_won()
        handover = self.env["sales_toolkit.handover"].search([("lead_id", "=", deal.id)])
        # seen in the clock menu today, whatever day it is
        handover.activity_ids.with_context(from_handover=True).write({"date_deadline": "2026-01-05"})
        self.assertEqual(handover.state, "started")
        return handover, rep, leader

    def play(self, lang):
        handover, rep, leader = self.prepare(lang)
        self.start_tour("/odoo", "sales_toolkit_handover_ask", login=leader.login)
        self.env.invalidate_all()
        self.assertEqual((handover.state, handover.question_ids.question), ("queried", "Which voltage?"))
        handover.question_activity_id.date_deadline = "2026-01-05"
        self.start_tour("/odoo", "sales_toolkit_handover_answer", login=rep.login)
        self.env.invalidate_all()
        self.assertEqual((handover.state, handover.question_ids.answer), ("started", "380 V"))
        self.start_tour("/odoo/toolkit-handovers", "sales_toolkit_handover_accept", login=leader.login)
        self.env.invalidate_all()
        self.assertEqual((handover.state, handover.accepted_by), ("accepted", leader))
        self.assertEqual(handover.step_ids.mapped("state"), ["done"] + ["planned"] * 4)

    def test_in_english(self):
        self.play("en_US")

    def test_in_chinese(self):
        self.play("zh_CN")
