"""Won on the board, filled in from the clock menu when late, closed by the leader; both languages (O11)."""

from datetime import timedelta

from odoo.tests import HttpCase, new_test_user, tagged

LEADER = "sales_team.group_sale_salesman_all_leads"


@tagged("post_install", "-at_install")
class TestRetrospectiveTour(HttpCase):
    def play(self, lang):
        self.env["res.lang"]._activate_lang(lang)
        rep, leader = (
            new_test_user(self.env, f"{login}_{lang}", group, lang=lang, tz="Asia/Shanghai")
            for login, group in (("won", "sales_team.group_sale_salesman"), ("closes", LEADER))
        )
        tag = self.env["sales_toolkit.retrospective_tag"].create(
            {"name": "Called back late", "kind": "improvement"}
        )
        team = self.env["crm.team"].create({"name": "Tour", "user_id": leader.id})
        lead = self.env["crm.lead"].create(
            {"name": "Won by dragging", "type": "opportunity", "user_id": rep.id, "team_id": team.id}
        )
        self.start_tour("/odoo/crm", "sales_toolkit_retrospective_win", login=rep.login)
        self.env.invalidate_all()
        row = self.env["sales_toolkit.retrospective"].search([("lead_id", "=", lead.id)])
        self.assertEqual((lead.outcome, row.state, row.user_id), ("won", "draft", rep))
        self.let_pass(row)
        self.start_tour("/odoo", "sales_toolkit_retrospective_fill_in", login=rep.login)
        self.env.invalidate_all()
        self.assertEqual((row.state, row.submitted_by, row.days_late > 0), ("submitted", rep, True))
        self.assertEqual((row.improvement_tag_ids, bool(row.to_repeat)), (tag, True))
        self.start_tour("/odoo", "sales_toolkit_retrospective_close", login=leader.login)
        self.env.invalidate_all()
        self.assertEqual((row.state, row.closed_by, row.leader_comment), ("closed", leader, "Good work"))

    def let_pass(self, row):
        """As if ten days had passed, and the daily action had run."""
        days = {name: row[name] - timedelta(days=10) for name in ("due_date", "remind_date", "escalate_date")}
        row.store_derived({**days, "outcome_at": row.outcome_at - timedelta(days=10)})
        row.activity_ids.unlink()
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref("sales_toolkit.cron_remind_retrospectives").method_direct_trigger()
        self.env.invalidate_all()
        self.assertTrue(row.reminded and row.escalated_to)

    def test_in_english(self):
        self.play("en_US")

    def test_in_chinese(self):
        self.play("zh_CN")
