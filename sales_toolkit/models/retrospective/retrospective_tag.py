"""Success factors and improvement points, as tags (O11)."""

from odoo import fields, models


class RetrospectiveTag(models.Model):
    """A reason that recurs, such as: 异议响应及时性不足."""

    _name = "sales_toolkit.retrospective_tag"
    _description = "Retrospective Tag"
    _order = "kind, sequence, id"

    name = fields.Char(required=True, translate=True)
    kind = fields.Selection(
        [("success", "Success Factor"), ("improvement", "Improvement Point")], required=True, index=True
    )
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    active = fields.Boolean(default=True)
