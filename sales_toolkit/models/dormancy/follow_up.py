"""Follow-ups that were done are interactions. The last contact follows from their fields by itself."""

from odoo import api, models


class FollowUp(models.Model):
    _inherit = "sales_toolkit.follow_up"

    @api.model_create_multi
    def create(self, vals_list):
        follow_ups = super().create(vals_list)
        follow_ups._note_interactions()
        return follow_ups

    def write(self, vals):
        result = super().write(vals)
        if {"state", "done_at", "partner_id"} & vals.keys():
            self._note_interactions()
        return result

    def _note_interactions(self):
        # sudo: as in res.partner.note_interactions()
        done = self.sudo().filtered(lambda follow_up: follow_up.state == "done")
        self.env["res.partner"].note_interactions(
            [(row.partner_id, row.done_at, "follow_up") for row in done]
        )
