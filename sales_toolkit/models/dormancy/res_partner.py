"""Dormant customers (沉睡客户): marked with the day and the reason, and woken again (C11)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

# The item of the update records that tells of both moves.
DORMANCY = "dormant_since"


class ResPartner(models.Model):
    _inherit = "res.partner"

    dormant = fields.Boolean(
        copy=False, help="Nothing has been exchanged with this customer for long, or cooperation has ended."
    )
    dormant_since = fields.Date(
        index="btree_not_null", copy=False, help="The day on which the customer was marked as dormant."
    )
    dormant_reason = fields.Char(
        copy=False, help="Why the customer was marked as dormant, such as: no interaction for 90 days."
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"dormant_reason"}

    @api.model
    def _get_update_log_fields(self):
        return super()._get_update_log_fields() | {DORMANCY}

    def _get_update_log_item(self, field_name):
        if field_name == DORMANCY:
            return DORMANCY if self == self.commercial_partner_id else None
        return super()._get_update_log_item(field_name)

    def action_mark_dormant(self, reason):
        """Mark these customers as dormant from today on; those that are stay as they are.

        :param reason: why, in a few words
        :raise UserError: when there is no reason, or a customer is not registered
        """
        self.check_access("write")
        reason = str(reason or "").strip()
        if not reason:
            raise UserError(self.env._("State why the customer is dormant."))
        if not all(self.mapped("registered_on")):
            raise UserError(self.env._("Only registered customers can be dormant."))
        self.filtered(lambda customer: not customer.dormant).with_context(update_reason=reason).write(
            {"dormant": True, "dormant_since": fields.Date.context_today(self), "dormant_reason": reason}
        )
        return True

    def action_wake(self):
        """Take these customers for active again."""
        self.check_access("write")
        self.filtered("dormant").write({"dormant": False, "dormant_since": False, "dormant_reason": False})
        return True
