"""Fields that follow from what happens and that nobody types."""

from odoo import api, models
from odoo.exceptions import UserError

from .statement import Derivation


class DerivedFieldsMixin(models.AbstractModel):
    """Refuses derived fields in ``create()`` and ``write()``, whoever calls, also over RPC and import."""

    _name = "sales_toolkit.derived_fields.mixin"
    _description = "Derived Fields"

    @api.model
    def _get_derived_fields(self):
        """{name: message that says where the value comes from}. Rooms extend it."""
        return {}

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_derived(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_derived(vals)
        return super().write(vals)

    @api.private
    def write_derived(self, vals):
        """``write()`` for the code that derives the values."""
        return self.with_context(derivation=Derivation()).write(vals)

    def _refuse_derived(self, vals):
        """
        :raise UserError: when ``vals`` has a derived field
        """
        derived = self._get_derived_fields()
        if not derived.keys() & vals.keys() or isinstance(self.env.context.get("derivation"), Derivation):
            return
        for name in sorted(derived.keys() & vals.keys()):
            raise UserError(derived[name])
