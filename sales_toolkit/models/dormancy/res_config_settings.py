from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    dormancy_days = fields.Integer(related="company_id.dormancy_days", readonly=False)
