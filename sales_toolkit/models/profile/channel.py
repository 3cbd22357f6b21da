from odoo import fields, models


class Channel(models.Model):
    """A collection channel (收集渠道): visit, phone, trade show … (C3)."""

    _name = "sales_toolkit.channel"
    _description = "Collection Channel"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _name_unique = models.UniqueIndex("(name)", "A collection channel with this name exists already.")
