"""A call from the clock menu to the next follow-up, in Chromium, wide and narrow, in both languages (O5)."""

from odoo.tests import HttpCase, new_test_user, tagged


class MinutesTourCase(HttpCase):
    def prepare(self, lang):
        """The planned contact of a salesperson."""
        self.env["res.lang"]._activate_lang(lang)
        group = "sales_team.group_sale_salesman,base.group_partner_manager"
        rep = new_test_user(self.env, f"minutes_{lang}", group, lang=lang, tz="Asia/Shanghai")
        lead = (
            self.env["crm.lead"]
            .with_user(rep)
            .create({"name": "Tour call", "type": "opportunity", "user_id": rep.id, "need_clarity": "vague"})
        )
        planned = lead.get_open_follow_ups().with_user(rep)
        planned.write({"planned_date": rep.get_today(), "goal": "Say hello"})
        return planned

    def call(self, lang):
        planned = self.prepare(lang)
        lead, rep = planned.sudo().lead_id.with_env(self.env), planned.env.user
        self.start_tour("/odoo", "sales_toolkit_minutes", login=rep.login)
        self.env.invalidate_all()
        first, second = lead.follow_up_ids.filtered(lambda row: row.state == "done").sorted("id")
        self.assertEqual((first, first.minutes_due), (planned.sudo(False), False))
        self.assertEqual(first.slot_date and second.planned_date, rep.add_working_days(rep.get_today(), 1))
        self.assertEqual((second.minutes, bool(second.minutes_at)), ("They want a second quotation", True))
        self.assertEqual(second.promise_ids.activity_id.summary, "Send the drawings")
        self.assertEqual(len(lead.get_open_follow_ups()), 1)


@tagged("post_install", "-at_install")
class TestMinutesTour(MinutesTourCase):
    def test_closed_with_a_row_that_is_not_complete(self):
        """The row stays as it was; the words are kept."""
        planned = self.prepare("en_US")
        promise = self.env["sales_toolkit.promise"].with_user(planned.env.user)
        promise = promise.create({"follow_up_id": planned.id, "name": "Send the drawings"})
        self.start_tour("/odoo", "sales_toolkit_minutes_incomplete", login=planned.env.user.login)
        self.env.invalidate_all()
        self.assertEqual((planned.state, planned.minutes), ("planned", "They want a second quotation"))
        self.assertEqual(promise.name, "Send the drawings")

    def test_in_english(self):
        self.call("en_US")

    def test_in_chinese(self):
        self.call("zh_CN")


@tagged("post_install", "-at_install")
class TestMinutesTourOnAPhone(MinutesTourCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_in_english(self):
        self.call("en_US")

    def test_in_chinese(self):
        self.call("zh_CN")
