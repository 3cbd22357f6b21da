"""What is asked before a contract is returned, and when it was signed (O9)."""

from odoo import fields, models


class ContractReturn(models.TransientModel):
    """Asks what is to be mended."""

    _name = "sales_toolkit.contract_return"
    _inherit = ["sales_toolkit.dialog.mixin"]
    _description = "Return a Contract"
    _about = "contract_id"

    contract_id = fields.Many2one("sales_toolkit.contract", required=True, ondelete="cascade")
    seen_turn = fields.Integer(help="The step of the contract that the approver looks at.")
    comment = fields.Text(required=True, help="What is to be mended, for the person who submitted it.")

    def action_return(self):
        """Return the contract.

        :raise AccessError: when the user may not decide on it
        :raise UserError: when it has been decided, or has changed since
        """
        self.ensure_one()
        contract = self.contract_id
        contract.action_return(self.comment, {contract.id: self.seen_turn})
        return {"type": "ir.actions.act_window_close", "infos": {"decided": True}}


class ContractSign(models.TransientModel):
    """Asks for the day of the signature, and for the scan."""

    _name = "sales_toolkit.contract_sign"
    _inherit = ["sales_toolkit.dialog.mixin"]
    _description = "Signed Contract"
    _about = "contract_id"

    contract_id = fields.Many2one("sales_toolkit.contract", required=True, ondelete="cascade")
    signed_on = fields.Date("Signed on", required=True, default=lambda self: self.env.user.get_today())
    scan = fields.Binary(required=True, attachment=False, help="The contract with both signatures.")
    filename = fields.Char()

    def action_sign(self):
        """The contract is signed.

        :raise UserError: when it is not approved any more, or something is missing
        """
        self.ensure_one()
        self.contract_id.action_sign(self.signed_on, self.scan, self.filename)
        return {"type": "ir.actions.act_window_close"}
