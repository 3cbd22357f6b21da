"""What managers are asked before they decide about an erasure (C12)."""

from odoo import fields, models

from ..models.shared.arguments import need_one

NOTE_HELP = "Without personal data: the note stays when the data are gone."


class ErasureKeep(models.TransientModel):
    """Asks why the items of a dormant customer are kept."""

    _name = "sales_toolkit.erasure_keep"
    _inherit = ["sales_toolkit.dialog.mixin"]
    _description = "Keep Personal Data"
    _about = "erasure_id"

    erasure_id = fields.Many2one("sales_toolkit.erasure", required=True, ondelete="cascade")
    note = fields.Text("Reason", required=True, help=NOTE_HELP)

    def action_keep(self):
        """Keep the items.

        :raise AccessError: when the user is no sales manager
        :raise UserError: when it has been decided already
        """
        need_one(self)
        self.erasure_id.action_keep(self.note)
        return {"type": "ir.actions.act_window_close"}


class ErasureRequest(models.TransientModel):
    """Asks before the personal items of one customer are erased at their request."""

    _name = "sales_toolkit.erasure_request"
    _inherit = ["sales_toolkit.dialog.mixin"]
    _description = "Erase Personal Data"
    _about = "partner_id"

    partner_id = fields.Many2one("res.partner", string="Customer", required=True, ondelete="cascade")
    note = fields.Text(help=f"How the request came in. {NOTE_HELP}")

    def action_erase(self):
        """Erase now, and show the finding, which the confirmation can be printed from.

        :raise AccessError: when the user is no sales manager, or may not write the customer
        :raise UserError: when the partner is a contact, a user or a company of this ERP
        """
        need_one(self)
        erasure = self.env["sales_toolkit.erasure"].request_erasure(self.partner_id, self.note or "")
        action = self.env["ir.actions.act_window"]._for_xml_id("sales_toolkit.erasure_action")
        return {**action, "res_id": erasure.id, "views": [(False, "form")], "view_mode": "form"}
