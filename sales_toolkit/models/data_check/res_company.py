from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResCompany(models.Model):
    _inherit = "res.company"

    data_check_interval_days = fields.Integer(
        "Data Check Every (Days)",
        default=30,
        help="Each registered customer's data are checked after so many days (C10).",
    )
    data_check_grace_days = fields.Integer(
        "Data Check Missed After (Days)",
        default=7,
        help="A check that has not been done so many days after it was due is missed, and shown to the "
        "team leader.",
    )

    @api.constrains("data_check_interval_days", "data_check_grace_days")
    def _check_data_check_days(self):
        for company in self:
            if company.data_check_interval_days < 1 or company.data_check_grace_days < 0:
                raise ValidationError(
                    self.env._("Data are checked every day at most, and the days of grace are 0 or more.")
                )
