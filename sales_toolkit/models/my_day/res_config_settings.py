from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    my_day_limit = fields.Integer(related="company_id.my_day_limit", readonly=False)
