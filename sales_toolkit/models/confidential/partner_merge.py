"""Merging customers merges their confidential sheets; core's own way would drop one of the two."""

from odoo import models


class BasePartnerMerge(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        partners = src_partners | dst_partner
        # a merge must not hand a sheet to people who are not concerned with its customer
        (partners - partners.filter_concerned())._check_nothing_confidential()
        self._merge_confidential_sheets(src_partners, dst_partner)
        return super()._update_foreign_keys(src_partners, dst_partner)

    def _merge_confidential_sheets(self, src_partners, dst_partner):
        """Keep the destination's items, fill what it lacks from the sources, and note the rest.

        sudo: nothing may be lost when someone merges who isn't concerned. They learn nothing: the
        sheet and its update records stay restricted to the people concerned.
        """
        sheets = (
            self.env["sales_toolkit.confidential"]
            .sudo()
            .search([("partner_id", "in", (src_partners | dst_partner).ids)])
        )
        target = sheets.filtered(lambda sheet: sheet.partner_id == dst_partner)
        if not target:
            target = sheets[:1]
        for sheet in sheets - target:
            target._absorb(sheet, self._get_preferred_items())
            sheet.unlink()
        if target.partner_id != dst_partner:
            target.partner_id = dst_partner

    def _get_preferred_items(self):
        """Keys of the items of which the source's value is to stand, as the people concerned chose."""
        preferred = self.env.context.get("merge_preferred")
        return frozenset(preferred) if isinstance(preferred, list | tuple) else frozenset()
