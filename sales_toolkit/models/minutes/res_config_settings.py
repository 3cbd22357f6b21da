from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    minutes_hours = fields.Integer(related="company_id.minutes_hours", readonly=False)
    minutes_in_working_hours = fields.Boolean(related="company_id.minutes_in_working_hours", readonly=False)
    minutes_escalation_hours = fields.Integer(related="company_id.minutes_escalation_hours", readonly=False)
