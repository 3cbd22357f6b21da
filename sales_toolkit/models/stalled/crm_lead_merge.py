"""Merging opportunities keeps their stalls."""

from odoo import api, models

from .stall import OPEN


class CrmLead(models.Model):
    _inherit = "crm.lead"

    @api.private
    def on_merged(self, opportunities):
        """Core deletes the opportunities that were merged, and their stalls would go with them."""
        result = super().on_merged(opportunities)
        self._take_stalls(opportunities)
        return result

    def _take_stalls(self, opportunities):
        """Of open stalls one stays open: this deal's own, or the first where this is an A deal as well."""
        # sudo: who may merge, may merge all of it
        lead = self.sudo()
        stalls = opportunities.sudo().stall_ids
        open_stalls = stalls.filtered(lambda stall: stall.state in OPEN)
        kept = open_stalls[:1] if lead.grade == "a" and not lead.stalled else open_stalls.browse()
        (open_stalls - kept).clear("merged")
        opportunities.sudo().store_derived({"stalled": False, "stalled_since": False})
        stalls.store_derived({"lead_id": lead.id})
        if kept:
            lead.store_derived({"stalled": True, "stalled_since": kept.since})
            kept.hand_over()
