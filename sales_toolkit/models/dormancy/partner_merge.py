"""Merged customers: plans move along, only one stays open, and who was awake keeps the other awake (C11)."""

from odoo import models

from ..shared.statement import Derivation
from .activation_plan import OPEN


class BasePartnerMerge(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        partners = (src_partners | dst_partner).commercial_partner_id
        registered = partners.filtered("registered_on")
        dormant = registered.filtered("dormant")
        if dormant != registered:
            # sudo: who may merge may wake: one of both is awake
            dormant.sudo().wake(self.env._("Merged with an active customer"))
        self._keep_one_open_plan(src_partners, dst_partner)
        return super()._update_foreign_keys(src_partners, dst_partner)

    def _keep_one_open_plan(self, src_partners, dst_partner):
        """That of the destination, or else the one that is furthest; the others are cancelled."""
        # sudo: who merges need not see the plans; nothing of them is shown
        plans = self.env["sales_toolkit.activation_plan"].sudo()
        plans = plans.search([("partner_id", "in", (src_partners | dst_partner).ids), ("state", "in", OPEN)])
        order = plans.sorted(lambda plan: (plan.state != "active", plan.partner_id != dst_partner, plan.id))
        if order[1:]:
            order[1:]._close("cancelled", self.env._("Merged with another customer"))
        self.env.flush_all()

    def _update_values(self, src_partners, dst_partner):
        """Core writes the values of the sources to the destination, the mark among them."""
        dst_partner = dst_partner.with_context(derivation=Derivation())
        result = super()._update_values(src_partners, dst_partner)
        self.env["res.partner"].note_interactions([(dst_partner, None, None)])
        return result
