from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    hit_rate_sampling = fields.Selection(
        related="company_id.hit_rate_sampling", readonly=False, required=True
    )
    hit_rate_days = fields.Integer(related="company_id.hit_rate_days", readonly=False)
    calibration_minimum = fields.Integer(related="company_id.calibration_minimum", readonly=False)
    coaching_count = fields.Integer(related="company_id.coaching_count", readonly=False)
    coaching_team_count = fields.Integer(related="company_id.coaching_team_count", readonly=False)
    coaching_period = fields.Selection(related="company_id.coaching_period", readonly=False, required=True)
