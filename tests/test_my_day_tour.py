"""A rep's day in Chromium, in both languages, wide and narrow (X5)."""

from datetime import timedelta

from odoo.fields import Datetime
from odoo.tests import HttpCase, new_test_user, tagged

REP = "sales_team.group_sale_salesman,base.group_partner_manager"


class MyDayTourCase(HttpCase):
    def live(self, lang):
        self.env["res.lang"]._activate_lang(lang)
        rep = new_test_user(self.env, f"day_{lang}", REP, lang=lang, tz="Asia/Shanghai")
        facts = {"need_clarity": "clear", "budget_fit": "matched", "decision_clarity": "clear"}
        closing = rep.get_today() + timedelta(days=20)
        values = {"type": "opportunity", "user_id": rep.id, "phone": "010 5555", "date_deadline": closing}
        called, told = (
            self.env["crm.lead"].with_user(rep).create([{"name": name, **values, **facts}])
            for name in ("To call", "Told")
        )
        customer = self.env["res.partner"].with_user(rep)
        customer = customer.create({"name": "To check", "registered_on": "2024-03-15", "user_id": rep.id})
        self.env["sales_toolkit.data_check"].with_derivation().create(
            {"partner_id": customer.id, "user_id": rep.id, "due_date": rep.get_today()}
        )
        planned = called.sudo().get_open_follow_ups()
        planned[0].write_derived({"planned_date": rep.get_today()})
        planned[1:].with_derivation().unlink()
        late = told.sudo().get_open_follow_ups()
        late[1:].with_derivation().unlink()
        late[0].with_user(rep).action_done("Talked")
        two_days_ago = Datetime.now() - timedelta(days=2)
        late[0].store_derived({"done_at": two_days_ago, "minutes_due": two_days_ago + timedelta(days=1)})
        for row in told.sudo().get_open_follow_ups():
            row.write_derived({"planned_date": rep.get_today() + timedelta(days=3)})
        self.env["sales_toolkit.my_day_section"].flush_model()
        self.start_tour("/odoo/my-day", "sales_toolkit_my_day", login=rep.login)
        self.env.invalidate_all()
        self.assertEqual(late[0].minutes, "They want a second quotation")
        self.assertEqual((planned[0].state, planned[0].minutes_due), ("done", False))
        day = self.env["sales_toolkit.my_day"].with_user(rep).get()
        self.assertEqual((day["done"], day["left"]), (3, 0))


@tagged("post_install", "-at_install")
class TestMyDayTour(MyDayTourCase):
    def test_in_english(self):
        self.live("en_US")


@tagged("post_install", "-at_install")
class TestMyDayTourOnAPhone(MyDayTourCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_in_chinese(self):
        self.live("zh_CN")
