from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResCompany(models.Model):
    _inherit = "res.company"

    follow_up_daily_load = fields.Integer(
        "Follow-ups per Day",
        default=12,
        help="No more follow-ups than this are planned for a salesperson on one day, as long as later days "
        "have room (O3). 0: no limit.",
    )
    follow_up_grace_days = fields.Integer(
        "Days of Grace for Follow-ups",
        default=0,
        help="A follow-up that has not been done so many days after its day is missed; until then it is "
        "on time.",
    )

    @api.constrains("follow_up_daily_load", "follow_up_grace_days")
    def _check_follow_up_numbers(self):
        for company in self:
            if company.follow_up_daily_load < 0 or company.follow_up_grace_days < 0:
                raise ValidationError(
                    self.env._("The number of follow-ups per day and their days of grace are 0 or more.")
                )
