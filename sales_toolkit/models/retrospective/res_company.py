from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResCompany(models.Model):
    _inherit = "res.company"

    retrospective_days = fields.Integer(
        default=3, help="Working days after a deal was won or lost until its retrospective is due (O11)."
    )
    retrospective_reminder_days = fields.Integer(
        default=1,
        help="Working days before the due date from which a retrospective stands in the clock menu.",
    )
    retrospective_escalation_days = fields.Integer(
        default=2, help="Working days after the due date until the leader is told that it is late."
    )

    @api.constrains("retrospective_days", "retrospective_reminder_days", "retrospective_escalation_days")
    def _check_retrospective_days(self):
        for company in self:
            numbers = (
                company.retrospective_days,
                company.retrospective_reminder_days,
                company.retrospective_escalation_days,
            )
            if not all(0 <= number <= 365 for number in numbers):
                raise ValidationError(self.env._("The numbers of working days must be from 0 to 365."))
