from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResCompany(models.Model):
    _inherit = "res.company"

    stalled_days = fields.Integer(
        "Stalled After (Days)",
        default=14,
        help="A deals without progress for this many days, or past their expected closing, are stalled (O8). "
        "0: stalled deals are not looked for.",
    )

    @api.constrains("stalled_days")
    def _check_stalled_days(self):
        for company in self:
            if company.stalled_days < 0:
                raise ValidationError(self.env._("The number of days must be 0 or more."))
