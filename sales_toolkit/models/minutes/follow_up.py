"""What is written about a contact, and by when (O5)."""

from datetime import timedelta

from pytz import timezone, utc

from odoo import api, fields, models

from ..follow_up.method import METHODS

DERIVED = ("minutes_due", "minutes_at", "escalated_to")
# What a colleague may have written meanwhile is never lost: see write().
TEXTS = ("outcome", "minutes", "next_step", "new_needs")


class FollowUp(models.Model):
    _inherit = "sales_toolkit.follow_up"

    outcome_id = fields.Many2one(
        "sales_toolkit.outcome", string="Result", ondelete="restrict", help="What came of it, with one tap."
    )
    outcome_needs_minutes = fields.Boolean(related="outcome_id.needs_minutes")
    new_needs = fields.Text(help="Needs that the customer told of (新需求).")
    write_needs = fields.Boolean(
        "Add to the Need Description",
        help="Adds the new needs to what is registered about the customer, with this contact as the reason.",
    )
    next_date = fields.Date("Next Contact", help="The day agreed for the next contact.")
    next_method = fields.Selection(METHODS, help="How the next contact takes place.")
    promise_ids = fields.One2many(
        "sales_toolkit.promise", "follow_up_id", string="Promises", help="Who promised what, until when."
    )
    fact_ids = fields.One2many(
        "sales_toolkit.follow_up_fact",
        "follow_up_id",
        string="Changed Facts",
        help="Items of the registration form that turned out to be different.",
    )
    objection_ids = fields.One2many(
        "sales_toolkit.objection",
        "follow_up_id",
        string="Objections Raised",
        help="What the customer objected in this contact.",
    )
    open_objection_ids = fields.Many2many(
        "sales_toolkit.objection",
        string="Open Objections",
        compute="_compute_open_objection_ids",
        help="Objections of the opportunity that wait for an answer or a reaction, as the reader may see "
        "them.",
    )
    event_id = fields.Many2one(
        "calendar.event",
        string="Meeting",
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="The meeting that this contact was.",
    )
    minutes_due = fields.Datetime(
        readonly=True,
        copy=False,
        help="Until when the minutes are to be written (24 hours). Empty: none are needed.",
    )
    minutes_at = fields.Datetime("Minutes Written", readonly=True, copy=False, help="When they were written.")
    escalated_to = fields.Many2one(
        "res.users",
        readonly=True,
        copy=False,
        ondelete="set null",
        help="The team leader who was told that the minutes are late.",
    )

    _minutes_missing = models.Index(
        "(user_id, minutes_due) WHERE state = 'done' AND minutes_due IS NOT NULL AND minutes_at IS NULL"
    )

    @api.model
    def _get_derived_fields(self):
        message = self.env._("When minutes are due follows from the contact and can't be typed.")
        return super()._get_derived_fields() | dict.fromkeys(DERIVED, message)

    @api.depends("lead_id")
    @api.depends_context("uid")
    def _compute_open_objection_ids(self):
        for follow_up in self:
            own = follow_up.objection_ids
            others = follow_up.lead_id.get_open_objections() - own
            # a stand-in reads the contact, and of the deal's objections none
            follow_up.open_objection_ids = others.sudo(self.env.su)._filtered_access("read")

    @api.private
    def erase_minutes(self):
        """What these contacts told of people goes with the personal items (C12)."""
        self.write({"new_needs": False})
        self.fact_ids.unlink()
        self.promise_ids.write({"name": self.env._("Erased")})

    @api.private
    def get_customer(self):
        """The customer of the contact, also where only its opportunity is named."""
        return self.partner_id or self.lead_id.partner_id.commercial_partner_id

    @api.onchange("outcome_id")
    def _onchange_outcome_id(self):
        """One tap says it all: the text, and when to try again."""
        outcomes = self.env["sales_toolkit.outcome"].with_context(active_test=False)
        if self.outcome_id and (not self.outcome or outcomes.search([("name", "=", self.outcome)], limit=1)):
            self.outcome = self.outcome_id.name
        if self.outcome_id.retry_days:
            user = self.user_id or self.env.user
            self.next_date = user.add_working_days(user.get_today(), self.outcome_id.retry_days)
            self.next_method = self.outcome_id.retry_method or self.method
        elif self.next_date and self._origin.next_date != self.next_date:
            self.next_date = False

    @api.onchange("new_needs")
    def _onchange_new_needs(self):
        self.write_needs = bool(self.new_needs and self.get_customer().registered_on)

    # When minutes are due -----------------------------------------------------------------------------

    def _get_minutes_due(self, moment):
        """The end of the hours that there are for the minutes of a contact at ``moment``.

        In working hours where the company says so and has a calendar; else in hours.
        """
        user = self.user_id or self.env.user
        # sudo: numbers and hours, for who may write the contact
        company = (self.lead_id.company_id or user.company_id).sudo()
        hours = company.minutes_hours
        calendar = company.resource_calendar_id
        if company.minutes_in_working_hours and calendar.attendance_ids and not calendar.flexible_hours:
            tz = timezone(calendar.tz or "UTC")
            domain = [("time_type", "=", "leave"), ("company_id", "in", (company.id, False))]
            start = utc.localize(moment).astimezone(tz)
            end = calendar.plan_hours(hours, start, compute_leaves=True, domain=domain)
            if end:
                return end.astimezone(utc).replace(tzinfo=None)
        return moment + timedelta(hours=hours)

    def _needs_minutes(self):
        """Whether something was said that is to be written down."""
        return bool(self.lead_id or self.planned_date) and (
            not self.outcome_id or self.outcome_id.needs_minutes
        )

    # Nothing is lost ----------------------------------------------------------------------------------

    def write(self, vals):
        """Texts of a form that was opened while the contact was still planned never replace a colleague's."""
        if self.env.context.get("opened_as_planned") and set(TEXTS) & vals.keys():
            for follow_up in self.filtered(lambda row: row.state == "done"):
                super(FollowUp, follow_up).write(follow_up._join_texts(vals))
            rest = self.filtered(lambda row: row.state != "done")
            return super(FollowUp, rest).write(vals) if rest else True
        return super().write(vals)

    def _join_texts(self, vals):
        """What is to be written so that both texts stand there, once however often a draft is kept."""
        joined, beside = {}, []
        for name in TEXTS:
            old, new = (self[name] or "").strip(), (vals.get(name) or "").strip()
            if new and not old:
                joined[name] = new
            elif new != old and new:
                beside.append(f"{self.env.user.name}: {new}")
        minutes = self.minutes or joined.get("minutes") or ""
        if said := [text for text in beside if text not in minutes]:
            joined["minutes"] = "\n\n".join(filter(None, [minutes, *said]))
        return joined
