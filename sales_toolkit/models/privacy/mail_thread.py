"""Notes on the customer form are free texts of the toolkit too (C12)."""

from odoo import models
from odoo.tools import html2plaintext

from ...rules.privacy import first_identifier
from .guarded_models import GUARD


class ResPartner(models.Model):
    _inherit = "res.partner"

    def message_post(self, *, body="", message_type="notification", **kwargs):
        """What a colleague writes is checked; incoming mail is never refused, that would lose it.

        :raise ValidationError: when a note on a registered customer holds such a number
        """
        if message_type == "comment":
            self._refuse_identifiers_in_note(body)
        return super().message_post(body=body, message_type=message_type, **kwargs)

    def _message_update_content(self, message, /, *, body=None, **kwargs):
        if body:
            self._refuse_identifiers_in_note(body)
        return super()._message_update_content(message, body=body, **kwargs)

    def _refuse_identifiers_in_note(self, body):
        if not self._is_looked_after({}):
            return
        if kind := first_identifier(html2plaintext(body or "")):
            self.env[GUARD]._raise_identifier(self.env._("Note"), kind)
