from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResCompany(models.Model):
    _inherit = "res.company"

    my_day_limit = fields.Integer(
        default=10, help="How many items of each part My Day shows; the rest is a click away."
    )

    @api.constrains("my_day_limit")
    def _check_my_day_limit(self):
        for company in self:
            if not 1 <= company.my_day_limit <= 100:
                raise ValidationError(self.env._("My Day shows 1 to 100 items of each part."))
