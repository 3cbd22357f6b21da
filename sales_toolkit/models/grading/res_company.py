from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    grade_override_days = fields.Integer(
        "Grade by Hand Holds (Days)",
        default=14,
        help="A grade set by hand holds for so many days, if nobody says another day (O1).",
    )

    _grade_override_days = models.Constraint(
        "CHECK (grade_override_days BETWEEN 1 AND 366)",
        "A grade set by hand can hold from 1 to 366 days.",
    )
