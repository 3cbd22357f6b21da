"""Late steps, hand-overs that nobody has accepted, questions that nobody has answered: one line each."""

from odoo import api, fields, models


class Reminder(models.Model):
    _inherit = "sales_toolkit.reminder"

    @api.model
    def _get_kinds(self):
        today = fields.Date.context_today(self)
        waiting = {"model": "sales_toolkit.handover", "date": "accept_due"}
        started = [("state", "=", "started"), ("active", "=", True)]
        return super()._get_kinds() | {
            "handover_step": {
                "model": "sales_toolkit.handover_step",
                "domain": self.env["sales_toolkit.handover_step"]._get_late_domain(),
                "user": "user_id",
                "date": "date_end",
                "action": "sales_toolkit.handover_step_action_late",
            },
            "handover_accept": {
                **waiting,
                "domain": [*started, ("accept_due", "<", today)],
                "user": "accept_user_id",
                "action": "sales_toolkit.handover_action_accept",
            },
            "handover_escalated": {
                **waiting,
                "domain": started,
                "user": "escalated_to_id",
                "action": "sales_toolkit.handover_action_escalated",
            },
            "handover_question": {
                "model": "sales_toolkit.handover",
                "date": "answer_due",
                "domain": [("state", "=", "queried"), ("answer_due", "<", today)],
                "user": "answer_user_id",
                "action": "sales_toolkit.handover_action_question",
            },
        }

    def _get_summary(self):
        summaries = {
            "handover_step": self.env._("Late steps of implementation plans: %s", self.count),
            "handover_accept": self.env._("Hand-overs to accept, late: %s", self.count),
            "handover_escalated": self.env._("Hand-overs that delivery has not accepted: %s", self.count),
            "handover_question": self.env._("Questions of delivery to answer, late: %s", self.count),
        }
        return summaries.get(self.kind) or super()._get_summary()
