"""What plans say in words goes with the personal items (C12)."""

from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _erase_items(self, people):
        plans = self.env["sales_toolkit.activation_plan"].search([("partner_id", "in", (self | people).ids)])
        plans.filtered(lambda plan: plan.state in ("draft", "active"))._close(
            "cancelled", self.env._("Personal data erased")
        )
        plans.write({"reason": False})
        # a step needs a name: that of its method says what kind it was
        for step in plans.step_ids:
            step.name = step.channel_id.name or self.env._("Step")
        return super()._erase_items(people)
