from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResCompany(models.Model):
    _inherit = "res.company"

    reminder_mail = fields.Boolean(
        "Mail of the Day",
        default=True,
        help="Everyone for whom something waits gets one mail a day that says what, unless they handle "
        "notifications in Odoo; each chooses of what.",
    )
    reminder_mail_hour = fields.Integer(
        default=8, help="From which hour on the mail of the day is written, where the person is: 0 to 23."
    )
    reminder_mail_working_days = fields.Boolean(
        "On Working Days Only", default=True, help="Nobody is mailed on a day off."
    )

    @api.constrains("reminder_mail_hour")
    def _check_reminder_mail_hour(self):
        for company in self:
            if not 0 <= company.reminder_mail_hour <= 23:
                raise ValidationError(self.env._("The hour of the mail of the day is 0 to 23."))
