from odoo import fields, models


class ResPartnerCategory(models.Model):
    _inherit = "res.partner.category"

    check_interval_days = fields.Integer(
        "Data Check Every (Days)",
        help="Customers with this tag are checked after so many days. 0: as the company says. Of several "
        "tags the smallest number counts.",
    )
