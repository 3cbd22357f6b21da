"""What a contact told of the customer: written back to its registration form with one tick (O5)."""

from odoo import api, fields, models

from ..review.requirement import CONFIDENTIAL_ITEMS, ITEMS

# What is confidential is written where only the people concerned see it, never into the minutes.
OPEN_ITEMS = [(key, label) for key, label in ITEMS if key not in CONFIDENTIAL_ITEMS | {"name", "credit_code"}]


class Fact(models.Model):
    """One item of the registration form as it was told."""

    _name = "sales_toolkit.follow_up_fact"
    _inherit = [
        "sales_toolkit.derived_fields.mixin",
        "sales_toolkit.privacy_guard.mixin",
        "sales_toolkit.contact_row.mixin",
    ]
    _description = "Fact from a Contact"
    _order = "id"

    follow_up_id = fields.Many2one(
        "sales_toolkit.follow_up", "Follow-up", required=True, index=True, ondelete="cascade"
    )
    item = fields.Selection(OPEN_ITEMS, required=True, help="Which item of the registration form.")
    current_value = fields.Text(
        "On Record", compute="_compute_current_value", help="What stands there now, as you may see it."
    )
    value = fields.Text(
        "Now", required=True, help="What it is, as you would write it on the registration form."
    )
    write_back = fields.Boolean(
        "Write to the Customer", default=True, help="Written to the customer when the minutes are done."
    )
    written = fields.Boolean(readonly=True, copy=False, help="It has been written to the customer.")

    @api.model
    def _get_guarded_fields(self):
        return frozenset({"value"})

    @api.model
    def _get_derived_fields(self):
        message = self.env._("Facts are written to the customer when the minutes are done.")
        return super()._get_derived_fields() | {"written": message}

    @api.depends("item", "follow_up_id.partner_id", "follow_up_id.lead_id.partner_id")
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_current_value(self):
        texts = {}
        for fact in self:
            partner = fact.follow_up_id.get_customer()
            if partner not in texts:
                readable = partner.registered_on and partner.has_access("read")
                texts[partner] = partner.get_checked_items() if readable else {}
            fact.current_value = texts[partner].get(fact.item) or False
