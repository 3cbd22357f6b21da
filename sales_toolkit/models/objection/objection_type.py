from odoo import fields, models


class ObjectionType(models.Model):
    """What an objection is about: price, solution, delivery, service, competitor (O7)."""

    _name = "sales_toolkit.objection_type"
    _description = "Objection Type"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    help_days = fields.Integer(
        "Days to Help", default=2, help="Working days that a colleague who is asked for help has to answer."
    )

    _days = models.Constraint("CHECK(help_days >= 0)", "The days to help can't be negative.")


class Competitor(models.Model):
    """Whom we are compared with."""

    _name = "sales_toolkit.competitor"
    _description = "Competitor"
    _order = "name, id"

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)

    _once = models.UniqueIndex("(lower(name))", "There is a competitor of this name already.")
