from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    contract_on_win = fields.Boolean(related="company_id.contract_on_win", readonly=False)
    contract_draft_days = fields.Integer(related="company_id.contract_draft_days", readonly=False)
    contract_reminder_days = fields.Integer(related="company_id.contract_reminder_days", readonly=False)
