"""Rows that people put below an opportunity or a contact, which must be theirs to read or write."""

from odoo import api, models
from odoo.api import NewId

from .arguments import record_of


class BelowMixin(models.AbstractModel):
    """Whoever puts a row below another record has the right to that.

    Rules ask of a row that is written only before the fact, and of one that a form is about to create not at
    all: with somebody else's record in it, what is worked out of that would be told (C13).
    """

    _name = "sales_toolkit.below.mixin"
    _description = "Row Below Another"

    # {many2one: (its model, what one must be able to do with it)}
    _below = {}

    @api.model_create_multi
    def create(self, vals_list):
        self._check_below(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._check_below([vals])
        return super().write(vals)

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        self._check_below([values])
        return values

    def _update_cache(self, values, validate=True):
        """What a form that is being filled in holds, also as a line of another one."""
        self._check_below([values])
        return super()._update_cache(values, validate)

    @api.model
    def _check_below(self, vals_list):
        """
        :raise AccessError: when the user has no right to a record that is given
        :raise UserError: when what is given for it is none
        """
        if self.env.su:
            return
        for name, (model, operation) in self._below.items():
            given = {_id_of(self.env, model, vals[name]) for vals in vals_list if vals.get(name)} - {None}
            # sudo: where these rows are already, who may write them may leave them
            stored = set(self._origin.sudo()[name].ids) if given else set()
            self.env[model].browse(given if stored != given else ()).check_access(operation)


def _id_of(env, model, given):
    """The id of a record that is there; None for one that is being filled in itself."""
    if isinstance(given, dict):
        given = given.get("id")
    if not given or isinstance(given, NewId):
        return None
    return record_of(env, model, given)._origin.id


class DealRowMixin(models.AbstractModel):
    """Below an opportunity that its writer may read, in ``lead_id``."""

    _name = "sales_toolkit.deal_row.mixin"
    _inherit = "sales_toolkit.below.mixin"
    _description = "Row of an Opportunity"

    _below = {"lead_id": ("crm.lead", "read")}


class ContactRowMixin(models.AbstractModel):
    """Below a contact that its writer may write, in ``follow_up_id``."""

    _name = "sales_toolkit.contact_row.mixin"
    _inherit = "sales_toolkit.below.mixin"
    _description = "Row of a Contact"

    _below = {"follow_up_id": ("sales_toolkit.follow_up", "write")}
