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

    # What each write asks, also of records that are nothing to the toolkit: no query of its own for these
    _read_with_the_erp = frozenset()

    @api.model
    def _post_model_setup__(self):
        result = super()._post_model_setup__()
        for field in self._fields.values():
            ours = (field._module or "").startswith(GROUP) and field.name not in self._read_with_the_erp
            # what is worked out anew is compared with what stands there, or else written without a change
            if ours and not field.compute and field.prefetch is True:
                field.prefetch = GROUP
        return result
