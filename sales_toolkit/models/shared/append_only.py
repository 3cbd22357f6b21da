"""Logs that nobody edits."""

from odoo import api, models
from odoo.exceptions import UserError


class AppendOnlyMixin(models.AbstractModel):
    """A log whose rows the toolkit itself inserts, with SQL; the ORM refuses everyone, superuser included."""

    _name = "sales_toolkit.append_only.mixin"
    _description = "Append-Only Log"

    # pylint: disable=method-required-super,no-raise-unlink  # refusing is all they are for

    @api.model_create_multi
    def create(self, vals_list):
        """
        :raise UserError: always
        """
        raise UserError(self.env._("Rows of this log can't be typed in: they follow from what happens."))

    def write(self, vals):
        """
        :raise UserError: always
        """
        raise UserError(self.env._("Rows of this log can't be changed: it is append-only."))

    def unlink(self):
        """
        :raise UserError: always
        """
        raise UserError(self.env._("Rows of this log can't be deleted: it is append-only."))
