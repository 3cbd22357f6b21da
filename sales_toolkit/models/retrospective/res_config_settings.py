from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    retrospective_days = fields.Integer(related="company_id.retrospective_days", readonly=False)
    retrospective_reminder_days = fields.Integer(
        related="company_id.retrospective_reminder_days", readonly=False
    )
    retrospective_escalation_days = fields.Integer(
        related="company_id.retrospective_escalation_days", readonly=False
    )
