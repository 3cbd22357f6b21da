"""One step of an implementation plan (O10)."""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..shared.arguments import need_one
from .handover import RUNNING
from .handover_template import ROLES

STATES = [("planned", "To Do"), ("done", "Done"), ("skipped", "Skipped")]
DERIVED = ("state", "role", "skip_reason", "done_at", "done_by", "activity_id")
MIRRORED = {"date_end": "date_deadline", "user_id": "user_id", "name": "summary"}


class HandoverStep(models.Model):
    """Done when its activity is done, and the other way round."""

    _name = "sales_toolkit.handover_step"
    _inherit = [
        "sales_toolkit.bulk_insert.mixin",
        "sales_toolkit.derived_fields.mixin",
        "sales_toolkit.privacy_guard.mixin",
    ]
    _description = "Step of an Implementation Plan"
    _order = "date_start, sequence, id"

    handover_id = fields.Many2one(
        "sales_toolkit.handover", string="Hand-over", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10, help="The place in the plan.")
    name = fields.Char(required=True, help="What is to be done.")
    description = fields.Text(help="What belongs to it.")
    role = fields.Selection(ROLES, readonly=True, help="Whom the template meant.")
    user_id = fields.Many2one(
        "res.users",
        string="Owner",
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        index="btree_not_null",
        ondelete="restrict",
        help="Who does it.",
    )
    date_start = fields.Date(
        "First Day", required=True, default=lambda self: self.env.user.get_today(), help="When it begins."
    )
    date_end = fields.Date(
        "Last Day",
        required=True,
        default=lambda self: self.env.user.get_today(),
        index=True,
        help="When it is to be done.",
    )
    state = fields.Selection(STATES, required=True, readonly=True, default="planned", index=True)
    skip_reason = fields.Char("Reason", readonly=True, help="Why it was skipped.")
    done_at = fields.Datetime("Done on", readonly=True, help="When it was done or skipped.")
    done_by = fields.Many2one("res.users", readonly=True, ondelete="set null")
    activity_id = fields.Many2one(
        "mail.activity",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="What stands in the owner's clock menu.",
    )
    late = fields.Boolean(compute="_compute_late", search="_search_late", help="Past its last day.")
    running = fields.Boolean(compute="_compute_running", help="Its plan has started.")
    may_change = fields.Boolean(
        compute="_compute_may_change", help="Whether the reader may change it, and its deal still stands."
    )
    deal_name = fields.Char("Deal", compute="_compute_deal", help="The opportunity's name.")
    customer_name = fields.Char("Customer", compute="_compute_deal", help="The customer's name.")

    _late = models.Index("(user_id, date_end) WHERE state = 'planned'")

    @api.model
    def _get_guarded_fields(self):
        return frozenset({"name", "description", "skip_reason"})

    @api.model
    def _get_derived_fields(self):
        message = self.env._("Steps are done and skipped by their buttons.")
        return super()._get_derived_fields() | dict.fromkeys(DERIVED, message)

    @api.model
    def _get_late_domain(self):
        """Steps that are late today."""
        return [
            ("state", "=", "planned"),
            ("date_end", "<", fields.Date.context_today(self)),
            ("handover_id.active", "=", True),
            ("handover_id.state", "in", RUNNING),
        ]

    @api.depends("state", "date_end", "handover_id.state")
    @api.depends_context("tz")
    def _compute_late(self):
        today = fields.Date.context_today(self)
        for step in self:
            step.late = bool(
                step.state == "planned" and step.running and step.date_end and step.date_end < today
            )

    @api.model
    def _search_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = fields.Domain(self._get_late_domain())
        wanted = fields.Domain.OR(late if one else ~late for one in value)
        return wanted

    @api.depends("handover_id.state", "handover_id.active")
    def _compute_running(self):
        for step in self:
            step.running = step.handover_id.active and step.handover_id.state in RUNNING

    @api.depends("handover_id.active", "user_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_may_change(self):
        mine = self._origin._filtered_access("write")
        for step in self:
            step.may_change = step._origin in mine and step.handover_id.active

    @api.depends("handover_id")
    @api.depends_context("uid")
    def _compute_deal(self):
        for step in self:
            # what the client claims is read as the user who claims it
            handover = step.handover_id._origin
            step.deal_name = handover.deal_name
            step.customer_name = handover.customer_name

    @api.constrains("date_start", "date_end")
    def _check_dates(self):
        for step in self:
            if step.date_end < step.date_start:
                raise ValidationError(
                    self.env._('The last day of "%s" comes before its first day.', step.name)
                )

    @api.constrains("user_id")
    def _check_user(self):
        # sudo: whether the colleague can open the plan
        for step in self.sudo():
            if step.user_id and not step.handover_id._can_work(step.user_id):
                raise ValidationError(
                    self.env._(
                        "%s can't open this hand-over: choose somebody of delivery or sales in this company.",
                        step.user_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        steps = super().create(vals_list)
        steps.handover_id.check_access("write")
        if any(handover.state == "done" for handover in steps.handover_id):
            raise UserError(self.env._("This hand-over is done. Reopen one of its steps to add others."))
        # sudo: whoever may add the step; its activity may be a colleague's
        steps.sudo()._give_activities()
        return steps

    def write(self, vals):
        if "handover_id" in vals and not self._is_derivation():
            raise UserError(self.env._("A step stays with its hand-over. Add a new one to the other."))
        # sudo: whose reminder is to be counted anew
        before = self.sudo().user_id if {"user_id", "date_end"} & vals.keys() else self.env["res.users"]
        result = super().write(vals)
        if MIRRORED.keys() & vals.keys() and not self.env.context.get("from_activity"):
            self.sudo()._mirror(vals)  # sudo: as in create()
        if before:
            self.handover_id._refresh_reminders(before | self.sudo().user_id)
        return result

    def action_open_handover(self):
        """Open the hand-over of this step."""
        need_one(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "sales_toolkit.handover",
            "res_id": self.handover_id.id,
            "views": [(False, "form")],
        }

    @api.ondelete(at_uninstall=False)
    def _unlink_activities(self):
        """What is done stays on record as long as its hand-over."""
        if not self.env.su and any(step.state == "done" for step in self):
            raise UserError(self.env._("A step that was done stays on record."))
        self.sudo()._take_back_activities()  # sudo: as in create()
