from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    grade_override_days = fields.Integer(related="company_id.grade_override_days", readonly=False)
