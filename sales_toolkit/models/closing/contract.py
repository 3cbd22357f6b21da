"""The contract of a won opportunity (O9)."""

from odoo import fields, models

STATES = [
    ("draft", "Draft"),
    ("submitted", "Submitted"),
    ("approved", "Approved"),
    ("returned", "Returned"),
    ("signed", "Signed"),
]


class Contract(models.Model):
    """A contract, from its draft to the signed scan."""

    _name = "sales_toolkit.contract"
    _inherit = ["sales_toolkit.derived_fields.mixin", "mail.thread", "mail.activity.mixin"]
    _description = "Contract"
    _order = "id desc"

    lead_id = fields.Many2one(
        "crm.lead", string="Opportunity", required=True, index=True, ondelete="restrict", copy=False
    )
    active = fields.Boolean(default=True)
    state = fields.Selection(STATES, required=True, readonly=True, default="draft", index=True, copy=False)
    currency_id = fields.Many2one("res.currency", required=True, default=lambda s: s.env.company.currency_id)
    amount = fields.Monetary(help="What the customer pays in all, in the currency of the contract.")
    approver_id = fields.Many2one("res.users", readonly=True, index="btree_not_null", ondelete="set null")

    def _on_approved(self):
        """Called once after the last approval of these contracts, as superuser; rooms extend it."""

    def _on_signed(self):
        """Called once after these contracts were signed, as superuser; rooms extend it."""
