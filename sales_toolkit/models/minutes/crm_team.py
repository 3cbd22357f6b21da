from odoo import models


class CrmTeam(models.Model):
    _inherit = "crm.team"

    def write(self, vals):
        """A new leader is told of the team's late minutes."""
        result = super().write(vals)
        if "user_id" in vals:
            self.env["sales_toolkit.follow_up"].follow_leaders(self)
        return result
