"""Follow-ups that were done are progress."""

from odoo import api, models


class FollowUp(models.Model):
    _inherit = "sales_toolkit.follow_up"

    @api.model_create_multi
    def create(self, vals_list):
        follow_ups = super().create(vals_list)
        follow_ups._note_progress()
        return follow_ups

    def write(self, vals):
        result = super().write(vals)
        if {"state", "done_at", "lead_id"} & vals.keys():
            self._note_progress()
        return result

    def _note_progress(self):
        # sudo: only when it was, and about which deal
        done = self.sudo().filtered(lambda row: row.state == "done" and row.lead_id)
        self.env["crm.lead"].note_progress([(row.lead_id.id, row.done_at, "follow_up") for row in done])
