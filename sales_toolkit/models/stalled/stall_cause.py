from odoo import fields, models


class StallCause(models.Model):
    """Why the customer's decision takes so long, such as: approval of the budget. Edited in Configuration."""

    _name = "sales_toolkit.stall_cause"
    _description = "Cause of a Stall"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True, help="As salespeople choose it.")
    sequence = fields.Integer(default=100)
    active = fields.Boolean(default=True)
