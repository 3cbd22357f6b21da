"""What the chatter's tracking has kept of erased items."""

from odoo import api, models

from .items import TRACKED_FIELDS


class MailTrackingValue(models.Model):
    _inherit = "mail.tracking.value"

    @api.private
    @api.model
    def erase_values_of(self, records):
        """Delete the tracked values of erased fields of ``records``; their messages stay."""
        tracked = ("field_id.name", "in", TRACKED_FIELDS[records._name])
        messages = [
            ("mail_message_id.model", "=", records._name),
            ("mail_message_id.res_id", "in", records.ids),
        ]
        self.search([*messages, ("field_id.model", "=", records._name), tracked]).unlink()

    @api.private
    @api.model
    def erase_names_of(self, people):
        """Delete tracked values of any record that name one of ``people``, such as a lead's contact."""
        fields = self.env["ir.model.fields"].search(
            [("relation", "=", "res.partner"), ("ttype", "=", "many2one")]
        )
        ids = people.ids
        self.search(
            [
                ("field_id", "in", fields.ids),
                "|",
                ("old_value_integer", "in", ids),
                ("new_value_integer", "in", ids),
            ]
        ).unlink()
