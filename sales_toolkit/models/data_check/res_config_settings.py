from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    data_check_interval_days = fields.Integer(related="company_id.data_check_interval_days", readonly=False)
    data_check_grace_days = fields.Integer(related="company_id.data_check_grace_days", readonly=False)
