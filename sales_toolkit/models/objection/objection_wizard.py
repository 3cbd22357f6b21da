"""The two dialogs of an objection: asking a colleague, and the colleague's answer (O7)."""

from odoo import api, fields, models

from ..shared.arguments import need_one


class ObjectionHelp(models.TransientModel):
    _name = "sales_toolkit.objection_help"
    _inherit = ["sales_toolkit.dialog.mixin"]
    _description = "Ask for Help with an Objection"
    _about = "objection_id"

    objection_id = fields.Many2one("sales_toolkit.objection", required=True, ondelete="cascade")
    salesperson_id = fields.Many2one(related="objection_id.user_id")
    user_id = fields.Many2one(
        "res.users",
        "Colleague",
        required=True,
        domain="[('share', '=', False), ('id', '!=', salesperson_id)]",
    )
    due = fields.Date(help="Left empty, the days of the objection's type count.")

    def action_ask(self):
        """Ask the colleague."""
        need_one(self)
        self.objection_id.action_ask_help(self.user_id, self.due)
        return {"type": "ir.actions.act_window_close"}


class ObjectionReply(models.TransientModel):
    _name = "sales_toolkit.objection_reply"
    _inherit = ["sales_toolkit.dialog.mixin"]
    _description = "Answer an Objection"
    _about = "objection_id"

    objection_id = fields.Many2one("sales_toolkit.objection", required=True, ondelete="cascade")
    type_id = fields.Many2one(related="objection_id.type_id")
    # What it is about, as the reader's own rights show it: a helper comes from My Day, not from the objection
    description = fields.Text(related="objection_id.description", related_sudo=False)
    deal_name = fields.Char(related="objection_id.deal_name", related_sudo=False)
    deal_customer = fields.Char(related="objection_id.deal_customer", related_sudo=False)
    deal_need = fields.Text(related="objection_id.deal_need", related_sudo=False)
    answer_id = fields.Many2one(
        "sales_toolkit.answer",
        "From the Library",
        domain="[('type_id', '=', type_id), ('approved', '=', True)]",
        ondelete="cascade",
    )
    answer = fields.Text()

    @api.onchange("answer_id")
    def _onchange_answer_id(self):
        if self.answer_id:
            self.answer = self.answer_id.text

    def action_send(self):
        """Give the answer."""
        need_one(self)
        objection = self.objection_id
        objection.action_answer(self.answer or self.answer_id)
        if self.answer_id:
            # sudo: action_answer() has checked; the library's answer is counted
            objection.sudo().write({"answer_id": self.answer_id.id})
        return {"type": "ir.actions.act_window_close"}
