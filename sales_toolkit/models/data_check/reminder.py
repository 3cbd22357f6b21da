from odoo import api, models

from .data_check import OPEN


class Reminder(models.Model):
    _inherit = "sales_toolkit.reminder"

    @api.model
    def _get_kinds(self):
        checks = {"model": "sales_toolkit.data_check", "date": "due_date"}
        return super()._get_kinds() | {
            "data_check": {
                **checks,
                "domain": [("state", "in", OPEN)],
                "user": "user_id",
                "action": "sales_toolkit.data_check_action_mine",
            },
            "data_check_missed": {
                **checks,
                "domain": [("state", "=", "missed")],
                "user": "leader_id",
                "action": "sales_toolkit.data_check_action_missed",
            },
        }

    def _get_summary(self):
        if self.kind == "data_check":
            return self.env._("Customers whose data are to be checked: %s", self.count)
        if self.kind == "data_check_missed":
            return self.env._("Data checks that your team has missed: %s", self.count)
        return super()._get_summary()
