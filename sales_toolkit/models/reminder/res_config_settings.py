from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    reminder_mail = fields.Boolean(related="company_id.reminder_mail", readonly=False)
    reminder_mail_hour = fields.Integer(related="company_id.reminder_mail_hour", readonly=False)
    reminder_mail_working_days = fields.Boolean(
        related="company_id.reminder_mail_working_days", readonly=False
    )
