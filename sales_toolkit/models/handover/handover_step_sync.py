"""Steps and the ERP's activities that stand for them (O10)."""

from odoo import models

from .handover_step import MIRRORED


class HandoverStep(models.Model):
    _inherit = "sales_toolkit.handover_step"

    def _give_activities(self):
        """Activities of the owners on the hand-over, for those steps of running plans that have none."""
        steps = self.filtered(
            lambda step: (
                step.state == "planned" and step.running and step.user_id and not step.activity_id.active
            )
        )
        vals = [
            {"summary": step.name, "date_deadline": step.date_end, "user_id": step.user_id.id}
            for step in steps
        ]
        handovers = [step.handover_id.id for step in steps]
        created = self.env["sales_toolkit.handover"]._create_activities_on(handovers, vals)
        for step, activity in zip(steps, created, strict=True):
            step.store_derived({"activity_id": activity.id})

    def _take_back_activities(self):
        activities = self.activity_id.filtered("active")
        self.store_derived({"activity_id": False})
        activities.with_context(from_handover=True).unlink()

    def _mirror(self, vals):
        """Their activities move and change hands with them. As superuser."""
        activities = self.activity_id.filtered("active")
        changed = {MIRRORED[name]: value for name, value in vals.items() if name in MIRRORED}
        if not changed.get("user_id", True):
            self._take_back_activities()
            return
        if activities:
            activities = activities.with_context(from_handover=True, mail_activity_quick_update=True)
            activities.write(changed)
        if "user_id" in vals:
            self._give_activities()

    def _follow_activities(self):
        """Somebody moved the activities of these steps, or gave them to a colleague. As superuser."""
        for step in self:
            activity = step.activity_id
            values = {"date_end": activity.date_deadline}
            values["date_start"] = min(step.date_start, activity.date_deadline)
            if activity.user_id and step.handover_id._can_work(activity.user_id):
                values["user_id"] = activity.user_id.id
            known = {"date_start": step.date_start, "date_end": step.date_end, "user_id": step.user_id.id}
            changed = {name: value for name, value in values.items() if known[name] != value}
            if changed:
                step.with_context(from_activity=True).write(changed)
