"""Asking for access to a confidential sheet, and the answer (C13)."""

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError

from ..shared.arguments import need_one

STATES = [("pending", "Pending"), ("granted", "Granted"), ("declined", "Declined")]


class AccessRequest(models.Model):
    """Someone who is not concerned with a customer asks to see its confidential sheet."""

    _name = "sales_toolkit.access_request"
    _description = "Request for Access to a Confidential Sheet"
    _order = "id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, readonly=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users", string="Who Asks", required=True, readonly=True, default=lambda self: self.env.user
    )
    state = fields.Selection(STATES, required=True, readonly=True, default="pending")
    decided_by_id = fields.Many2one("res.users", string="Decided by", readonly=True)
    decided_at = fields.Datetime(readonly=True)

    _pending_once = models.UniqueIndex(
        "(partner_id, user_id) WHERE state = 'pending'", "You have asked for access to this customer already."
    )

    def action_grant(self):
        """Let the users who ask read and write the sheet, as readers named on it.

        :raise AccessError: when the caller is not concerned with the customer
        :raise UserError: when the request has been decided already
        """
        for request in self:
            request._decide("granted")
            request.partner_id.add_confidential_reader(request.user_id)

    def action_decline(self):
        """Leave the sheet as closed as it is.

        :raise AccessError: when the caller is not concerned with the customer
        :raise UserError: when the request has been decided already
        """
        for request in self:
            request._decide("declined")

    def _decide(self, state):
        self.ensure_one()
        self.check_access("read")
        # sudo: only locks the row, so that two people do not decide twice.
        self.sudo().lock_for_update()
        if self.user_id == self.env.user or self.partner_id not in self.partner_id.filter_concerned():
            raise AccessError(self.env._("Only the people concerned with the customer decide who else is."))
        if self.state != "pending":
            raise UserError(self.env._("This request has been decided already."))
        # sudo: nobody has write access to requests; who may decide was checked above.
        self.sudo().write(
            {"state": state, "decided_by_id": self.env.uid, "decided_at": fields.Datetime.now()}
        )
        self._tell_requester()

    def _tell_requester(self):
        """Answer in the language of who asked; the message holds nothing confidential."""
        user = self.user_id
        request = self.with_context(lang=user.lang)
        answers = {
            "granted": request.env._("You may now see the confidential sheet of %s.", self.partner_id.name),
            "declined": request.env._(
                "Your request to see the confidential sheet of %s was declined.", self.partner_id.name
            ),
        }
        self.partner_id.message_notify(
            partner_ids=user.partner_id.ids,
            subject=request.env._("Access to a confidential sheet"),
            body=answers[self.state],
        )
        # sudo: the activity may have been handed to someone else meanwhile.
        if not self.sudo().partner_id.access_request_ids.filtered(lambda other: other.state == "pending"):
            self.sudo()._get_activities().action_feedback()

    def _get_activities(self):
        """The open activities that ask for this decision."""
        kind = self.env.ref("sales_toolkit.activity_type_access_request")
        return self.partner_id.activity_ids.filtered(lambda activity: activity.activity_type_id == kind)


class ResPartner(models.Model):
    _inherit = "res.partner"

    access_request_ids = fields.One2many(
        "sales_toolkit.access_request",
        "partner_id",
        string="Access Requests",
        groups="sales_team.group_sale_salesman",
        domain=[("state", "=", "pending")],
        help="Who asks to see the confidential sheet; one's own, and all for the people concerned.",
    )

    def action_ask_access(self):
        """Ask the salesperson for access to the confidential sheet.

        :raise UserError: when the user is concerned already, or nobody could answer
        """
        need_one(self)
        self.check_access("read")
        if self in self.filter_concerned():
            raise UserError(self.env._("You may see the confidential sheet of this customer already."))
        decider = self.user_id or self._get_access_deciders()[:1]
        if not decider:
            raise UserError(
                self.env._("This customer has no salesperson who could decide. Ask an administrator.")
            )
        # sudo: nobody may write requests by hand; this one is in the caller's own name.
        requests = self.env["sales_toolkit.access_request"].sudo()
        own = {"partner_id": self.id, "user_id": self.env.uid}
        if requests.search_count(
            [(name, "=", value) for name, value in own.items()] + [("state", "=", "pending")]
        ):
            raise UserError(self.env._("You have asked for access to this customer already."))
        requests.create(own)
        # As the system, on a customer that the user need not be able to write: everybody who sees the
        # customer sees its activities, and who asked is soon a reader. The form tells who may know.
        self.with_user(SUPERUSER_ID).with_context(lang=decider.lang).activity_schedule(
            "sales_toolkit.activity_type_access_request", user_id=decider.id
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("%s was asked to decide.", decider.name),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    @api.model
    def _get_access_deciders(self):
        """Who decides where a customer has no salesperson."""
        # sudo: only to find somebody to ask.
        group = self.env.ref("sales_toolkit.group_confidential").sudo()
        return group.all_user_ids.filtered(lambda user: user.active and not user.share).sudo(False)

    @api.private
    def add_confidential_reader(self, user):
        """Name ``user`` on the sheet, as someone who may do so."""
        sheet = self.confidential_id or self.env["sales_toolkit.confidential"].create({"partner_id": self.id})
        sheet.reader_ids += user
