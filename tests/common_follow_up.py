"""What the tests of follow-ups share."""

from datetime import timedelta

from common_grading import GradingCase

SUPER = {"mail_activity_quick_update": True}


class FollowUpCase(GradingCase):
    def planned(self, lead):
        """The planned follow-ups of an opportunity, the next first."""
        self.settle()
        return self.env["sales_toolkit.follow_up"].search(
            [("lead_id", "=", lead.id), ("state", "=", "planned")], order="planned_date, id"
        )

    def states(self, lead):
        self.settle()
        domain = [("lead_id", "=", lead.id)]
        return self.env["sales_toolkit.follow_up"].search(domain, order="id").mapped("state")

    def plan(self):
        """The daily action, to its end."""
        self.settle()
        with self.enter_registry_test_mode():
            result = self.env.ref("sales_toolkit.cron_plan_follow_ups").method_direct_trigger()
        self.assertIs(result, True)
        self.settle()

    def pass_days(self, follow_ups, days):
        """As if the follow-ups had been planned so many days earlier."""
        for row in follow_ups:
            day = row.planned_date - timedelta(days=days)
            row.with_context(from_activity=True).write_derived({"planned_date": day, "slot_date": day})
            row.activity_id.with_context(from_follow_up=True).date_deadline = day
        self.settle()

    def overdue(self, lead, days=1):
        """The opportunity's planned follow-ups, the first of which was due so many days ago."""
        rows = self.planned(lead)
        self.pass_days(rows[0], (rows[0].planned_date - self.rep.get_today()).days + days)
        return rows
