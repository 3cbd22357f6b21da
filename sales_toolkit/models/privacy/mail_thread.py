"""Notes in the chatter of the toolkit's forms are free texts of it too (C12)."""

from odoo import api, models
from odoo.tools import html2plaintext

from ...rules.privacy import first_identifier
from .guarded_models import GUARD


class NotesGuard(models.AbstractModel):
    """Comes before ``mail.thread``: a model inherits it first."""

    _name = "sales_toolkit.notes_guard.mixin"
    _description = "Guard of Notes"

    def _are_notes_guarded(self):
        """Whether such numbers are refused in notes on these records."""
        return True

    def message_post(self, *, body="", message_type="notification", **kwargs):
        """As ``refuse_in_post()``."""
        refuse_in_post(self, f"{kwargs.get('subject') or ''} {body or ''}", message_type)
        return super().message_post(body=body, message_type=message_type, **kwargs)

    def _message_update_content(self, message, /, *, body=None, **kwargs):
        refuse_identifiers(self, body)
        return super()._message_update_content(message, body=body, **kwargs)


class Thread(models.AbstractModel):
    _name = "sales_toolkit.thread.mixin"
    _inherit = ["sales_toolkit.notes_guard.mixin", "sales_toolkit.thread.mixin"]


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["sales_toolkit.notes_guard.mixin", "res.partner"]

    def _are_notes_guarded(self):
        """Those on customers that the toolkit looks after, and on their contacts."""
        return bool(self) and self._is_looked_after({})


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ["sales_toolkit.notes_guard.mixin", "crm.lead"]

    def _are_notes_guarded(self):
        """Those on opportunities with a grade, or of customers that the toolkit looks after."""
        return bool(self) and self._is_looked_after({})


class MailMessage(models.Model):
    """Whoever writes messages themselves, over the API, is asked the same; posted ones have been."""

    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        messages = super().create(vals_list)
        messages._refuse_identifiers_in_notes()
        return messages

    def write(self, vals):
        result = super().write(vals)
        if {"body", "subject", "model", "res_id"} & vals.keys():
            self._refuse_identifiers_in_notes()
        return result

    def _refuse_identifiers_in_notes(self):
        """Once it is known what they are about, by a default of the client or by being moved there."""
        if self.env.su:
            return
        # sudo: what they are about, and what was written just now
        for message in self.sudo().filtered(lambda message: message.model in self.env and message.res_id):
            record = self.env[message.model].browse(message.res_id)
            if hasattr(record, "_are_notes_guarded"):
                refuse_identifiers(record, f"{message.subject or ''} {message.body or ''}")


def refuse_in_post(records, body, message_type):
    """What somebody writes is checked, also as the feedback of an activity; incoming mail, which the ERP
    itself posts, is never refused: that would lose it.

    :raise ValidationError: when it holds such a number
    """
    if message_type == "comment" or not records.env.su:
        refuse_identifiers(records, body)


def refuse_identifiers(records, body):
    """
    :raise ValidationError: names the kind of number, and never the number
    """
    kind = first_identifier(html2plaintext(body)) if body else None
    if kind and records._are_notes_guarded():
        records.env[GUARD]._raise_identifier(records.env._("Note"), kind)
