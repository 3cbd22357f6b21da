from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResCompany(models.Model):
    _inherit = "res.company"

    dormancy_days = fields.Integer(
        "Dormant After (Days)",
        default=90,
        help="Customers without interaction for this many days are marked as dormant (C11). 0: never. "
        "A customer tag can have its own number.",
    )

    @api.constrains("dormancy_days")
    def _check_dormancy_days(self):
        for company in self:
            if company.dormancy_days < 0:
                raise ValidationError(self.env._("The number of days must be 0 or more."))
