"""What can come of a contact, one tap each: edited in Configuration (O5)."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..follow_up.method import METHODS

LATEST = 365


class Outcome(models.Model):
    """One outcome, such as: no answer, try again tomorrow."""

    _name = "sales_toolkit.outcome"
    _description = "Outcome of a Contact"
    _order = "sequence, id"

    name = fields.Char("Result", required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    needs_minutes = fields.Boolean(
        default=True, help="What was said is to be written down within the hours set. Off: nothing was said."
    )
    retry_days = fields.Integer(
        "Again After (working days)",
        help="The next contact is proposed so many working days later. 0: by the cadence of the grade.",
    )
    retry_method = fields.Selection(METHODS, help="How the next contact is proposed. Empty: the same way.")

    @api.constrains("retry_days")
    def _check_retry_days(self):
        for outcome in self:
            if not 0 <= outcome.retry_days <= LATEST:
                raise ValidationError(
                    self.env._("The next contact is 0 to %s working days after this one.", LATEST)
                )
