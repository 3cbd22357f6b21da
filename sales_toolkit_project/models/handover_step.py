"""Steps and tasks in step, in both directions (O10)."""

from datetime import UTC, datetime, time

from pytz import timezone

from odoo import api, fields, models
from odoo.tools import plaintext2html

TASK_STATES = {"planned": "01_in_progress", "done": "1_done", "skipped": "1_canceled"}
MIRRORED = {"name": "name", "date_end": "date_deadline", "user_id": "user_ids"}


class HandoverStep(models.Model):
    _inherit = "sales_toolkit.handover_step"

    task_id = fields.Many2one(
        "project.task",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="The task of the project that stands for it.",
    )

    @api.model
    def _get_derived_fields(self):
        message = self.env._("The task is made when the plan starts.")
        return super()._get_derived_fields() | {"task_id": message}

    @api.model_create_multi
    def create(self, vals_list):
        steps = super().create(vals_list)
        # sudo: whoever may add the step to the plan
        steps.sudo()._make_tasks()
        return steps

    def write(self, vals):
        result = super().write(vals)
        if MIRRORED.keys() & vals.keys() and not self.env.context.get("from_task"):
            # sudo: whoever may write the step; the task goes with it
            for step in self.sudo().filtered("task_id"):
                step._get_task().write(step._prepare_mirrored())
        return result

    def unlink(self):
        # sudo: whoever may delete the step; nobody does what is not to be done any more
        self.sudo()._cancel_tasks()
        return super().unlink()

    def _cancel_tasks(self):
        """The tasks of these stay, for what was written there, but nobody does them. As superuser."""
        left = self.filtered(lambda step: step.state == "planned" and step.task_id)
        left._get_task().write({"state": TASK_STATES["skipped"]})

    def _make_tasks(self):
        """A task for each step of a plan with a project that has none. As superuser."""
        steps = self.filtered(lambda step: step.handover_id.project_id and not step.task_id)
        tasks = self.env["project.task"].with_context(mail_auto_subscribe_no_notify=True, from_handover=True)
        created = tasks.create([step._prepare_task() for step in steps])
        for step, task in zip(steps, created, strict=True):
            step.store_derived({"task_id": task.id})

    def _prepare_task(self):
        return {
            **self._prepare_mirrored(),
            "project_id": self.handover_id.project_id.id,
            "description": plaintext2html(self.description or ""),
            "sequence": self.sequence,
            "state": TASK_STATES[self.state],
        }

    def _prepare_mirrored(self):
        return {
            "name": self.name,
            "date_deadline": self._get_deadline(),
            "user_ids": [fields.Command.set(self.user_id.ids)],
        }

    def _get_zone(self):
        return timezone(self.handover_id._get_home_company().get_zone())

    def _get_deadline(self):
        """In the evening of the last day, where the company is."""
        evening = self._get_zone().localize(datetime.combine(self.date_end, time(18)))
        return evening.astimezone(UTC).replace(tzinfo=None)

    def _get_task(self):
        return self.task_id.with_context(from_handover=True, mail_auto_subscribe_no_notify=True)

    def _on_state_changed(self):
        result = super()._on_state_changed()
        if not self.env.context.get("from_task"):
            for state, steps in self.filtered("task_id").grouped("state").items():
                steps._get_task().write({"state": TASK_STATES[state]})
        return result

    def action_open_task(self):
        """Open the task of this step."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "project.task",
            "res_id": self.task_id.id,
            "views": [(False, "form")],
        }
