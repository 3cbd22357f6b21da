"""Dialogs about a record: nobody opens one about a record that they may not see."""

from odoo import api, models


class DialogMixin(models.AbstractModel):
    """The record's name would be shown as superuser, as that of any linked record."""

    _name = "sales_toolkit.dialog.mixin"
    _description = "Dialog About a Record"

    # The field that links to what the dialog is about.
    _about = None

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        about = values.get(self._about)
        if about and not self._can_be_about(about):
            values.pop(self._about)
        return values

    def onchange(self, values, field_names, fields_spec):
        """
        :raise AccessError: when the client puts another record in its place
        """
        about = values.get(self._about)
        self._check_about(about.get("id") if isinstance(about, dict) else about)
        return super().onchange(values, field_names, fields_spec)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_about(vals.get(self._about))
        return super().create(vals_list)

    def write(self, vals):
        self._check_about(vals.get(self._about))
        return super().write(vals)

    def _check_about(self, id_):
        if isinstance(id_, int) and id_ and not self.env.su:
            self.env[self._fields[self._about].comodel_name].browse(id_).check_access("read")

    @api.model
    def _can_be_about(self, id_):
        record = self.env[self._fields[self._about].comodel_name].browse(id_)
        return bool(self.env.su or record.exists().has_access("read"))
