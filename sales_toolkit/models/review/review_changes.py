"""Changes of customers under review join what waits, or open a review of that change alone (C9)."""

from odoo import api, models
from odoo.tools import SQL

from ..shared.statement import Source


class Review(models.Model):
    _inherit = "sales_toolkit.review"

    @api.private
    @api.model
    def add_changes(self, rows):
        """Bring changes of items under review: a new one for approved customers, or the one that waits.

        :param rows: rows of the update log, as dicts
        """
        reviewed = self._get_reviewed_items()
        # sudo: reviews are written by the toolkit only; what is added is the change just made.
        queue = self.sudo()
        source = self._get_source()
        for confidential in (False, True):
            ids = {
                row["partner_id"]
                for row in rows
                if row["item"] in reviewed and bool(row["confidential"]) == confidential
            }
            customers = queue._filter_under_review(self.env["res.partner"].sudo().browse(ids), confidential)
            if not customers:
                continue
            if not confidential:
                approved = customers.filtered(lambda customer: customer.review_state == "approved")
                approved.store_derived({"review_state": "pending"})
                self.env.flush_all()
            kinds = queue._get_kinds_of_review(customers)
            reviews = queue._open(customers, kinds, confidential, source)
            reviews._join_open_rows()
            reviews._assign()

    def _filter_under_review(self, customers, confidential):
        """Those of these customers whose changes are reviewed as they come: not drafts."""
        states = ("pending", "approved", "returned") if confidential else ("pending", "approved")
        return customers.filtered(lambda c: c.registered_on and c.review_state in states)

    @api.model
    def _get_source(self):
        """What the import that is running calls itself, empty when there is none."""
        source = self.env.context.get("review_source")
        return source if isinstance(source, Source) else ""

    def _absorb_into(self, kept):
        """Let all rows of these reviews join ``kept``, and drop the rest: their customers become one."""
        rest = self - kept
        if not rest:
            return
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """INSERT INTO sales_toolkit_review_update_log_rel (review_id, update_log_id)
                   SELECT %s, update_log_id FROM sales_toolkit_review_update_log_rel
                    WHERE review_id = ANY(%s) ON CONFLICT DO NOTHING""",
                kept.id,
                rest.ids,
            )
        )
        people = rest.reviewer_id
        rest.with_derivation().unlink()
        kept._count_rows()
        kept._refresh_reminders(people)
