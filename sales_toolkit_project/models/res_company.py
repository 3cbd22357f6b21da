from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    handover_project = fields.Boolean(
        "Plans Become Projects",
        default=True,
        help="On: an implementation plan that starts becomes a project with a task for each step.",
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    handover_project = fields.Boolean(related="company_id.handover_project", readonly=False)
