"""Activities of a hand-over: those of its steps, and the question of delivery (O10)."""

from odoo import models

FOLLOWED = {"date_deadline", "user_id", "active"}


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def write(self, vals):
        result = super().write(vals)
        if not FOLLOWED & vals.keys() or self.env.context.get("from_handover"):
            return result
        steps = self._get_handover_steps()
        if "active" not in vals:
            steps.filtered(lambda step: step.state == "planned")._follow_activities()
        elif vals["active"]:
            steps.filtered(lambda step: step.handover_id.active)._set_planned()
        else:
            steps._set_closed("done")
        return result

    def _action_done(self, feedback=False, attachment_ids=None):
        rows = self._get_questioned_handovers() if feedback and feedback.strip() else None
        result = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        for row in rows or ():
            row.with_context(from_activity=True).with_user(self.env.user).action_answer(feedback)
        return result

    def _get_handover_ids(self):
        # sudo: only what these are about
        about = self.sudo().filtered(lambda activity: activity.res_model == "sales_toolkit.handover")
        return [] if self.env.context.get("from_handover") else about.ids

    def _get_handover_steps(self):
        """The steps that these activities stand for."""
        # sudo: who may write the activity keeps its step in step
        steps = self.env["sales_toolkit.handover_step"].sudo()
        ids = self._get_handover_ids()
        return steps.search([("activity_id", "in", ids)]) if ids else steps

    def _get_questioned_handovers(self):
        # sudo: as above
        rows = self.env["sales_toolkit.handover"].sudo()
        ids = self._get_handover_ids()
        domain = [("question_activity_id", "in", ids), ("state", "=", "queried")]
        return rows.search(domain) if ids else rows
