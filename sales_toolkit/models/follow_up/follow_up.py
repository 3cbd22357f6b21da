"""Contacts with a customer: what was done, when, by whom, with which outcome."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

STATES = [("planned", "Planned"), ("done", "Done"), ("missed", "Missed"), ("cancelled", "Cancelled")]


class FollowUp(models.Model):
    """One planned or done contact. The customer's last contact is derived from the done ones."""

    _name = "sales_toolkit.follow_up"
    _inherit = ["sales_toolkit.customer_row.mixin"]
    _description = "Follow-up"
    _order = "done_at desc, planned_date desc, id desc"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
        help="The customer that the contact was with; a person at a company stands for the company.",
    )
    lead_id = fields.Many2one("crm.lead", string="Opportunity", index="btree_not_null", ondelete="set null")
    user_id = fields.Many2one("res.users", string="Salesperson", default=lambda self: self.env.user)
    channel_id = fields.Many2one(
        "sales_toolkit.channel",
        string="Method",
        ondelete="restrict",
        help="How the contact took place: phone, visit …",
    )
    planned_date = fields.Date(help="The day for which the contact was planned, if it was.")
    goal = fields.Char(help="What the contact is to reach, such as: confirm the technical parameters.")
    state = fields.Selection(STATES, required=True, default="done", index=True)
    done_at = fields.Datetime(
        default=lambda self: fields.Datetime.now() if self._default_state() == "done" else False,
        help="When the contact took place.",
    )
    outcome = fields.Char(help="What came of it, in a few words.")
    minutes = fields.Text(help="What was said (沟通纪要).")
    next_step = fields.Char(help="What was agreed to happen next.")

    _partner_done = models.Index("(partner_id, done_at DESC) WHERE state = 'done'")

    @api.model
    def _default_state(self):
        return self.env.context.get("default_state", "done")

    @api.depends("done_at", "planned_date", "partner_id")
    def _compute_display_name(self):
        for follow_up in self:
            day = fields.Date.to_string(follow_up.get_day()) or ""
            follow_up.display_name = f"{day} {follow_up.partner_id.name or ''}".strip()

    @api.private
    def get_day(self):
        """The day of the contact, where the salesperson is."""
        if not self.done_at:
            return self.planned_date
        # sudo: only the time zone, so that the day is the same whoever makes the ERP work it out.
        tz = self.sudo().user_id.tz or self.env.company.sudo().partner_id.tz or "UTC"
        return fields.Datetime.context_timestamp(self.with_context(tz=tz), self.done_at).date()

    @api.private
    def get_summary(self):
        """The contact in one line: what the customer form shows as follow-up summary."""
        parts = (self.outcome, self.minutes, self.next_step)
        return "\n".join(part.strip() for part in parts if part and part.strip())

    @api.constrains("state", "done_at")
    def _check_done_at(self):
        for follow_up in self:
            if follow_up.state == "done" and not follow_up.done_at:
                raise ValidationError(self.env._("State when the contact took place."))
            if follow_up.done_at and follow_up.done_at > fields.Datetime.add(fields.Datetime.now(), hours=24):
                raise ValidationError(self.env._("A contact that has taken place can't be in the future."))
