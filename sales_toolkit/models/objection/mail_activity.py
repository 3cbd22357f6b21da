"""A helper's activity that is done answers the objection; one that is deleted takes the request back."""

from odoo import models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=None):
        rows = self._get_help_objections()
        result = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        for row in rows:
            if feedback and feedback.strip():
                row.with_context(from_activity=True).with_user(self.env.user).action_answer(feedback)
            else:
                row.write_derived({"state": "open"})
        return result

    def unlink(self):
        rows = self._get_help_objections()
        result = super().unlink()
        rows.exists().write_derived({"state": "open"})
        return result

    def _get_help_objections(self):
        """The objections for which these activities ask for help."""
        # sudo: who may do or delete the activity keeps its objection in step
        rows = self.env["sales_toolkit.objection"].sudo()
        ids = self.sudo().filtered(lambda row: row.res_model == rows._name).ids
        if not ids or self.env.context.get("from_objection"):
            return rows
        return rows.search([("help_activity_id", "in", ids), ("state", "=", "help")])
