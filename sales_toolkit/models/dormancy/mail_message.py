"""Messages to and from customers are interactions."""

from odoo import api, models

from .interaction import MESSAGE_TYPES

MODELS = ("res.partner", "crm.lead")


class MailMessage(models.Model):
    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        messages = super().create(vals_list)
        messages._note_interactions()
        return messages

    def unlink(self):
        taken_back = self.sudo().filtered(lambda message: message._is_interaction())
        customers = taken_back._get_interaction_partners()
        result = super().unlink()
        self.env["res.partner"].note_interactions([(partner, None, None) for partner in customers.values()])
        return result

    def _note_interactions(self):
        # sudo: only types and the author, which decide whether it counts
        messages = self.sudo().filtered(lambda message: message._is_interaction())
        if not messages:
            return
        partners = messages._get_interaction_partners()
        colleagues = messages.author_id.user_ids.filtered(lambda user: not user.share).partner_id
        self.env["res.partner"].note_interactions(
            [
                (partner, message.date, "message_out" if message.author_id in colleagues else "message_in")
                for message, partner in partners.items()
            ]
        )

    @api.private
    def filter_interactions(self):
        """Those among these that people wrote to each other on a customer or a lead."""
        return self.filtered(lambda message: message._is_interaction())

    def _is_interaction(self):
        """Whether people wrote it to each other on a customer or a lead, as the query says it too."""
        return (
            self.model in MODELS
            and self.message_type in MESSAGE_TYPES
            and not self.is_internal
            and bool(self.subtype_id)
            and not self.subtype_id.internal
            and self.author_id.id != self.env["ir.model.data"]._xmlid_to_res_id("base.partner_root")
        )

    def _get_interaction_partners(self):
        """{message: whom it is about}, with the records of each model read together."""
        partners = {}
        for model, messages in self.grouped("model").items():
            records = self.env[model].browse(messages.mapped("res_id")).exists()
            found = dict(zip(records.ids, records, strict=True))
            for message in messages:
                record = found.get(message.res_id)
                if record is not None:
                    partners[message] = record if model == "res.partner" else record.partner_id
        return partners
