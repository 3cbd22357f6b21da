from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    customer_reviewer_id = fields.Many2one(related="company_id.customer_reviewer_id", readonly=False)
