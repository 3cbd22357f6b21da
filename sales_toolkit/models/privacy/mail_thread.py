"""Notes in the chatter of the toolkit's forms are free texts of it too (C12)."""

from odoo import models
from odoo.tools import html2plaintext

from ...rules.privacy import first_identifier
from .guarded_models import GUARD


class Thread(models.AbstractModel):
    _inherit = "sales_toolkit.thread.mixin"

    def message_post(self, *, body="", message_type="notification", **kwargs):
        """As ``refuse_in_post()``."""
        refuse_in_post(self, body, message_type)
        return super().message_post(body=body, message_type=message_type, **kwargs)

    def _message_update_content(self, message, /, *, body=None, **kwargs):
        refuse_identifiers(self, body)
        return super()._message_update_content(message, body=body, **kwargs)


class ResPartner(models.Model):
    _inherit = "res.partner"

    def message_post(self, *, body="", message_type="notification", **kwargs):
        """As ``refuse_in_post()``, for customers that the toolkit looks after, and their contacts."""
        if self._is_looked_after({}):
            refuse_in_post(self, body, message_type)
        return super().message_post(body=body, message_type=message_type, **kwargs)

    def _message_update_content(self, message, /, *, body=None, **kwargs):
        if self._is_looked_after({}):
            refuse_identifiers(self, body)
        return super()._message_update_content(message, body=body, **kwargs)


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
