"""Rows that say who made them."""

from odoo import api, models
from odoo.exceptions import UserError


class AuthoredMixin(models.AbstractModel):
    """Whoever makes a row is its author, whatever a client or its defaults say.

    An administrator, who takes rows over from elsewhere, may name another.
    """

    _name = "sales_toolkit.authored.mixin"
    _description = "Row with an Author"

    # The many2one to the user who made the row
    _author_field = "user_id"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_author(vals)
        return super().create([{self._author_field: self.env.uid, **vals} for vals in vals_list])

    def write(self, vals):
        self._refuse_author(vals)
        return super().write(vals)

    @api.model
    def _refuse_author(self, vals):
        """
        :raise UserError: when ``vals`` names somebody else as author, and the user is no administrator
        """
        name = self._author_field
        if name not in vals or vals[name] == self.env.uid or self.env.is_system():
            return
        label = self._fields[name].get_description(self.env, ["string"])["string"]
        raise UserError(
            self.env._(
                "“%(field)s” is who wrote it down; only an administrator can name somebody else.", field=label
            )
        )
