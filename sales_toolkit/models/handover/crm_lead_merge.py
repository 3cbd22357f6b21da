"""Merging opportunities keeps the hand-over that is furthest (O10)."""

from odoo import api, models

FURTHEST = ("done", "accepted", "queried", "started", "draft")


class CrmLead(models.Model):
    _inherit = "crm.lead"

    @api.private
    def on_merged(self, opportunities):
        """Core deletes the opportunities that were merged, and their hand-overs would go with them."""
        result = super().on_merged(opportunities)
        self._take_handover(opportunities)
        return result

    def _take_handover(self, opportunities):
        # sudo: who may merge, may merge all of it
        rows = self.env["sales_toolkit.handover"].sudo().with_context(active_test=False)
        rows = rows.search([("lead_id", "in", (self | opportunities).ids)])
        if not rows:
            return
        ordered = rows.sorted(lambda row: (not row.active, FURTHEST.index(row.state), row.lead_id != self))
        kept, others = ordered[0], ordered[1:]
        others.unlink()
        self.env.flush_all()
        if kept.lead_id != self:
            kept.store_derived({"lead_id": self.id})
        lead = self.sudo()
        if kept.active and lead.won_status != "won":
            self.env["sales_toolkit.handover"].pause_for(lead)
