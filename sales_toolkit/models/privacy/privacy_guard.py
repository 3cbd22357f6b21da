"""Minimum necessary (C12): identity-card, passport and bank-card numbers are refused, never stored."""

from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.tools import html2plaintext

from ...rules.privacy import first_identifier
from ...rules.registration_form.problems import problem
from ..profile.messages import explain
from ..shared.client_defaults import with_defaults


class PrivacyGuard(models.AbstractModel):
    """The one place that refuses such numbers. A model inherits it and names its free texts."""

    _name = "sales_toolkit.privacy_guard.mixin"
    _description = "Privacy Guard"

    @api.model
    def _get_guarded_fields(self):
        """Names of the free texts of this model."""
        return frozenset()

    def _get_guarded_names(self, vals):
        """Which keys of ``vals`` are checked when these records are written, or one is created."""
        return self._get_guarded_fields() & vals.keys()

    @api.model
    def _find_identifier(self, name, value):
        """The kind of number in what is written to field ``name``, or None."""
        # over RPC a text may come as a number, which is stored as text all the same
        text = html2plaintext(value) if self._fields[name].type == "html" else str(value)
        return first_identifier(text)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in with_defaults(self, vals_list):
            self._refuse_identifiers(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_identifiers(vals)
        return super().write(vals)

    def _refuse_identifiers(self, vals):
        """
        :raise ValidationError: names the item and the kind of number, and never the number
        """
        for name in sorted(self._get_guarded_names(vals)):
            if vals[name] and (kind := self._find_identifier(name, vals[name])):
                label = self._fields[name].get_description(self.env, ["string"])["string"]
                self._raise_identifier(label, kind)

    @api.model
    def _raise_identifier(self, label, kind):
        message = explain(self.env, problem(kind))
        raise ValidationError(self.env._("%(item)s: %(message)s", item=label, message=message))
