"""Activities that were done are progress; cancelling one is not."""

from odoo import fields, models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def write(self, vals):
        if "active" not in vals or vals["active"]:
            return super().write(vals)
        # sudo: only what these are about
        done = self.sudo().filtered(lambda activity: activity.active and activity.res_model == "crm.lead")
        leads = done.filter_interactions().mapped("res_id")
        result = super().write(vals)
        now = fields.Datetime.now()
        self.env["crm.lead"].note_progress([(lead_id, now, "activity") for lead_id in leads])
        return result
