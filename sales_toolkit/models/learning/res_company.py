from odoo import api, fields, models
from odoo.exceptions import ValidationError

SAMPLING = [("month", "The First of Each Month"), ("week", "Each Monday")]
PERIODS = [("month", "Month"), ("quarter", "Quarter"), ("year", "Year")]
# What must not be negative.
NUMBERS = ("hit_rate_days", "calibration_minimum", "coaching_count", "coaching_team_count")


class ResCompany(models.Model):
    _inherit = "res.company"

    hit_rate_sampling = fields.Selection(
        SAMPLING,
        default="month",
        required=True,
        help="On which days the hit rate looks at the deals' grades (O12). A day a month is closest to "
        "counting each deal once; Mondays are for companies with few deals.",
    )
    hit_rate_days = fields.Integer(
        default=180,
        help="Grades whose policy promises nothing are measured by so many days. 0: they are left out.",
    )
    calibration_minimum = fields.Integer(
        default=20, help="Nothing is said of an input before so many deals with it are decided."
    )
    coaching_count = fields.Integer(
        default=3,
        help="An improvement point that recurs so often for a salesperson becomes a coaching task. 0: never.",
    )
    coaching_team_count = fields.Integer(
        default=5,
        help="An improvement point that recurs so often in a team, with two people or more, becomes a "
        "coaching task. 0: never.",
    )
    coaching_period = fields.Selection(
        PERIODS, default="quarter", required=True, help="Within what time improvement points must recur."
    )

    @api.constrains(*NUMBERS)
    def _check_learning_numbers(self):
        for company in self:
            if any(company[name] < 0 for name in NUMBERS):
                raise ValidationError(self.env._("The numbers of learning must be 0 or more."))
            if company.hit_rate_days > 3650:
                raise ValidationError(self.env._("Grades can't be measured by more than 3650 days."))
