from odoo import api, fields, models

# Checked together on the company, so they are written together too
TOGETHER = ("family_situation_enabled", "family_situation_purpose")


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    paper_form_max_size = fields.Integer(related="company_id.paper_form_max_size", readonly=False)
    paper_form_max_sheets = fields.Integer(related="company_id.paper_form_max_sheets", readonly=False)
    paper_form_create_records = fields.Boolean(related="company_id.paper_form_create_records", readonly=False)
    family_situation_enabled = fields.Boolean(related="company_id.family_situation_enabled", readonly=False)
    family_situation_purpose = fields.Char(related="company_id.family_situation_purpose", readonly=False)
    retention_months = fields.Integer(related="company_id.retention_months", readonly=False)
    retention_grace_days = fields.Integer(related="company_id.retention_grace_days", readonly=False)

    @api.model_create_multi
    def create(self, vals_list):
        """Related fields are written one by one, and a switch without its purpose would be refused."""
        for vals in vals_list:
            pair = {name: vals[name] for name in TOGETHER if name in vals}
            company = self.env["res.company"].browse(vals.get("company_id") or self.env.company.id)
            if any(company[name] != value for name, value in pair.items()):
                company.write(pair)
        return super().create(vals_list)
