from odoo import fields, models


class NeedType(models.Model):
    """What kind of need a customer has (需求类型), one of the three dimensions of C6."""

    _name = "sales_toolkit.need_type"
    _description = "Need Type"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _name_unique = models.UniqueIndex("(name)", "A need type with this name exists already.")
