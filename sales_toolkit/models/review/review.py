"""The four-eyes check of what is entered about customers (复核, C9): one submission and its decision."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..shared.item_field import LOG_READERS

STATES = [("pending", "Waiting"), ("approved", "Approved"), ("returned", "Returned")]
KINDS = [("registration", "Registration"), ("change", "Change")]


class Review(models.Model):
    """What was entered or changed about one customer, for somebody else to approve or to return.

    Reviews follow from submissions and changes; nobody writes one by hand. What changed is read from
    the update log, so that each reader sees as much of it as they may see of the log.
    """

    _name = "sales_toolkit.review"
    _inherit = [
        "sales_toolkit.approval.mixin",
        "sales_toolkit.derived_fields.mixin",
        "sales_toolkit.privacy_guard.mixin",
    ]
    _description = "Customer Review"
    _order = "submitted_at desc, id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, readonly=True, index=True, ondelete="cascade"
    )
    state = fields.Selection(STATES, required=True, readonly=True, default="pending", index=True)
    kind = fields.Selection(
        KINDS,
        required=True,
        readonly=True,
        default="registration",
        help="Registration: everything entered so far. Change: what changed on an approved customer.",
    )
    withdrawn = fields.Boolean(
        readonly=True,
        help="Not decided: the customer was taken out of the review by unregistering or moving it. What "
        "comes after is reviewed as a new registration, by somebody else than who took it out.",
    )
    confidential = fields.Boolean(
        readonly=True,
        help="A review of confidential items only, visible to the people concerned with the customer. "
        "It leaves the review state of the customer as it is, which others can see.",
    )
    submitted_by = fields.Many2one("res.users", required=True, readonly=True, ondelete="restrict")
    submitted_at = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    source = fields.Char(
        readonly=True,
        index="btree_not_null",
        help="The import that it came in with; empty: by hand or by API.",
    )
    reviewer_id = fields.Many2one(
        "res.users",
        readonly=True,
        index=True,
        ondelete="set null",
        help="Who reviews it: the person named for the salesperson's team, its leader, or the person named "
        "for the company. Empty: any member of the group Reviewer.",
    )
    update_log_ids = fields.Many2many(
        "sales_toolkit.update_log",
        "sales_toolkit_review_update_log_rel",
        "review_id",
        "update_log_id",
        string="Update Records",
        readonly=True,
        groups=LOG_READERS,
        help="The changes that this review is about, as far as the reader may see them.",
    )
    version = fields.Integer(
        readonly=True,
        help="Counts the changes that joined this review; what a reviewer has seen, they state.",
    )
    comment = fields.Text(help="What the reviewer says to it.")
    can_decide = fields.Boolean(
        compute="_compute_can_decide",
        search="_search_can_decide",
        help="Whether the reader may approve or return this review.",
    )

    _one_pending = models.UniqueIndex(
        "(partner_id, confidential) WHERE state = 'pending'", "This customer is being reviewed already."
    )
    _waiting = models.Index("(reviewer_id, submitted_at) WHERE state = 'pending'")
    # what somebody has done today
    _decided = models.Index("(decided_by, decided_at) WHERE decided_by IS NOT NULL")
    _submitted = models.Index("(submitted_by, submitted_at)")

    @api.model
    def _get_guarded_fields(self):
        return frozenset({"comment", "source"})

    @api.model
    def _get_derived_fields(self):
        message = self.env._("Reviews follow from what is submitted and decided; they can't be typed in.")
        return dict.fromkeys(self._fields, message)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_derived(self):
        if not self._is_derivation():
            raise UserError(self.env._("Reviews are kept as proof and can't be deleted."))

    # Who may decide -------------------------------------------------------------------------------

    @api.depends("state", "reviewer_id", "version", "partner_id.active")
    @api.depends_context("uid")
    def _compute_can_decide(self):
        # sudo: nobody is asked about who is archived; the review waits until it is back
        waiting = self.sudo().filtered(lambda review: review.state == "pending" and review.partner_id.active)
        authors = waiting._map_authors()
        for review in self:
            review.can_decide = review in authors and not review._find_obstacle(authors[review])

    @api.model
    def _get_waiting_domain(self):
        """What somebody is asked to decide: not about customers that are archived, while they are."""
        return fields.Domain("state", "=", "pending") & fields.Domain("partner_id.active", "=", True)

    @api.model
    def _search_can_decide(self, operator, value):
        if operator != "in":
            return NotImplemented
        user = self.env.user
        domain = self._get_waiting_domain() & fields.Domain("submitted_by", "!=", user.id)
        domain &= fields.Domain("update_log_ids", "not any", [("user_id", "=", user.id)])
        domain &= fields.Domain("kind", "=", "change") | fields.Domain("partner_id.create_uid", "!=", user.id)
        if not user.has_group("sales_toolkit.group_reviewer"):
            domain &= fields.Domain("reviewer_id", "=", user.id)
        return domain if True in value else ~domain

    def _get_authors(self):
        """Everyone who entered something of what is reviewed."""
        return self._map_authors()[self]

    def _map_authors(self):
        """{review: its authors}, with one query for who took the customers of these out of a review."""
        # sudo: who changed an item decides, also where the caller may not see the row; none is shown.
        reviews = self.sudo()
        customers = reviews.filtered(lambda review: review.kind == "registration").partner_id
        domain = [("partner_id", "in", customers.ids), ("withdrawn", "=", True)]
        found = reviews._read_group(domain, ["partner_id"], ["decided_by:recordset"]) if customers else ()
        withdrawn = dict(found)
        authors = {}
        for review in reviews:
            people = review.submitted_by | review.update_log_ids.user_id
            if review.kind == "registration":
                customer = review.partner_id
                people |= customer.create_uid | withdrawn.get(customer, people.browse())
            authors[review] = people
        return authors

    def _find_obstacle(self, authors=None):
        """Why the current user, superuser or not, may not decide on this review; empty if they may.

        :param authors: its authors, where the caller knows them
        """
        user = self.env.user
        if user in (self._get_authors() if authors is None else authors):
            return self.env._(
                "You entered some of this yourself, so somebody else has to review %(customer)s.",
                customer=self.partner_id.name,
            )
        if self.reviewer_id != user and not user.has_group("sales_toolkit.group_reviewer"):
            return self.env._(
                "%(customer)s is to be reviewed by %(reviewer)s.",
                customer=self.partner_id.name,
                # sudo: a colleague's name
                reviewer=self.reviewer_id.sudo().name or self.env._("a member of the group Reviewer"),
            )
        return ""

    def _get_approval_name(self):
        return self.partner_id.name

    def _is_waiting(self):
        return self.state == "pending"

    def _refuse_gone(self):
        if not self.partner_id.registered_on:
            raise UserError(self.env._("%s is not registered any more.", self.partner_id.name))

    # Decisions ------------------------------------------------------------------------------------

    def _decide(self, state, comment):
        self.note_decision(comment, state=state)
        self.filtered(lambda review: not review.confidential).partner_id.store_derived(
            {"review_state": state}
        )
        self._refresh_reminders()
        self._on_decided()

    def _on_decided(self):
        """Called after a decision; rooms extend it."""
