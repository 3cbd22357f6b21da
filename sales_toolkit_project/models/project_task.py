"""Tasks that stand for steps of an implementation plan (O10)."""

from odoo import fields, models

STEP_STATES = {"1_done": "done", "1_canceled": "skipped"}
FOLLOWED = {"state", "date_deadline", "user_ids", "name"}


class ProjectTask(models.Model):
    _inherit = "project.task"

    def write(self, vals):
        result = super().write(vals)
        if FOLLOWED & vals.keys() and not self.env.context.get("from_handover"):
            self._follow_as_steps(vals)
        return result

    def _follow_as_steps(self, vals):
        # sudo: whoever may write the task keeps its step in step
        steps = self.env["sales_toolkit.handover_step"].sudo().with_context(from_task=True)
        steps = steps.search([("task_id", "in", self.ids), ("handover_id.active", "=", True)])
        if "state" in vals:
            steps._take_task_state()
        for step in steps.filtered(lambda step: step.state == "planned"):
            step._take_task_values(vals)


class HandoverStep(models.Model):
    _inherit = "sales_toolkit.handover_step"

    def _take_task_state(self):
        """Done and cancelled tasks are done and skipped steps; any other state is to do."""
        for step in self:
            state = STEP_STATES.get(step.task_id.state, "planned")
            if state == step.state:
                continue
            if state == "planned":
                step._set_planned()
            elif state == "skipped":
                step._take_back_activities()
                step._set_closed(state, step.env._("Task cancelled"))
            else:
                activity = step.activity_id.filtered("active").with_context(from_handover=True)
                # sudo: the step is done, so its activity is, by who closed the task
                activity.with_user(step.env.user).sudo()._action_done()
                step._set_closed(state)

    def _may_go_to(self, user):
        """Who owns a step reads the whole hand-over: its people give that, a task alone does not (C13)."""
        if not self.handover_id._can_work(user):
            return False
        # sudo: off; as who writes the task, and as who is to have it
        step, companies = self.sudo(False), {"allowed_company_ids": user.company_ids.ids}
        theirs = self.handover_id.with_user(user).with_context(**companies)
        return step.has_access("write") or theirs.has_access("read")

    def _take_task_values(self, vals):
        task, values = self.task_id, {}
        if "name" in vals and task.name != self.name:
            values["name"] = task.name
        if "date_deadline" in vals and task.date_deadline:
            zone = {"tz": self._get_zone().zone}
            day = fields.Datetime.context_timestamp(self.with_context(**zone), task.date_deadline).date()
            if day != self.date_end:
                values |= {"date_end": day, "date_start": min(self.date_start, day)}
        users = task.user_ids
        if "user_ids" in vals and users and self.user_id not in users and self._may_go_to(users[0]):
            values["user_id"] = users[0].id
        if values:
            self.write(values)
