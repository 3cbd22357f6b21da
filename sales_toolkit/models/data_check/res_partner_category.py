from odoo import api, fields, models
from odoo.exceptions import ValidationError

MOST_DAYS = 3650


class ResPartnerCategory(models.Model):
    _inherit = "res.partner.category"

    check_interval_days = fields.Integer(
        "Data Check Every (Days)",
        help="Customers with this tag are checked after so many days. 0: as the company says. Of several "
        "tags the smallest number counts.",
    )

    @api.constrains("check_interval_days")
    def _check_check_interval_days(self):
        for tag in self:
            if not 0 <= tag.check_interval_days <= MOST_DAYS:
                raise ValidationError(self.env._("The number of days must be from 0 to %s.", MOST_DAYS))
