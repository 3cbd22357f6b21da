"""What is asked before a customer is marked as dormant by hand (C11)."""

from odoo import fields, models
from odoo.exceptions import UserError

from ..models.shared.arguments import need_one
from ..models.shared.labels import colon


class MarkDormant(models.TransientModel):
    """Asks why cooperation has ended."""

    _name = "sales_toolkit.mark_dormant"
    _inherit = ["sales_toolkit.privacy_guard.mixin"]
    _description = "Mark as Dormant"

    partner_ids = fields.Many2many(
        "res.partner",
        string="Customers",
        required=True,
        default=lambda self: self._default_partner_ids(),
        help="Whom to mark.",
    )
    reason_id = fields.Many2one("sales_toolkit.dormancy_reason", required=True, help="Why they are dormant.")
    note = fields.Char("Details", help="More about it, in a few words.")

    def _default_partner_ids(self):
        if self.env.context.get("active_model") != "res.partner":
            return []
        return self.env["res.partner"].browse(self.env.context.get("active_ids", [])).commercial_partner_id

    def _get_guarded_fields(self):
        return frozenset({"note"})

    def action_mark(self):
        """Mark the customers, and draft their plans where the reason says so.

        :raise AccessError: when the user may not write one of them
        :raise UserError: when there is nobody, or somebody who is not registered
        """
        need_one(self)
        customers = self.partner_ids
        customers.check_access("write")
        if not customers:
            raise UserError(self.env._("Choose the customers first."))
        groups = customers.grouped(lambda customer: customer.get_home_lang())
        for lang, group in groups.items():
            reason = self.reason_id.with_context(lang=lang).name
            reason = colon(self.env, reason, self.note.strip()) if (self.note or "").strip() else reason
            marked = group.mark_dormant(reason)
            if self.reason_id.draft_plan:
                marked.draft_activation_plans(reason, self.reason_id)
        return {"type": "ir.actions.act_window_close"}
