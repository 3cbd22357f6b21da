from odoo import models

from .coaching import UNDECIDED


class CrmTeam(models.Model):
    _inherit = "crm.team"

    def write(self, vals):
        """A new leader decides what has not been decided."""
        result = super().write(vals)
        if "user_id" in vals:
            # sudo: whoever may change the leader; who decides follows from it
            coaching = self.env["sales_toolkit.coaching"].sudo()
            coaching.search([("team_id", "in", self.ids), ("state", "in", UNDECIDED)]).hand_over()
        return result
