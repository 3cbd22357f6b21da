"""Handing a won opportunity over to the delivery team (O10)."""

from odoo import fields, models

STATES = [
    ("draft", "Prepared"),
    ("started", "Started"),
    ("accepted", "Accepted"),
    ("queried", "Asked Back"),
    ("done", "Done"),
]


class Handover(models.Model):
    """The implementation plan of one won opportunity."""

    _name = "sales_toolkit.handover"
    _inherit = ["sales_toolkit.derived_fields.mixin", "mail.thread", "mail.activity.mixin"]
    _description = "Hand-over"
    _order = "id desc"

    lead_id = fields.Many2one("crm.lead", string="Opportunity", required=True, index=True, ondelete="cascade")
    contract_id = fields.Many2one("sales_toolkit.contract", index="btree_not_null", ondelete="set null")
    active = fields.Boolean(default=True)
    state = fields.Selection(STATES, required=True, readonly=True, default="draft", index=True, copy=False)
