from odoo import models

from .data_check import OPEN


class BasePartnerMerge(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _merge_toolkit_rows(self, src_partners, dst_partner):
        """One check is open at most; those that were done stay as they are."""
        # sudo: checks are written by the toolkit only; that there are any tells nothing.
        checks = self.env["sales_toolkit.data_check"].sudo()
        partners = src_partners | dst_partner
        open_checks = checks.search([("partner_id", "in", partners.ids), ("state", "in", OPEN)])
        kept = open_checks.filtered(lambda check: check.partner_id == dst_partner)[:1] or open_checks[:1]
        (open_checks - kept).store_derived({"state": "cancelled"})
        return super()._merge_toolkit_rows(src_partners, dst_partner)
