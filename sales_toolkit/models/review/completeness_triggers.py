"""Ways in which what a customer holds changes past the fields that its completeness depends on (C4)."""

from odoo import api, models

from ..profile.items import CONTACT_ITEMS
from .res_partner_completeness import FIGURES, is_filled


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.private
    def mark_completeness(self):
        """Have the figures of these customers worked out before they are next read or saved."""
        for name in FIGURES:
            self.env.add_to_compute(self._fields[name], self)


class UpdateLog(models.Model):
    _inherit = "sales_toolkit.update_log"

    @api.model
    def _on_changes_logged(self, rows):
        """A main contact that is no direct child, and tags that a merge moves with SQL."""
        customers = {row["partner_id"] for row in rows if self._moves_completeness(row)}
        self.env["res.partner"].browse(customers).mark_completeness()
        return super()._on_changes_logged(rows)

    @api.model
    def _moves_completeness(self, row):
        """Whether the item has come or gone, and is one that the customer's own fields may not tell of."""
        if row["item"] in (*CONTACT_ITEMS.values(), "tags"):
            return is_filled(row["old_value"]) != is_filled(row["new_value"])
        return row["item"] == "other_contacts"


class ResPartnerCategory(models.Model):
    _inherit = "res.partner.category"

    def unlink(self):
        # sudo: whose figures change, also of customers that the user does not see. The database deletes
        # the tags below these.
        tags = self.sudo().with_context(active_test=False).search([("id", "child_of", self.ids)])
        holders = tags.partner_ids.filtered("registered_on")
        result = super().unlink()
        holders.invalidate_recordset(["category_id"])
        holders.mark_completeness()
        return result


class ResPartnerIndustry(models.Model):
    _inherit = "res.partner.industry"

    def unlink(self):
        # sudo: as above. The database takes the industry off its customers, who may be very many.
        domain = [("industry_id", "in", self.ids), ("registered_on", "!=", False)]
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        held = partners.search_count(domain, limit=1)
        result = super().unlink()
        if held:
            self.env["sales_toolkit.requirement"].start_walks({("company", None), ("individual", None)})
        return result


class BasePartnerMerge(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        """Core moves contacts with SQL."""
        result = super()._update_foreign_keys(src_partners, dst_partner)
        dst_partner.invalidate_recordset(["child_ids", "main_contact_id"])
        dst_partner.commercial_partner_id.mark_completeness()
        return result
