from odoo import models

from .stall import OPEN


class CrmTeam(models.Model):
    _inherit = "crm.team"

    def write(self, vals):
        """A new leader is told of the team's stalled deals."""
        result = super().write(vals)
        if "user_id" in vals:
            # sudo: whoever may change the leader; who is told follows from it
            stalls = self.env["sales_toolkit.stall"].sudo()
            stalls.search([("team_id", "in", self.ids), ("state", "in", OPEN)]).hand_over()
        return result
