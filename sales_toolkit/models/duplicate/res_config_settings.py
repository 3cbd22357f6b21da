from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    duplicate_name_similarity = fields.Integer(related="company_id.duplicate_name_similarity", readonly=False)
