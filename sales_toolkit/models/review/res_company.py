from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    customer_reviewer_id = fields.Many2one(
        "res.users",
        domain=[("share", "=", False)],
        help="Who reviews customers where neither the team's reviewer nor its leader can, "
        "for instance because they entered them (C9).",
    )
