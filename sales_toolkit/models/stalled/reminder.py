"""Stalled deals that wait for an explanation, and those that a leader has not seen: one reminder each."""

from odoo import api, models

from .stall import OPEN


class Reminder(models.Model):
    _inherit = "sales_toolkit.reminder"

    @api.model
    def _get_kinds(self):
        stalls = {"model": "sales_toolkit.stall", "date": "since"}
        return super()._get_kinds() | {
            "stalled": {
                **stalls,
                "domain": [("state", "=", "open")],
                "user": "user_id",
                "action": "sales_toolkit.stall_action_mine",
            },
            "stalled_team": {
                **stalls,
                "domain": [("state", "in", OPEN), ("leader_seen", "!=", True)],
                "user": "leader_id",
                "action": "sales_toolkit.stall_action_team",
            },
        }

    def _get_summary(self):
        if self.kind == "stalled":
            return self.env._("Stalled A deals to explain: %s", self.count)
        if self.kind == "stalled_team":
            return self.env._("Stalled A deals of your team: %s", self.count)
        return super()._get_summary()
