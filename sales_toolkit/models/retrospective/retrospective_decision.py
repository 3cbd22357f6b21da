"""What a leader is asked before a retrospective is closed or returned (O11)."""

from odoo import api, fields, models

from ..shared.arguments import need_one


class RetrospectiveDecision(models.TransientModel):
    """Asks for the leader's comment."""

    _name = "sales_toolkit.retrospective_decision"
    _inherit = ["sales_toolkit.dialog.mixin", "sales_toolkit.privacy_guard.mixin"]
    _description = "Close or Return a Retrospective"
    _about = "retrospective_id"

    retrospective_id = fields.Many2one("sales_toolkit.retrospective", required=True, ondelete="cascade")
    verdict = fields.Selection([("close", "Close"), ("return", "Return")], required=True, default="close")
    comment = fields.Text(help="What you say to it, for the salesperson and for the next deals.")

    @api.model
    def _get_guarded_fields(self):
        return frozenset({"comment"})

    def action_decide(self):
        """Close or return it.

        :raise AccessError: when it is not for the user
        :raise UserError: when a colleague was quicker, or it is returned without a word
        """
        need_one(self)
        decide = {"close": "action_close", "return": "action_return"}[self.verdict]
        getattr(self.retrospective_id, decide)(self.comment)
        return {"type": "ir.actions.act_window_close"}
