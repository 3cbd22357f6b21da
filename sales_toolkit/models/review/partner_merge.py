"""Merging customers: one review waits at most, and nothing that waits is taken for approved."""

from odoo import models


class BasePartnerMerge(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        # sudo: reviews are written by the toolkit only; who may merge was checked before.
        reviews = self.env["sales_toolkit.review"].sudo()
        partners = src_partners | dst_partner
        pending = reviews.search([("partner_id", "in", partners.ids), ("state", "=", "pending")])
        for same in pending.grouped("confidential").values():
            kept = same.filtered(lambda review: review.partner_id == dst_partner)[:1] or same[:1]
            same._absorb_into(kept)
        states = set(partners.filtered("registered_on").mapped("review_state"))
        # sudo: whether people come along whom nobody has reviewed; core moves them past the update log
        unseen = src_partners.sudo().filtered(
            lambda partner: not partner.registered_on and partner.is_company
        )
        unseen = unseen.child_ids
        result = super()._update_foreign_keys(src_partners, dst_partner)
        if unseen and dst_partner.review_state in ("pending", "approved"):
            reviews.withdraw(dst_partner)
            return result
        for state in ("pending", "returned", "draft", "approved"):
            if state in states and dst_partner.review_state:
                # sudo: as above
                dst_partner.sudo().store_derived({"review_state": state})
                break
        return result
