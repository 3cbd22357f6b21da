"""What contacts are to reach: suggestions, edited in Configuration (O3)."""

from odoo import fields, models


class Goal(models.Model):
    """A goal that is suggested for opportunities of a grade, in a stage or in any."""

    _name = "sales_toolkit.goal"
    _description = "Goal of a Contact"
    _order = "sequence, id"

    name = fields.Char(
        "Goal",
        required=True,
        translate=True,
        help="What the contact is to reach, such as: confirm the technical parameters.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    grade_id = fields.Many2one("sales_toolkit.grade", required=True, index=True, ondelete="cascade")
    stage_ids = fields.Many2many(
        "crm.stage", string="Stages", help="Suggested in these stages only. Empty: in all of them."
    )
