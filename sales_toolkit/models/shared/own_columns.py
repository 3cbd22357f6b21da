"""Columns that the toolkit adds to the ERP's own models."""

from odoo import api, models

GROUP = "sales_toolkit"


class OwnColumnsMixin(models.AbstractModel):
    """Reads the toolkit's columns of a core model together, when one of them is asked for.

    Else each record that the ERP reads for a name or a picture (authors, followers, the company of each
    request) would bring all of them along.
    """

    _name = "sales_toolkit.own_columns.mixin"
    _description = "Own Columns"

    @api.model
    def _post_model_setup__(self):
        result = super()._post_model_setup__()
        for field in self._fields.values():
            if field.prefetch is True and (field._module or "").startswith(GROUP):
                field.prefetch = GROUP
        return result
