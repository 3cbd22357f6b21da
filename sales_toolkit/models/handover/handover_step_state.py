"""Steps are done, skipped, reopened and moved by their buttons (O10)."""

from odoo import fields, models
from odoo.exceptions import UserError

from ..shared.arguments import need_one
from .handover import RUNNING


class HandoverStep(models.Model):
    _inherit = "sales_toolkit.handover_step"

    def action_done(self):
        """Tick these steps off; their activities are done with them.

        :raise UserError: when the plan has not started
        """
        self._lock_plan(("planned",), RUNNING)
        # sudo: checked above; the activities are their owners'
        steps = self.sudo()
        activities = steps.activity_id.filtered("active")
        if activities:
            activities.with_context(from_handover=True).with_user(self.env.user).sudo()._action_done()
        steps._set_closed("done")
        return True

    def action_skip(self, reason=None):
        """Leave these steps out; their activities go.

        :param reason: why; without, the dialog opens
        """
        if not reason:
            need_one(self)
            return self._open_dialog("sales_toolkit.handover_skip", self.env._("Skip a Step"))
        self._lock_plan(("planned",), RUNNING)
        # sudo: as in action_done()
        steps = self.sudo()
        steps._take_back_activities()
        steps._set_closed("skipped", self.handover_id._check_text(reason))
        return True

    def action_reopen(self):
        """These steps are to be done after all."""
        self._lock_plan(("done", "skipped"), (*RUNNING, "done"))
        self.sudo()._set_planned()  # sudo: as in action_done()
        return True

    def action_redate(self, day=None, move_later=False):
        """Begin this step on another day; it takes as long as before.

        :param day: the new first day; without, the dialog opens
        :param move_later: the later steps of the plan move by as many working days
        """
        need_one(self)
        if not day:
            return self._open_dialog("sales_toolkit.handover_redate", self.env._("Move a Step"))
        self._lock_plan(("planned",), ("draft", *RUNNING))
        try:
            new = fields.Date.to_date(day)
        except (TypeError, ValueError):
            raise UserError(self.env._("Choose the new day.")) from None
        # sudo: checked above; the later steps may be colleagues'
        step = self.sudo()
        company = step.handover_id._get_home_company()
        new = company.add_working_days(new, 0)
        old = step.date_start
        moved = step
        if move_later:
            moved |= step.handover_id.step_ids.filtered(
                lambda other: other.state == "planned" and other.date_start >= old
            )
        moved._move_by_working_days(company, old, new)
        return True

    def _open_dialog(self, model, name):
        return self.handover_id._open_dialog(model, name) | {"context": {"default_step_id": self.id}}

    # What follows ---------------------------------------------------------------------------------------

    def _set_closed(self, state, reason=False):
        """As superuser."""
        steps = self.filtered(lambda step: step.state == "planned")
        values = {"state": state, "skip_reason": reason}
        steps.write_derived({**values, "done_at": fields.Datetime.now(), "done_by": self.env.uid})
        steps.handover_id._finish_if_complete()
        self.env["sales_toolkit.handover"]._refresh_reminders(steps.user_id)
        steps._on_state_changed()

    def _set_planned(self):
        """As superuser."""
        values = {"state": "planned", "skip_reason": False, "done_at": False, "done_by": False}
        steps = self.filtered(lambda step: step.state != "planned")
        steps.write_derived(values)
        steps.filtered(lambda step: not step.activity_id.active).write_derived({"activity_id": False})
        steps.handover_id._reopen()
        steps._give_activities()
        self.env["sales_toolkit.handover"]._refresh_reminders(steps.user_id)
        steps._on_state_changed()

    def _on_state_changed(self):
        """Called after these were done, skipped or reopened, as superuser; bridges extend it."""

    def _lock_plan(self, states, plan_states):
        """
        :raise UserError: when a step is not in one of ``states``, or its plan not in one of ``plan_states``
        """
        self.check_access("write")
        # sudo: the owner of a step may not change anything else of the plan
        self.sudo().handover_id._lock("write", plan_states)
        self.invalidate_recordset(["state"])
        for step in self:
            if step.state not in states:
                raise UserError(
                    self.env._('"%s" was changed by a colleague meanwhile. Look at it again.', step.name)
                )
