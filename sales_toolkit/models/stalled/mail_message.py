"""Messages to and from the customer are progress; notes, tracking and automatic messages are not."""

from odoo import api, models


class MailMessage(models.Model):
    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        messages = super().create(vals_list)
        # sudo: only what kind of messages they are. What they are about is asked last: it takes a query
        interactions = messages.sudo().filter_interactions()
        about = interactions.filtered(lambda message: message.model == "crm.lead" and message.res_id)
        if about:
            self.env["crm.lead"].note_progress(
                [(message.res_id, message.date, "message") for message in about]
            )
        return messages
