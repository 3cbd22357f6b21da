"""Notes in the chatter of the toolkit's forms are free texts of it too (C12)."""

from odoo import api, models
from odoo.tools import html2plaintext

from ...rules.privacy import first_identifier
from .guarded_models import GUARD

TEXTS = frozenset({"body", "subject"})


class Thread(models.AbstractModel):
    _inherit = "sales_toolkit.thread.mixin"

    @api.model
    def _are_notes_guarded(self):
        return True

    def message_post(self, *, body="", message_type="notification", **kwargs):
        """As ``refuse_in_post()``."""
        refuse_in_post(self, f"{kwargs.get('subject') or ''} {body or ''}", message_type)
        return super().message_post(body=body, message_type=message_type, **kwargs)

    def _message_update_content(self, message, /, *, body=None, **kwargs):
        refuse_identifiers(self, body)
        return super()._message_update_content(message, body=body, **kwargs)


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _are_notes_guarded(self):
        """Those on customers that the toolkit looks after, and on their contacts."""
        return bool(self) and self._is_looked_after({})

    def message_post(self, *, body="", message_type="notification", **kwargs):
        """As ``refuse_in_post()``."""
        if self._are_notes_guarded():
            refuse_in_post(self, f"{kwargs.get('subject') or ''} {body or ''}", message_type)
        return super().message_post(body=body, message_type=message_type, **kwargs)

    def _message_update_content(self, message, /, *, body=None, **kwargs):
        if self._are_notes_guarded():
            refuse_identifiers(self, body)
        return super()._message_update_content(message, body=body, **kwargs)


class MailMessage(models.Model):
    """Whoever writes messages themselves, over the API, is asked the same; posted ones have been."""

    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for vals in vals_list:
                self._refuse_in_texts(vals, vals.get("model"), vals.get("res_id"))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and TEXTS & vals.keys():
            for message in self.sudo():
                self._refuse_in_texts(vals, message.model, message.res_id)
        return super().write(vals)

    @api.model
    def _refuse_in_texts(self, vals, model, res_id):
        records = self.env.get(model) if isinstance(model, str) else None
        if records is None or not hasattr(records, "_are_notes_guarded") or type(res_id) is not int:
            return
        if records.browse(res_id)._are_notes_guarded():
            refuse_identifiers(
                records, " ".join(str(vals[name]) for name in TEXTS & vals.keys() if vals[name])
            )


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
    if body and (kind := first_identifier(html2plaintext(body))):
        records.env[GUARD]._raise_identifier(records.env._("Note"), kind)
