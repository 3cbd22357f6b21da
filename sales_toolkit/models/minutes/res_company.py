from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResCompany(models.Model):
    _inherit = "res.company"

    minutes_hours = fields.Integer(
        "Hours for Minutes",
        default=24,
        help="The minutes of a contact are written within so many hours (O5).",
    )
    minutes_in_working_hours = fields.Boolean(
        "Count Working Hours Only", help="On: working hours of the company's calendar count. Off: all hours."
    )
    minutes_escalation_hours = fields.Integer(
        "Hours Until the Leader Is Told",
        default=24,
        help="Minutes that are late for so many hours are shown to the team leader.",
    )

    @api.constrains("minutes_hours", "minutes_escalation_hours")
    def _check_minutes_hours(self):
        for company in self:
            if not 1 <= company.minutes_hours <= 1000 or not 0 <= company.minutes_escalation_hours <= 1000:
                raise ValidationError(
                    self.env._(
                        "There are 1 to 1000 hours for minutes, and 0 to 1000 until the leader is told."
                    )
                )
