"""The dialogs of a hand-over: asking back, answering, skipping and moving a step (O10)."""

from odoo import api, fields, models


class HandoverAsk(models.TransientModel):
    _name = "sales_toolkit.handover_ask"
    _inherit = ["sales_toolkit.dialog.mixin"]
    _description = "Ask Back About a Hand-over"
    _about = "handover_id"

    handover_id = fields.Many2one("sales_toolkit.handover", required=True, ondelete="cascade")
    question = fields.Text(required=True)

    def action_ask(self):
        """Ask the salesperson."""
        self.ensure_one()
        self.handover_id.action_ask_back(self.question)
        return {"type": "ir.actions.act_window_close"}


class HandoverAnswer(models.TransientModel):
    _name = "sales_toolkit.handover_answer"
    _inherit = ["sales_toolkit.dialog.mixin"]
    _description = "Answer Delivery"
    _about = "handover_id"

    handover_id = fields.Many2one("sales_toolkit.handover", required=True, ondelete="cascade")
    question = fields.Text(related="handover_id.open_question")
    answer = fields.Text(required=True)

    def action_send(self):
        """Answer delivery."""
        self.ensure_one()
        self.handover_id.action_answer(self.answer)
        return {"type": "ir.actions.act_window_close"}


class HandoverSkip(models.TransientModel):
    _name = "sales_toolkit.handover_skip"
    _inherit = ["sales_toolkit.dialog.mixin"]
    _description = "Skip a Step"
    _about = "step_id"

    step_id = fields.Many2one("sales_toolkit.handover_step", required=True, ondelete="cascade")
    reason = fields.Char(required=True, help="Why it is not needed.")

    def action_skip(self):
        """Skip the step."""
        self.ensure_one()
        self.step_id.action_skip(self.reason)
        return {"type": "ir.actions.act_window_close"}


class HandoverRedate(models.TransientModel):
    _name = "sales_toolkit.handover_redate"
    _inherit = ["sales_toolkit.dialog.mixin"]
    _description = "Move a Step"
    _about = "step_id"

    step_id = fields.Many2one("sales_toolkit.handover_step", required=True, ondelete="cascade")
    date_start = fields.Date(
        "New First Day",
        compute="_compute_date_start",
        store=True,
        readonly=False,
        required=True,
        help="A day off becomes the next working day.",
    )
    move_later = fields.Boolean(
        "Move Later Steps Too", default=True, help="On: what comes after it moves by as many working days."
    )

    @api.depends("step_id")
    def _compute_date_start(self):
        for dialog in self:
            dialog.date_start = dialog.step_id.date_start

    def action_move(self):
        """Move the step."""
        self.ensure_one()
        self.step_id.action_redate(self.date_start, self.move_later)
        return {"type": "ir.actions.act_window_close"}
