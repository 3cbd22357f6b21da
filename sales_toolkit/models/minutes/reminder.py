from odoo import api, fields, models


class Reminder(models.Model):
    _inherit = "sales_toolkit.reminder"

    @api.model
    def _get_kinds(self):
        now = fields.Datetime.now()
        missing = [("state", "=", "done"), ("minutes_due", "!=", False), ("minutes_at", "=", False)]
        contacts = {"model": "sales_toolkit.follow_up", "date": "minutes_due"}
        return super()._get_kinds() | {
            "minutes": {
                **contacts,
                "domain": [*missing, ("minutes_due", ">=", now)],
                "user": "user_id",
                "action": "sales_toolkit.minutes_action_mine",
            },
            "minutes_late": {
                **contacts,
                "domain": [*missing, ("minutes_due", "<", now)],
                "user": "user_id",
                "action": "sales_toolkit.minutes_action_mine",
            },
            "minutes_escalated": {
                **contacts,
                "domain": missing,
                "user": "escalated_to",
                "action": "sales_toolkit.minutes_action_escalated",
            },
        }

    def _get_summary(self):
        if self.kind == "minutes":
            return self.env._("Minutes to write: %s", self.count)
        if self.kind == "minutes_late":
            return self.env._("Minutes that are late: %s", self.count)
        if self.kind == "minutes_escalated":
            return self.env._("Minutes of your team that are late: %s", self.count)
        return super()._get_summary()
