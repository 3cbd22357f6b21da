from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    stalled_days = fields.Integer(related="company_id.stalled_days", readonly=False)
