"""A material that has been sent by e-mail is remembered on the opportunity (O4)."""

from odoo import models


class MailComposeMessage(models.TransientModel):
    _inherit = "mail.compose.message"

    def _action_send_mail(self, auto_commit=False):
        result = super()._action_send_mail(auto_commit=auto_commit)
        material_id = self.env.context.get("toolkit_material_id")
        if isinstance(material_id, int):
            for composer in self.filtered(lambda composer: composer.model == "crm.lead"):
                for lead in self.env["crm.lead"].browse(composer._evaluate_res_ids()):
                    lead.action_mark_material_sent(material_id, "email")
        return result
