"""Fields that follow from what happens and that nobody types."""

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import ormcache

from .statement import Derivation


class DerivedFieldsMixin(models.AbstractModel):
    """Refuses derived fields in ``create()`` and ``write()``, whoever calls, also over RPC and import."""

    _name = "sales_toolkit.derived_fields.mixin"
    _description = "Derived Fields"

    @api.model
    def _get_derived_fields(self):
        """{name: message that says where the value comes from}. Rooms extend it."""
        return {}

    @api.model
    @ormcache()
    def _get_derived_names(self):
        """Their names alone: asked with every write, and for each field of each new record."""
        return frozenset(self._get_derived_fields())

    @api.model
    def default_get(self, fields):
        """No default of a client's context, or of a user's own (``ir.default``), gets into them either."""
        if not self._is_derivation():
            derived = self._get_derived_names()
            fields = [name for name in fields if name not in derived]
        return super().default_get(fields)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_derived(vals)
        if not self._is_derivation():
            # what default_get() leaves out begins as the model says, whatever defaults somebody has
            derived = [self._fields[name] for name in self._get_derived_names() if name in self._fields]
            start = {field.name: field.default(self) for field in derived if field.default}
            vals_list = [start | vals for vals in vals_list]
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_derived(vals)
        return super().write(vals)

    @api.private
    def write_derived(self, vals):
        """``write()`` for the code that derives the values."""
        return self.with_derivation().write(vals)

    @api.private
    def store_derived(self, vals):
        """As ``write_derived()``, without the hooks of ``write()``: for marks that nothing else goes by.

        Core's own hooks on a partner's ``write()`` cost queries for each record.
        """
        return models.BaseModel.write(self.with_derivation(), vals)

    @api.private
    def with_derivation(self):
        """These records, for the code that derives the values and may write them."""
        return self.with_context(derivation=Derivation())

    @api.model
    def _is_derivation(self):
        return isinstance(self.env.context.get("derivation"), Derivation)

    def _refuse_derived(self, vals):
        """
        :raise UserError: when ``vals`` has a derived field
        """
        refused = self._get_derived_names() & vals.keys()
        if not refused or self._is_derivation():
            return
        raise UserError(self._get_derived_fields()[min(refused)])
