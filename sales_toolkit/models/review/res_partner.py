"""The customer's side of the four-eyes check (C9)."""

from contextlib import contextmanager, nullcontext

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..shared.arguments import need_one
from ..shared.item_field import TOOLKIT_USERS

REVIEW_STATES = [
    ("draft", "Draft"),
    ("pending", "In Review"),
    ("approved", "Approved"),
    ("returned", "Returned"),
]

# Writing one of these may take a customer out of what was reviewed.
LEAVING = frozenset({"registered_on", "parent_id", "is_company"})


class ResPartner(models.Model):
    _inherit = "res.partner"

    review_state = fields.Selection(
        REVIEW_STATES,
        compute="_compute_review_state",
        store=True,
        index="btree_not_null",
        copy=False,
        help="Where the four-eyes check of this customer stands. Empty: not registered. Follows from "
        "submitting and deciding and can't be typed.",
    )
    review_ids = fields.One2many(
        "sales_toolkit.review", "partner_id", string="Reviews", groups=TOOLKIT_USERS, copy=False
    )
    review_id = fields.Many2one(
        "sales_toolkit.review",
        string="Latest Review",
        compute="_compute_review_id",
        groups=TOOLKIT_USERS,
        help="The latest review of this customer that the reader may see; one that waits comes first.",
    )
    can_review = fields.Boolean(compute="_compute_review_id", groups=TOOLKIT_USERS)
    review_comment = fields.Text(
        compute="_compute_review_id",
        groups=TOOLKIT_USERS,
        help="What the reviewer said when they returned this customer.",
    )

    @api.depends("registered_on")
    def _compute_review_state(self):
        for partner in self:
            partner.review_state = (partner.review_state or "draft") if partner.registered_on else False

    @api.model
    def _get_derived_fields(self):
        message = self.env._(
            "The review state follows from submitting and deciding. Submit the customer instead."
        )
        registered = self.env._(
            "Whether a customer was registered once is kept by itself and can't be typed."
        )
        return super()._get_derived_fields() | {"review_state": message, "was_registered": registered}

    @api.depends("review_state")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_review_id(self):
        """Asks the database, so that the rules speak for each reader."""
        reviews = self.env["sales_toolkit.review"]
        latest, public = {}, {}
        if reviews.has_access("read"):
            found = reviews.search([("partner_id", "in", self._origin.ids)], order="id")
            # a review of confidential items, that waits or was approved beside it, doesn't hide what was said
            public = {row.partner_id.id: row for row in found if not row.confidential}
            # what waits comes last here, and so wins
            for review in found.sorted(lambda row: row.state == "pending"):
                latest[review.partner_id.id] = review
        for partner in self:
            review = latest.get(partner._origin.id, reviews)
            partner.review_id = review
            partner.can_review = review.can_decide
            said = public.get(partner._origin.id, reviews), review
            returned = [row for row in said if row.state == "returned"]
            partner.review_comment = returned[0].comment if returned else False

    def write(self, vals):
        with self._going_along(vals), self._leaving(vals):
            result = super().write(vals)
        if "active" in vals:
            self._refresh_review_reminders()
        return result

    def _refresh_review_reminders(self):
        """Nobody is reminded of who is archived."""
        # sudo: only whose reminders
        partners = self.sudo()
        reviews = self.env["sales_toolkit.review"].sudo()
        reviews = reviews.search([("partner_id", "in", self.ids), ("state", "=", "pending")])
        if reviews:
            reviews._refresh_reminders()
        if returned := partners.filtered(lambda partner: partner.review_state == "returned").user_id:
            self.env["sales_toolkit.reminder"].refresh("review_returned", returned)

    def _going_along(self, vals):
        """Reviews that wait go along with the salesperson, whose leader reviews."""
        moved = (
            self.filtered(lambda partner: partner.user_id.id != vals["user_id"])
            if "user_id" in vals
            else None
        )
        if not moved:
            return nullcontext()
        return self.env["sales_toolkit.review"]._going_along(Domain("partner_id", "in", moved.ids))

    @contextmanager
    def _leaving(self, vals):
        """Nobody changes an approved customer unseen by taking it out of the toolkit's sight for a while."""
        if not LEAVING & vals.keys():
            yield
            return
        # sudo: how far the review of these is, for who may write them
        registered = self.sudo().filtered("registered_on")
        reviewed = registered.filtered(
            lambda partner: partner.review_state in ("pending", "approved", "returned")
        )
        places = {partner: (partner.commercial_partner_id, partner.is_company) for partner in reviewed}
        yield
        taken_out = registered.filtered(lambda partner: not partner.registered_on)
        moved = reviewed.filtered(
            lambda partner: places[partner] != (partner.commercial_partner_id, partner.is_company)
        )
        if taken_out:
            taken_out.store_derived({"was_registered": True})
        if left := moved | (taken_out & reviewed):
            self.env["sales_toolkit.review"].withdraw(left.sudo(self.env.su))

    def action_submit_for_review(self):
        """Hand these customers to their reviewer (C9).

        :raise AccessError: when the user may not write them
        :raise UserError: lists required items that are missing; or the customer is not registered, waits
            already, or is approved
        """
        customers = self.commercial_partner_id
        customers.check_access("write")
        reviews = self.env["sales_toolkit.review"]
        reviews._refuse_not_submittable(customers)
        reviews.submit(customers)
        return True

    @api.private
    def submit_imported(self, source):
        """Hand over those of these customers that an import has completed; others stay drafts.

        :param source: what the import is called
        """
        customers = self.commercial_partner_id.filtered(
            lambda customer: customer.registered_on and customer.review_state in ("draft", "returned")
        )
        missing = customers.get_missing_required()
        complete = customers.filtered(lambda customer: not missing.get(customer.id))
        if complete:
            self.env["sales_toolkit.review"].submit(complete, source)
        return complete

    def action_open_review(self):
        """Open the review of this customer that waits, or the latest one.

        :raise UserError: when there has been none
        """
        need_one(self)
        if not self.review_id:
            raise UserError(self.env._("%s has not been submitted for review yet.", self.name))
        action = self.env["ir.actions.act_window"]._for_xml_id("sales_toolkit.review_action")
        return {**action, "res_id": self.review_id.id, "views": [(False, "form")], "view_mode": "form"}
