"""A deals that do not move."""

from datetime import timedelta

from odoo import fields

from common_grading import GradingCase

CRON = "sales_toolkit.cron_find_stalled_deals"
OPEN = ("open", "explained")


class StalledCase(GradingCase):
    def setUp(self):
        super().setUp()
        self.cause = self.env.ref("sales_toolkit.stall_cause_budget")
        self.east = self.env["crm.team"].search([("name", "=", "East")], order="id desc", limit=1)

    def age(self, lead, days):
        """As if nothing had happened to the deal since it was created, so many days ago."""
        self.env.flush_all()
        then = fields.Datetime.now() - timedelta(days=days)
        self.env.cr.execute(
            "UPDATE crm_lead SET create_date = %s, grade_since = %s, stage_moved_at = NULL WHERE id = %s",
            (then, then, lead.id),
        )
        self.env.cr.execute(
            "UPDATE mail_message SET date = %s WHERE model = 'crm.lead' AND res_id = %s", (then, lead.id)
        )
        self.env.invalidate_all()

    def quiet(self, days=20, **values):
        lead = self.deal(team_id=self.east.id, **values)
        self.age(lead, days)
        return lead

    def overdue(self, days=1, **values):
        """Past its expected closing, but not quiet."""
        return self.deal(team_id=self.east.id, **{"date_deadline": self.day(-days), **values})

    def find(self):
        self.settle()
        with self.enter_registry_test_mode():
            result = self.env.ref(CRON).method_direct_trigger()
        self.assertIs(result, True)
        self.settle()

    def stalls(self, lead):
        return self.env["sales_toolkit.stall"].search([("lead_id", "=", lead.id)], order="id")

    def stalled(self, **values):
        """A quiet deal that has been found."""
        lead = self.quiet(**values)
        self.find()
        self.assertTrue(lead.stalled)
        return lead

    def waiting(self, user, kind="stalled"):
        self.env.flush_all()
        reminder = self.env["sales_toolkit.reminder"].search([("user_id", "=", user.id), ("kind", "=", kind)])
        self.assertEqual(len(reminder.activity_ids), 1 if reminder.count else 0)
        return reminder.count

    def assertCleared(self, lead, cause):
        self.env.flush_all()
        self.assertFalse(lead.stalled)
        self.assertFalse(lead.stalled_since)
        self.assertEqual(self.stalls(lead)[-1:].mapped("cleared_by"), [cause])
        self.assertFalse(self.stalls(lead).filtered(lambda stall: stall.state in OPEN))
