"""The daily care of customers in real Chromium, in both languages: data checks, waking (C10, C11)."""

from datetime import date

from odoo.tests import HttpCase, new_test_user, tagged

REP = "sales_team.group_sale_salesman,base.group_partner_manager"


@tagged("post_install", "-at_install")
class TestCareTours(HttpCase):
    def rep(self, lang):
        self.env["res.lang"]._activate_lang(lang)
        return new_test_user(self.env, f"care_{lang}", REP, lang=lang, tz="Asia/Shanghai")

    def customer(self, rep, name, **values):
        values = {"name": name, "is_company": True, "registered_on": "2024-03-15", **values}
        return self.env["res.partner"].with_user(rep).create({**values, "user_id": rep.id})

    def check(self, lang):
        rep = self.rep(lang)
        first = self.customer(rep, "First Ltd", contact_name="Li Ming", contact_title="Buyer")
        second = self.customer(rep, "Second Ltd")
        for customer in (first, second):
            customer.write_derived({"next_check_date": date.today()})
        self.env["sales_toolkit.data_check"]._open_due([first.id, second.id])
        self.start_tour("/odoo/toolkit-data-checks", "sales_toolkit_data_check", login=rep.login)
        self.env.invalidate_all()
        self.assertEqual(first.contact_title, "采购总监")
        checks = self.env["sales_toolkit.data_check"].search([("user_id", "=", rep.id)])
        self.assertEqual(checks.mapped("state"), ["done", "done"])
        self.assertEqual(
            sorted(checks.mapped(lambda check: check.changed_items or "")), ["", "contact_title"]
        )

    def wake(self, lang):
        rep = self.rep(lang)
        customer = self.customer(rep, "Sleeping Ltd")
        plan = customer.mark_dormant("No interaction for 90 days").draft_activation_plans("quiet")
        plan.with_user(rep).action_confirm()
        self.start_tour("/odoo/toolkit-customers", "sales_toolkit_wake", login=rep.login)
        self.env.invalidate_all()
        self.assertFalse(customer.dormant)
        self.assertEqual((plan.state, bool(plan.activated_on)), ("done", True))

    def test_check_in_english(self):
        self.check("en_US")

    def test_check_in_chinese(self):
        self.check("zh_CN")

    def test_wake_in_english(self):
        self.wake("en_US")

    def test_wake_in_chinese(self):
        self.wake("zh_CN")
