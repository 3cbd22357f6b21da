from odoo import api, models


class Reminder(models.Model):
    _inherit = "sales_toolkit.reminder"

    @api.model
    def _get_kinds(self):
        """Team leaders decide about what their team has twice."""
        return super()._get_kinds() | {
            "duplicate": {
                "model": "sales_toolkit.duplicate",
                "domain": [
                    ("state", "=", "open"),
                    ("partner_a_id", "!=", False),
                    ("partner_b_id", "!=", False),
                ],
                "user": "leader_id",
                "date": None,
                "action": "sales_toolkit.duplicate_own_action",
            }
        }

    def _get_summary(self):
        if self.kind != "duplicate":
            return super()._get_summary()
        if self.count == 1:
            return self.env._("1 pair of customers may be the same")
        return self.env._("%(count)s pairs of customers may be the same", count=self.count)
