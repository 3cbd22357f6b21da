"""Plans that wait for their salesperson: one reminder, however many there are."""

from odoo import api, models

KIND = "activation_plan"


class Reminder(models.Model):
    _inherit = "sales_toolkit.reminder"

    @api.model
    def _get_kinds(self):
        return super()._get_kinds() | {
            KIND: {
                "model": "sales_toolkit.activation_plan",
                "domain": [("state", "=", "draft")],
                "user": "user_id",
                "date": "drafted_on",
                "action": "sales_toolkit.activation_plan_action_to_confirm",
            }
        }

    def _get_summary(self):
        if self.kind != KIND:
            return super()._get_summary()
        return self.env._("Dormant customers: activation plans to confirm: %(count)s", count=self.count)
