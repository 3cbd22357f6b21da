from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    follow_up_daily_load = fields.Integer(related="company_id.follow_up_daily_load", readonly=False)
    follow_up_grace_days = fields.Integer(related="company_id.follow_up_grace_days", readonly=False)
