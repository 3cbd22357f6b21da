"""Customers with certain tags may be quiet for a longer, or only a shorter, time."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

MOST_DAYS = 3650


class ResPartnerCategory(models.Model):
    _inherit = "res.partner.category"

    dormancy_days = fields.Integer(
        "Dormant After (days)",
        help="Customers with this tag are dormant after this many days without interaction, instead of the "
        "company's number. 0: the company's number counts. Of several tags the smallest number counts.",
    )

    @api.constrains("dormancy_days")
    def _check_dormancy_days(self):
        for tag in self:
            if not 0 <= tag.dormancy_days <= MOST_DAYS:
                raise ValidationError(self.env._("The number of days must be from 0 to %s.", MOST_DAYS))
