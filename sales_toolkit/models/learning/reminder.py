"""Coaching that waits for a leader, and that is planned with a salesperson: one reminder each."""

from odoo import api, fields, models


class Reminder(models.Model):
    _inherit = "sales_toolkit.reminder"

    @api.model
    def _get_kinds(self):
        coaching = {"model": "sales_toolkit.coaching", "date": "due_date"}
        # ahead of UTC the day begins earlier: the daily action brings it up on its day everywhere
        today = fields.Date.today()
        return super()._get_kinds() | {
            "coaching": {
                **coaching,
                "domain": [("state", "in", ("open", "planned")), ("due_date", "<=", today)],
                "user": "leader_id",
                "action": "sales_toolkit.coaching_action_mine",
            },
            "coaching_mine": {
                **coaching,
                "domain": [("state", "=", "planned")],
                "user": "user_id",
                "action": "sales_toolkit.coaching_action_with_me",
            },
        }

    def _get_summary(self):
        if self.kind == "coaching":
            return self.env._("Coaching to plan or to hold: %s", self.count)
        if self.kind == "coaching_mine":
            return self.env._("Coaching planned with you: %s", self.count)
        return super()._get_summary()
