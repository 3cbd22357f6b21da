"""How reviews come about: submitted by a person or an import, or opened by a change (C9)."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..profile.items import CONTACT_ITEMS, CUSTOMER_ITEMS
from ..shared.labels import colon, in_a_row

# What is not a statement about the customer that somebody could check.
NOT_REVIEWED = {"registered_on"}
CONFIDENTIAL_ITEMS = {"budget", "decision_chain", "internal_notes", "family_situation"}


class Review(models.Model):
    _inherit = "sales_toolkit.review"

    @api.model
    def _get_reviewed_items(self):
        """Keys of the items whose changes on an approved customer open a review. Rooms may extend it."""
        items = {*CUSTOMER_ITEMS.values(), *CONTACT_ITEMS.values(), "other_contacts", *CONFIDENTIAL_ITEMS}
        return items - NOT_REVIEWED

    # Submitting -----------------------------------------------------------------------------------

    @api.private
    @api.model
    def submit(self, customers, source=""):
        """Open a review of all that has not been approved yet of these customers.

        :param source: the import that they came in with
        :return: the reviews
        """
        # sudo: reviews are written by the toolkit only; who may submit was checked by the caller. The
        # state is written first: it makes whoever submits the same customer at the same time wait.
        queue = self.sudo()
        customers.sudo().store_derived({"review_state": "pending"})
        self.env.flush_all()
        kinds = queue._get_kinds_of_review(customers)
        reviews = queue._open(customers, kinds, False, source)
        reviews |= queue._open(queue._filter_confidential_changes(customers), kinds, True, source)
        reviews._join_open_rows()
        reviews._assign()
        return reviews

    @api.model
    def _get_kinds_of_review(self, customers):
        """{customer: kind}: a customer that was approved before is reviewed for its changes."""
        own = [("partner_id", "in", customers.ids), ("confidential", "=", False)]
        approved = dict(self._read_group([*own, ("state", "=", "approved")], ["partner_id"], ["id:max"]))
        withdrawn = dict(self._read_group([*own, ("withdrawn", "=", True)], ["partner_id"], ["id:max"]))
        return {
            customer: "change" if approved.get(customer, 0) > withdrawn.get(customer, 0) else "registration"
            for customer in customers
        }

    @api.private
    def withdraw(self, customers):
        """Customers that were unregistered, or put elsewhere, are not what was reviewed any more."""
        # sudo: the toolkit's bookkeeping about who may write the customer
        reviews = self.sudo()
        pending = reviews.search([("partner_id", "in", customers.ids), ("state", "=", "pending")])
        decided = {
            "state": "returned",
            "withdrawn": True,
            "comment": self.env._("Taken out: no longer registered, or moved."),
            "decided_by": self.env.uid,
            "decided_at": fields.Datetime.now(),
        }
        pending.write_derived(decided)
        kept = pending.filtered(lambda review: not review.confidential).partner_id
        reviews._create_derived(
            [
                {**decided, "partner_id": customer.id, "submitted_by": self.env.uid}
                for customer in customers - kept
            ]
        )
        registered = customers.sudo().filtered("registered_on")
        registered.store_derived({"review_state": "draft"})
        pending._refresh_reminders()

    @api.model
    def _open(self, customers, kinds, confidential, source):
        known = self.search(
            [
                ("partner_id", "in", customers.ids),
                ("state", "=", "pending"),
                ("confidential", "=", confidential),
            ]
        )
        values = [
            {
                "partner_id": customer.id,
                "kind": kinds[customer],
                "confidential": confidential,
                "submitted_by": self.env.uid,
                "source": source or False,
            }
            for customer in customers - known.partner_id
        ]
        return known | self._create_derived(values)

    def _filter_confidential_changes(self, customers):
        """Those of these customers that have confidential changes nobody has approved."""
        query = SQL(
            """SELECT DISTINCT log.partner_id FROM sales_toolkit_update_log AS log
                WHERE log.partner_id = ANY(%s) AND log.confidential AND log.item = ANY(%s) AND NOT %s""",
            customers.ids,
            list(self._get_reviewed_items()),
            self._sql_is_approved(),
        )
        return self.env["res.partner"].browse(id_ for [id_] in self.env.execute_query(query))

    @api.model
    def _sql_is_approved(self):
        """Whether the row ``log`` of the update log stands in a review that was approved."""
        return SQL(
            """EXISTS (SELECT 1 FROM sales_toolkit_review_update_log_rel AS rel
                         JOIN sales_toolkit_review AS old ON old.id = rel.review_id
                        WHERE rel.update_log_id = log.id AND old.state = 'approved')"""
        )

    def _join_open_rows(self):
        """Let each row that nobody has approved join the review of its customer, and count them."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """INSERT INTO sales_toolkit_review_update_log_rel (review_id, update_log_id)
                   SELECT review.id, log.id
                     FROM sales_toolkit_review AS review
                     JOIN sales_toolkit_update_log AS log
                       ON log.partner_id = review.partner_id
                      AND log.confidential IS NOT DISTINCT FROM review.confidential
                    WHERE review.id = ANY(%s) AND log.item = ANY(%s) AND NOT %s
                   ON CONFLICT DO NOTHING""",
                self.ids,
                list(self._get_reviewed_items()),
                self._sql_is_approved(),
            )
        )
        self._count_rows()

    def _count_rows(self):
        self.env.cr.execute(
            SQL(
                """UPDATE sales_toolkit_review AS review SET version = rows.number
                     FROM (SELECT review_id, count(*) AS number FROM sales_toolkit_review_update_log_rel
                            WHERE review_id = ANY(%s) GROUP BY review_id) AS rows
                    WHERE rows.review_id = review.id AND review.version IS DISTINCT FROM rows.number""",
                self.ids,
            )
        )
        self.invalidate_recordset(["version", "update_log_ids"], flush=False)

    @api.model
    def _create_derived(self, values):
        if not values:
            return self.browse()
        return self.with_derivation().create(values).with_env(self.env)

    @api.model
    def _refuse_not_submittable(self, customers):
        """
        :raise UserError: names the customers that can't be submitted, and why
        """
        messages = []
        reasons = {
            "pending": self.env._("waits for its review already."),
            "approved": self.env._("has been approved; changes are submitted by themselves."),
        }
        missing = customers.get_missing_required()
        for customer in customers:
            if not customer.registered_on:
                reason = self.env._("is not registered as a customer yet.")
            elif customer.review_state in reasons:
                reason = reasons[customer.review_state]
            elif missing.get(customer.id):
                labels = customer.describe_items(missing[customer.id])
                reason = self.env._("required and missing: %s", in_a_row(self.env, labels))
            else:
                continue
            messages.append(colon(self.env, customer.name, reason))
        if messages:
            raise UserError("\n".join(messages))
