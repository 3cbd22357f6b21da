from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    handover_on_win = fields.Boolean(related="company_id.handover_on_win", readonly=False)
    handover_start = fields.Selection(related="company_id.handover_start", readonly=False, required=True)
    handover_accept_days = fields.Integer(related="company_id.handover_accept_days", readonly=False)
    handover_escalation_days = fields.Integer(related="company_id.handover_escalation_days", readonly=False)
    delivery_team_id = fields.Many2one(related="company_id.delivery_team_id", readonly=False)
