from odoo import api, fields, models
from odoo.exceptions import ValidationError

STARTS = [
    ("win", "When the Deal is Won"),
    ("approved", "When the Contract is Approved"),
    ("signed", "When the Contract is Signed"),
]


class ResCompany(models.Model):
    _inherit = "res.company"

    handover_on_win = fields.Boolean(
        "Prepare a Hand-over on Win", default=True, help="On: each won deal is handed over to delivery (O10)."
    )
    handover_start = fields.Selection(
        STARTS, "Plan Starts", required=True, default="approved", help="When the steps begin."
    )
    handover_accept_days = fields.Integer(
        "Days to Accept", default=2, help="Working days within which delivery accepts or asks back."
    )
    handover_escalation_days = fields.Integer(
        "Days Until the Leader is Told",
        default=2,
        help="Working days after which the salesperson's leader is told that nobody has accepted. 0: never.",
    )
    delivery_team_id = fields.Many2one(
        "sales_toolkit.delivery_team",
        "Default Delivery Team",
        ondelete="set null",
        help="For needs that no team serves in particular.",
    )

    @api.constrains("handover_accept_days", "handover_escalation_days")
    def _check_handover_days(self):
        for company in self:
            if min(company.handover_accept_days, company.handover_escalation_days) < 0:
                raise ValidationError(self.env._("The number of days must be 0 or more."))
