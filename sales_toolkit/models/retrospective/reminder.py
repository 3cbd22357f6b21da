"""Retrospectives that wait: to be filled in, to be closed, and those that are late."""

from odoo import api, models


class Reminder(models.Model):
    _inherit = "sales_toolkit.reminder"

    @api.model
    def _get_kinds(self):
        rows = {"model": "sales_toolkit.retrospective", "date": "due_date"}
        return super()._get_kinds() | {
            "retrospective": {
                **rows,
                "domain": [("state", "=", "draft"), ("reminded", "=", True)],
                "user": "user_id",
                "action": "sales_toolkit.retrospective_action_mine",
            },
            "retrospective_to_close": {
                **rows,
                "domain": [("state", "=", "submitted")],
                "date": "submitted_at",
                "user": "leader_id",
                "action": "sales_toolkit.retrospective_action_to_close",
            },
            "retrospective_late": {
                **rows,
                "domain": [("state", "=", "draft"), ("escalated_to", "!=", False)],
                "user": "escalated_to",
                "action": "sales_toolkit.retrospective_action_late",
            },
        }

    def _get_summary(self):
        if self.kind == "retrospective":
            return self.env._("Retrospectives to fill in: %s", self.count)
        if self.kind == "retrospective_to_close":
            return self.env._("Retrospectives to read and close: %s", self.count)
        if self.kind == "retrospective_late":
            return self.env._("Retrospectives of your team that are late: %s", self.count)
        return super()._get_summary()
