"""Deals that are won and lost at known moments, and what the tests of their retrospectives share."""

from datetime import datetime, timedelta

from odoo.addons.mail.tests.common import MockEmail

from common_grading import GradingCase

CRON = "sales_toolkit.cron_remind_retrospectives"
# Friday, 27 November 2026, 19:30 in Shanghai
FRIDAY_EVENING = datetime(2026, 11, 27, 11, 30)


class RetrospectiveCase(GradingCase, MockEmail):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.partner_id.tz = "Asia/Shanghai"
        cls.company.resource_calendar_id = cls.env["resource.calendar"].create(
            {"name": "Standard", "tz": "Asia/Shanghai", "company_id": cls.company.id}
        )
        cls.east = cls.env["crm.team"].search([("name", "=", "East")], order="id desc", limit=1)
        cls.won_stage = cls.env["crm.stage"].search([("is_won", "=", True)], limit=1)
        cls.open_stage = cls.env.ref("crm.stage_lead2")
        cls.good = cls.env.ref("sales_toolkit.retrospective_tag_success_needs")
        cls.bad = cls.env.ref("sales_toolkit.retrospective_tag_improvement_slow_response")

    def rows(self, lead, active_test=True):
        """The retrospectives of a deal."""
        self.env.flush_all()
        model = self.env["sales_toolkit.retrospective"].with_context(active_test=active_test)
        return model.search([("lead_id", "in", lead.ids)], order="id")

    def win(self, lead=None, at=None, **values):
        """The retrospective of a deal that ``rep`` has won, now or at a moment on both clocks."""
        lead = lead or self.deal(**{"team_id": self.east.id, **values})
        if at:
            with self.mock_datetime_and_now(at):
                lead.with_user(self.rep).write({"stage_id": self.won_stage.id})
                self.env.flush_all()
        else:
            lead.with_user(self.rep).write({"stage_id": self.won_stage.id})
        self.settle()
        return self.rows(lead)

    def filled_in(self, **values):
        row = self.win()
        row.with_user(self.rep).write({"improvement_tag_ids": [(4, self.bad.id)], **values})
        return row

    def submitted(self, **values):
        row = self.filled_in(**values)
        row.with_user(self.rep).action_submit()
        self.settle()
        return row

    def run_daily(self, at=None):
        self.settle()
        with self.enter_registry_test_mode():
            if at:
                with self.mock_datetime_and_now(at):
                    result = self.env.ref(CRON).method_direct_trigger()
            else:
                result = self.env.ref(CRON).method_direct_trigger()
        self.assertIs(result, True)
        self.settle()

    def waiting(self, user, kind="retrospective"):
        self.env.flush_all()
        reminder = self.env["sales_toolkit.reminder"].search([("user_id", "=", user.id), ("kind", "=", kind)])
        self.assertEqual(len(reminder.activity_ids), 1 if reminder.count else 0)
        return reminder.count

    def holiday(self, first, last, **values):
        """A public holiday on whole days in Shanghai, which is UTC+8."""
        return self.env["resource.calendar.leaves"].create(
            {
                "name": "Holiday",
                "calendar_id": self.company.resource_calendar_id.id,
                "company_id": self.company.id,
                "date_from": datetime(first.year, first.month, first.day) - timedelta(hours=8),
                "date_to": datetime(last.year, last.month, last.day) + timedelta(hours=15, minutes=59),
                **values,
            }
        )
