from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    paper_form_max_size = fields.Integer(related="company_id.paper_form_max_size", readonly=False)
    paper_form_max_sheets = fields.Integer(related="company_id.paper_form_max_sheets", readonly=False)
    paper_form_create_records = fields.Boolean(related="company_id.paper_form_create_records", readonly=False)
    family_situation_enabled = fields.Boolean(related="company_id.family_situation_enabled", readonly=False)
    family_situation_purpose = fields.Char(related="company_id.family_situation_purpose", readonly=False)
    retention_months = fields.Integer(related="company_id.retention_months", readonly=False)
    retention_grace_days = fields.Integer(related="company_id.retention_grace_days", readonly=False)
