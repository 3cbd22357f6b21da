"""Contacts with a customer: what was planned and done, when, by whom, with which outcome."""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..grading.inputs import GRADES
from .method import METHODS

STATES = [("planned", "Planned"), ("done", "Done"), ("missed", "Missed"), ("cancelled", "Cancelled")]
# Who could read what was said about an opportunity that is gone
DELETED = ("deal_deleted", "deal_company_id", "deal_user_id")
DERIVED = (
    "activity_id",
    "slot_date",
    "grade",
    "cadence",
    "team_id",
    "goal_edited",
    "skipped",
    "left_behind",
    *DELETED,
)


class FollowUp(models.Model):
    """One planned or done contact. The customer's last contact is derived from the done ones."""

    _name = "sales_toolkit.follow_up"
    _inherit = [
        "sales_toolkit.bulk_insert.mixin",
        "sales_toolkit.customer_row.mixin",
        "sales_toolkit.deal_row.mixin",
        "sales_toolkit.derived_fields.mixin",
    ]
    _description = "Follow-up"
    _order = "done_at desc, planned_date desc, id desc"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        index=True,
        ondelete="cascade",
        help="The customer that the contact was with; a person at a company stands for the company.",
    )
    lead_id = fields.Many2one(
        "crm.lead",
        string="Opportunity",
        index="btree_not_null",
        ondelete="set null",
        help="The opportunity that the contact is about.",
    )
    deal_deleted = fields.Boolean(
        readonly=True,
        copy=False,
        help="It was about an opportunity that has been deleted: who could not read it still can't.",
    )
    deal_company_id = fields.Many2one(
        "res.company",
        readonly=True,
        copy=False,
        ondelete="set null",
        help="The deleted opportunity's company.",
    )
    deal_user_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="set null", help="Whose the deleted opportunity was."
    )
    user_id = fields.Many2one(
        "res.users", string="Salesperson", default=lambda self: self.env.user, index=True
    )
    method = fields.Selection(METHODS, help="How the contact takes place: phone, visit …")
    channel_id = fields.Many2one(
        "sales_toolkit.channel",
        compute="_compute_channel_id",
        store=True,
        readonly=False,
        precompute=True,
        ondelete="restrict",
        help="Through which channel what was said came in; follows from the method.",
    )
    planned_date = fields.Date(help="The day for which the contact was planned, if it was.")
    slot_date = fields.Date(
        "Planned at First",
        readonly=True,
        copy=False,
        help="The day that the cadence of the grade gave the contact; the planned day may have been moved.",
    )
    goal = fields.Char(help="What the contact is to reach, such as: confirm the technical parameters.")
    goal_edited = fields.Boolean(
        readonly=True, copy=False, help="Somebody wrote the goal: planning anew keeps it."
    )
    grade = fields.Selection(
        GRADES, readonly=True, copy=False, help="The opportunity's grade when this was planned."
    )
    cadence = fields.Char(
        readonly=True,
        copy=False,
        help="Contacts and days of the grade's policy when this was planned: with another policy it is "
        "planned anew.",
    )
    team_id = fields.Many2one(
        "crm.team",
        string="Sales Team",
        readonly=True,
        copy=False,
        ondelete="set null",
        help="The opportunity's team when this was planned.",
    )
    # not stored: otherwise whoever writes leads would look for follow-ups first
    lead_team_id = fields.Many2one(
        related="lead_id.team_id", string="Opportunity's Team", help="The opportunity's team of today."
    )
    state = fields.Selection(STATES, required=True, default="done", index=True, copy=True)
    skipped = fields.Boolean(
        readonly=True,
        copy=False,
        help="Somebody cancelled it: the next contact counts from the day it was planned for.",
    )
    left_behind = fields.Boolean(
        readonly=True,
        copy=False,
        help="Its salesperson has left: whoever gets the opportunity gets it too, unless its day is over.",
    )
    activity_id = fields.Many2one(
        "mail.activity",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="What stands in the salesperson's clock menu.",
    )
    done_at = fields.Datetime(
        default=lambda self: fields.Datetime.now() if self._default_state() == "done" else False,
        help="When the contact took place.",
    )
    outcome = fields.Char(help="What came of it, in a few words.")
    minutes = fields.Text(help="What was said (沟通纪要).")
    next_step = fields.Char(help="What was agreed to happen next.")

    _partner_done = models.Index("(partner_id, done_at DESC) WHERE state = 'done'")
    _planned = models.Index("(user_id, planned_date) WHERE state = 'planned'")
    _planned_lead = models.Index("(lead_id, planned_date) WHERE state = 'planned'")

    @api.model
    def _get_derived_fields(self):
        message = self.env._("What follow-ups are planned by can't be typed; it follows from the grade.")
        return super()._get_derived_fields() | dict.fromkeys(DERIVED, message)

    @api.model
    def _default_state(self):
        return self.env.context.get("default_state", "done")

    @api.depends("method")
    def _compute_channel_id(self):
        for method, follow_ups in self.filtered("method").grouped("method").items():
            channel = self.get_channel(method)
            if channel:
                follow_ups.channel_id = channel

    @api.private
    @api.model
    def get_channel(self, method):
        """The collection channel that goes with a method; empty where there is none, or it was deleted."""
        channel = self.env.ref(f"sales_toolkit.channel_{method}", raise_if_not_found=False)
        return channel or self.env["sales_toolkit.channel"]

    @api.depends("done_at", "planned_date", "partner_id", "lead_id")
    @api.depends_context("without_day")
    def _compute_display_name(self):
        for follow_up in self:
            # in a calendar each stands on its day already
            shown = follow_up.get_day() if not self.env.context.get("without_day") else False
            day = fields.Date.to_string(shown) or ""
            name = follow_up.lead_id.name or follow_up.partner_id.name or ""
            follow_up.display_name = f"{day} {name}".strip()

    @api.private
    def get_day(self):
        """The day of the contact, where the salesperson is."""
        if not self.done_at:
            return self.planned_date
        # sudo: only the time zone, so that the day is the same whoever makes the ERP work it out.
        user = self.sudo().user_id
        tz = user.get_zone() if user else self.env.company.get_zone()
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

    @api.constrains("partner_id", "lead_id", "state", "planned_date")
    def _check_whom(self):
        for follow_up in self:
            if not follow_up.partner_id and not follow_up.lead_id:
                raise ValidationError(
                    self.env._("State whom the contact is with: a customer or an opportunity.")
                )
            if follow_up.state == "planned" and not follow_up.planned_date:
                raise ValidationError(self.env._("State the day for which the contact is planned."))

    @api.onchange("lead_id")
    def _onchange_lead_id(self):
        if self.lead_id.partner_id:
            self.partner_id = self.lead_id.partner_id.commercial_partner_id

    # Who may write what -------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = self._add_customers(vals_list)
        for vals in vals_list:
            if vals.get("state", self._default_state()) not in ("planned", "done"):
                raise UserError(self.env._("A new follow-up is planned or done."))
        follow_ups = super().create(vals_list)
        if not self._is_derivation():
            follow_ups._start_planned()
            follow_ups._stand_for_planned()
        return follow_ups

    @api.model
    def _add_customers(self, vals_list):
        """``vals_list`` with the customer of the opportunity, given or by default, where none is given."""
        defaults = self.default_get(["lead_id", "partner_id"])
        leads, completed = self.env["crm.lead"], []
        for vals in vals_list:
            known = vals if "lead_id" in vals else defaults | vals
            alone = known.get("lead_id") and not known.get("partner_id")
            customer = {"partner_id": leads.browse(known["lead_id"]).partner_id.id} if alone else {}
            completed.append(vals | customer)
        return completed

    def write(self, vals):
        if not self._is_derivation():
            self._check_written(vals)
            if "goal" in vals:
                self.store_derived({"goal_edited": bool(vals["goal"])})
        result = super().write(vals)
        self._mirror(vals)
        return result

    def _check_written(self, vals):
        """
        :raise UserError: when ``vals`` would change by hand what has been decided
        """
        if "state" in vals and any(follow_up.state != vals["state"] for follow_up in self):
            raise UserError(self.env._("Use Done or Cancel: whether a follow-up was done can't be typed."))
        planning = {"planned_date", "lead_id"} & vals.keys()
        if planning and any(follow_up.planned_date and follow_up.state != "planned" for follow_up in self):
            raise UserError(self.env._("Only a follow-up that is still planned can be moved."))
