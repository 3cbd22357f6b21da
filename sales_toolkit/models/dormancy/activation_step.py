"""One step of an activation plan, and the ERP's activity that stands for it (C11)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

STATES = [("planned", "Planned"), ("done", "Done"), ("cancelled", "Cancelled")]
DERIVED = ("state", "done_at", "activity_id")
MIRRORED = {"planned_date": "date_deadline", "user_id": "user_id", "name": "summary"}


class ActivationStep(models.Model):
    """Done when its activity is done, and the other way round."""

    _name = "sales_toolkit.activation_step"
    _inherit = [
        "sales_toolkit.bulk_insert.mixin",
        "sales_toolkit.derived_fields.mixin",
        "sales_toolkit.privacy_guard.mixin",
    ]
    _description = "Step of an Activation Plan"
    _order = "planned_date, id"

    plan_id = fields.Many2one(
        "sales_toolkit.activation_plan",
        required=True,
        index=True,
        ondelete="cascade",
        help="Part of which plan.",
    )
    name = fields.Char(required=True, help="What is to be done.")
    channel_id = fields.Many2one(
        "sales_toolkit.channel", string="Method", ondelete="restrict", help="How: phone, visit …"
    )
    activity_type_id = fields.Many2one(
        "mail.activity.type", ondelete="set null", help="The kind of activity. Empty: a to-do."
    )
    delay_days = fields.Integer("After (working days)", help="Working days after the start of the plan.")
    planned_date = fields.Date(
        required=True, default=fields.Date.context_today, help="The day for which the step is planned."
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        required=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        help="Who does the step.",
    )
    wakes = fields.Boolean(
        "Wakes the Customer",
        default=True,
        help="On: doing this step is an interaction that wakes the customer and closes the plan.",
    )
    state = fields.Selection(STATES, required=True, default="planned", help="Whether it was done.")
    done_at = fields.Datetime(help="When the step was done.")
    activity_id = fields.Many2one(
        "mail.activity",
        index="btree_not_null",
        ondelete="set null",
        copy=False,
        help="What stands in the clock menu.",
    )

    # what is due for somebody, and what they have done today
    _due = models.Index("(user_id, planned_date) WHERE state = 'planned'")
    _done = models.Index("(user_id, done_at) WHERE state = 'done'")

    _delay = models.Constraint(
        "CHECK (delay_days BETWEEN 0 AND 3650)", "A step comes 0 to 3650 working days after its plan starts."
    )

    @api.model
    def _get_guarded_fields(self):
        return frozenset({"name"})

    @api.model
    def _get_derived_fields(self):
        message = self.env._("Whether a step was done follows from its buttons and can't be typed.")
        return super()._get_derived_fields() | dict.fromkeys(DERIVED, message)

    @api.model_create_multi
    def create(self, vals_list):
        steps = super().create(vals_list)
        if any(plan.state not in ("draft", "active") for plan in steps.plan_id):
            raise UserError(self.env._("This plan is closed already."))
        steps.filtered(lambda step: step.plan_id.state == "active")._start()
        return steps

    def write(self, vals):
        result = super().write(vals)
        if "plan_id" in vals:
            # not into a plan that the user may not change
            self.check_access("write")
        mirrored = {MIRRORED[name]: value for name, value in vals.items() if name in MIRRORED}
        if mirrored and not self.env.context.get("from_activity"):
            # sudo: whoever may write the step may move its activity, which is somebody else's maybe
            activities = self.sudo().activity_id.filtered("active")
            activities.with_context(mail_activity_quick_update=True).write(mirrored)
        return result

    # What people do -----------------------------------------------------------------------------------

    def action_done(self):
        """Tick these steps off; their activities are done with them."""
        self.plan_id.check_access("write")
        planned = self.filtered(lambda step: step.state == "planned")
        # sudo: as in write()
        activities = planned.sudo().activity_id.filtered("active")
        if activities:
            activities.with_user(self.env.user).sudo()._action_done()
        planned.filtered(lambda step: step.state == "planned")._set_done()
        return True

    def action_cancel(self):
        """Leave these steps out; their activities go."""
        self.plan_id.check_access("write")
        plans = self.plan_id
        self._drop()
        plans._close_when_finished()
        return True

    # Keeping in step with the activities --------------------------------------------------------------

    def _start(self):
        """Give the responsible people their activities, on their working days, in one go."""
        self._move_to_future()
        todo = self.env.ref("mail.mail_activity_data_todo")
        model_id = self.env["ir.model"]._get_id("res.partner")
        steps = self.filtered(lambda step: step.state == "planned" and not step.activity_id)
        # sudo: the plan may be written, so its customer may get the activities; quick: one message for
        # each step would be too many, the clock menu tells of them.
        activities = self.env["mail.activity"].sudo().with_context(mail_activity_quick_update=True)
        created = activities.create(
            [
                {
                    "res_model_id": model_id,
                    "res_id": step.plan_id.partner_id.id,
                    "activity_type_id": (step.activity_type_id or todo).id,
                    "summary": step.name,
                    "date_deadline": step.planned_date,
                    "user_id": step.user_id.id,
                    "automated": True,
                }
                for step in steps
            ]
        )
        for step, activity in zip(steps, created, strict=True):
            step.store_derived({"activity_id": activity.id})

    def _move_to_future(self):
        """A plan that was confirmed late starts today."""
        for step in self:
            today = step.user_id.get_today()
            if step.planned_date < today:
                step.planned_date = step.user_id.add_working_days(today, step.delay_days)

    def _follow_activity(self):
        """Somebody moved the activities of these steps, or gave them to a colleague."""
        for step in self:
            activity = step.activity_id
            values = {
                "planned_date": activity.date_deadline,
                "user_id": activity.user_id.id or step.user_id.id,
            }
            if (step.planned_date, step.user_id.id) != tuple(values.values()):
                step.with_context(from_activity=True).write(values)

    def _set_done(self):
        """These steps were done: interactions, which wake the customer unless their template says no."""
        now = fields.Datetime.now()
        # sudo: whoever does the activity does the step
        steps = self.sudo()
        steps.write_derived({"state": "done", "done_at": now})
        self.env["res.partner"].note_interactions(
            [(step.plan_id.partner_id, now if step.wakes else None, "step") for step in steps]
        )
        steps.plan_id._close_when_finished()

    def _drop(self):
        """Cancel what is left of these steps, and take their activities back."""
        # sudo: as in write()
        planned = self.sudo().filtered(lambda step: step.state == "planned")
        activities = planned.activity_id.filtered("active")
        planned.write_derived({"state": "cancelled", "activity_id": False})
        activities.unlink()

    @api.ondelete(at_uninstall=False)
    def _unlink_activities(self):
        self._drop()
