"""The plan to wake one dormant customer (C11)."""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..shared.arguments import need_one

STATES = [("draft", "To Confirm"), ("active", "Under Way"), ("done", "Done"), ("cancelled", "Cancelled")]
OPEN = ("draft", "active")
DERIVED = ("state", "outcome", "dormant_since", "activated_on", "activated_by", "days", "closed_on")


class ActivationPlan(models.Model):
    """Drafted when the customer is marked, confirmed by the salesperson, closed when the customer wakes."""

    _name = "sales_toolkit.activation_plan"
    _inherit = [
        "sales_toolkit.customer_row.mixin",
        "sales_toolkit.bulk_insert.mixin",
        "sales_toolkit.derived_fields.mixin",
        "sales_toolkit.privacy_guard.mixin",
    ]
    _description = "Activation Plan"
    _order = "drafted_on desc, id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
        help="The dormant customer.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        index=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        help="Who confirms the plan and follows it: the customer's salesperson, unless another is named. "
        "Empty: it waits until somebody looks after the customer.",
    )
    company_id = fields.Many2one(related="partner_id.company_id", store=True, help="The customer's company.")
    template_id = fields.Many2one(
        "sales_toolkit.activation_template",
        ondelete="restrict",
        index="btree_not_null",
        help="The template that the steps were taken from.",
    )
    reason = fields.Char(help="Why the customer was marked as dormant.")
    reason_id = fields.Many2one(
        "sales_toolkit.dormancy_reason", string="Kind of Reason", ondelete="restrict", help="For reports."
    )
    state = fields.Selection(STATES, required=True, default="draft", index=True, help="How far the plan is.")
    step_ids = fields.One2many(
        "sales_toolkit.activation_step", "plan_id", help="What is done when, and by whom."
    )
    drafted_on = fields.Date(
        default=lambda self: self.env.user.get_today(), help="The day the plan was drawn up."
    )
    dormant_since = fields.Date(help="Since when the customer was dormant.")
    activated_on = fields.Date(help="The day on which the customer woke.")
    activated_by = fields.Selection(
        "_get_activated_by",
        help="Which kind of contact woke the customer.",
    )
    closed_on = fields.Date(help="The day on which the plan was closed.")
    days = fields.Integer(
        "Days Dormant", aggregator="avg", help="Days from the mark until the customer woke."
    )
    outcome = fields.Char(help="How the plan ended.")

    _one_open = models.UniqueIndex(
        "(partner_id) WHERE state IN ('draft', 'active')",
        "This customer has an open activation plan already.",
    )

    @api.model
    def _get_activated_by(self):
        return [*self.env["res.partner"]._get_interaction_labels().items(), ("hand", self.env._("By hand"))]

    @api.model
    def _get_guarded_fields(self):
        return frozenset({"reason", "outcome"})

    @api.model
    def _get_derived_fields(self):
        message = self.env._("How far a plan is follows from its buttons and can't be typed.")
        return super()._get_derived_fields() | dict.fromkeys(DERIVED, message)

    @api.constrains("partner_id")
    def _check_registered(self):
        for plan in self:
            if not plan.partner_id.registered_on:
                raise ValidationError(self.env._("Only registered customers can have an activation plan."))

    # What people do -----------------------------------------------------------------------------------

    def action_confirm(self):
        """Start these plans: their responsible people get activities for the steps.

        :raise UserError: when a plan is not a draft, or has no steps
        """
        self.check_access("write")
        for plan in self:
            if plan.state != "draft":
                raise UserError(self.env._("Only plans that wait to be confirmed can be started."))
            if not plan.step_ids:
                raise UserError(self.env._("Add a step to the plan first."))
        self.write_derived({"state": "active"})
        self.step_ids._start()
        self._refresh_reminders()
        return True

    def action_cancel(self):
        """Give these plans up; the customers stay dormant.

        :raise UserError: when a plan is closed already
        """
        self.check_access("write")
        if any(plan.state not in OPEN for plan in self):
            raise UserError(self.env._("This plan is closed already."))
        self._close("cancelled", self.env._("Cancelled"))
        return True

    def action_open_customer(self):
        """Open the plan's customer."""
        need_one(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "views": [(False, "form")],
        }

    # What follows ---------------------------------------------------------------------------------------

    def _close(self, state, outcome, **facts):
        """Close these plans, and take back the activities of what is left of them."""
        self.step_ids._drop()
        for day, plans in self.grouped(lambda plan: plan.partner_id.get_local_today()).items():
            plans.write_derived({"state": state, "outcome": outcome, "closed_on": day, **facts})
        self._refresh_reminders()

    @api.private
    def close_for_woken(self, kind):
        """The customers of these open plans woke: by ``kind`` of interaction, or by hand."""
        # days differ, and so does the language of the company: one write for each of both
        groups = self.grouped(
            lambda plan: (
                plan.state,
                plan.dormant_since,
                plan.partner_id.get_local_today(),
                plan.partner_id.get_home_lang(),
            )
        )
        for (state, since, today, lang), plans in groups.items():
            labels = dict(plans.with_context(lang=lang)._get_activated_by())
            plans._close(
                "done" if state == "active" else "cancelled",
                plans.with_context(lang=lang).env._("Activated: %(contact)s", contact=labels[kind or "hand"]),
                activated_on=today,
                activated_by=kind or "hand",
                days=max((today - since).days, 0) if since else 0,
            )

    @api.private
    def close_for_gone(self, archived):
        """The customers of these open plans are archived, or not registered any more."""
        for lang, plans in self.grouped(lambda plan: plan.partner_id.get_home_lang()).items():
            plans._close("cancelled", plans.with_context(lang=lang).env["res.partner"].explain_gone(archived))

    def _close_when_finished(self):
        """A plan with no step left is over, also when the customer has not woken."""
        left = self.filtered(
            lambda plan: plan.state == "active" and "planned" not in plan.step_ids.mapped("state")
        )
        for states, plans in left.grouped(lambda plan: frozenset(plan.step_ids.mapped("state"))).items():
            outcome = (
                self.env._("No step is left, the customer is still dormant")
                if "cancelled" in states
                else self.env._("All steps done, the customer is still dormant")
            )
            plans._close("done" if "done" in states else "cancelled", outcome)

    # Whose they are -------------------------------------------------------------------------------------

    def _filter_going_along(self):
        """Those that go with the customer to another salesperson; not those of a colleague who was named."""
        return self.filtered(
            lambda plan: (
                plan.partner_id.user_id in (plan.user_id, plan.user_id.browse()) or not plan.user_id.active
            )
        )

    @api.private
    def hand_over(self):
        """Give these open plans to who looks after their customers now, and the steps that were theirs.

        While that is nobody who works here, they stay where they are.
        """
        # sudo: the plans follow the customer; who may change its salesperson was asked before
        for user, plans in self.sudo().grouped(lambda plan: plan.partner_id.user_id).items():
            if user.active:
                plans._give_to(user)

    def _give_to(self, user):
        """A step that somebody else was named for stays with them, as long as they work here."""
        planned = self.step_ids.filtered(lambda step: step.state == "planned")
        going = planned.filtered(lambda step: step.user_id == step.plan_id.user_id or not step.user_id.active)
        without_steps = self.filtered(lambda plan: not plan.user_id and not plan.step_ids)
        self.filtered(lambda plan: plan.user_id != user).write({"user_id": user.id})
        going.filtered(lambda step: step.user_id != user).write({"user_id": user.id})
        self.env["res.partner"]._draft_steps(without_steps)
        # whose activities went with who has left
        planned.filtered(lambda step: step.plan_id.state == "active" and not step.activity_id)._start()

    @api.model
    def _find_orphans(self):
        """Open plans of somebody who has left, or was none, or with steps of such a person."""
        planned, left = Domain("state", "=", "planned"), Domain("user_id.active", "=", False)
        lost = Domain("state", "=", "active") & Domain(
            "step_ids", "any", planned & Domain("activity_id", "=", False)
        )
        return self.search(
            Domain("state", "in", OPEN)
            & Domain("partner_id.user_id.active", "=", True)
            & (Domain("user_id", "=", False) | left | lost | Domain("step_ids", "any", planned & left))
        )

    def _refresh_reminders(self):
        self.env["sales_toolkit.reminder"].refresh("activation_plan", self.user_id)

    def write(self, vals):
        before = self.user_id if "user_id" in vals else self.env["res.users"]
        result = super().write(vals)
        if "partner_id" in vals:
            # not to a customer whose plans the user may not change
            self.check_access("write")
        if "user_id" in vals:
            self.env["sales_toolkit.reminder"].refresh("activation_plan", before | self.user_id)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_steps(self):
        self.step_ids._drop()
