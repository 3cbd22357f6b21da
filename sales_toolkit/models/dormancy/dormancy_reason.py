"""Why a customer is dormant."""

from odoo import fields, models


class DormancyReason(models.Model):
    """One reason to choose from when a customer is marked by hand."""

    _name = "sales_toolkit.dormancy_reason"
    _description = "Dormancy Reason"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True, help="The reason, as the customer form shows it.")
    sequence = fields.Integer(default=10, help="The place in the list.")
    active = fields.Boolean(default=True, help="Off: no longer offered.")
    draft_plan = fields.Boolean(
        "Draws Up a Plan",
        default=True,
        help="On: an activation plan is drafted for customers marked with this reason.",
    )
